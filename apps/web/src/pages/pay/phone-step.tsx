import { useMutation } from '@tanstack/react-query';
import type { Wallet } from '@edu/client';
import { paymentGetWallet as fields } from '@edu/client/fields';
import { countryName, ErrorNotice, Form, SubmitButton, useReader } from '@edu/ui';
import { PhoneFields, typedPhone } from '../account/phone-fields.tsx';
import { PHONE_COUNTRIES, readableNumber } from '../account/phone-number.ts';
import type { WalletQuestion } from './payer.ts';
import type { Way } from './ways.ts';

/** Problems that are about the number, and name no field. */
const OF_NUMBER = {
  'payment.bad_phone': fields['/phone'],
  'payment.old_phone': fields['/phone'],
  'payment.phone_elsewhere': fields['/phone'],
  'payment.operator_not_served': fields['/phone'],
  'payment.operator_down': fields['/phone'],
  'payment.amount_out_of_bounds': fields['/phone'],
} as const;

interface PhoneStepProps {
  readonly way: Way;
  /** The way that the payer has chosen; without a choice one is proposed for the number. */
  readonly wish: string | undefined;
  /** Whose wallet a number is. */
  readonly askWallet: (asked: WalletQuestion) => Promise<Wallet>;
  readonly wallet: Wallet | undefined;
  readonly onWallet: (wallet: Wallet | undefined) => void;
}

/** The phone that pays: first its number, then whose it is and what happens there. */
export function PhoneStep({ wallet, onWallet, ...of }: PhoneStepProps) {
  const { locale, t } = useReader();
  if (!wallet) return <PhoneForm {...of} onWallet={onWallet} />;
  const { operator, country, phone, appears, dial } = wallet;
  return (
    <section className="card" aria-live="polite">
      <p>
        <strong>
          {t('booking.phone.wallet', { operator, country: countryName(country, locale) })}
        </strong>
        <br />
        {readableNumber(phone)}
      </p>
      <p>
        {!appears && dial !== null
          ? t('booking.phone.nextDial', { code: dial })
          : t('booking.phone.next', { operator })}
      </p>
      {wallet.operators.length > 0 && <OperatorChoice {...of} {...{ wallet, onWallet }} />}
      <button type="button" className="quiet" onClick={() => onWallet(undefined)}>
        {t('booking.phone.other')}
      </button>
    </section>
  );
}

interface OperatorChoiceProps extends PhoneStepProps {
  readonly wallet: Wallet;
}

/** For whoever has kept a number and is with another operator now, or whose operator was not found rightly. */
function OperatorChoice({ wish: psp, wallet, askWallet, onWallet }: OperatorChoiceProps) {
  const { locale, t } = useReader();
  const { phone, operator: found, operators } = wallet;
  const choice = useMutation({
    mutationFn: (operator: string) => askWallet({ psp, phone, operator }),
    onSuccess: onWallet,
  });
  return (
    <div className="field">
      <label htmlFor="operator">{t('booking.phone.operator')}</label>
      <select
        id="operator"
        value={found}
        aria-describedby="operator-hint"
        disabled={choice.isPending}
        onChange={({ target }) => choice.mutate(target.value)}
      >
        {[found, ...operators]
          .sort((a, b) => a.localeCompare(b, locale))
          .map((one) => (
            <option key={one}>{one}</option>
          ))}
      </select>
      <p id="operator-hint" className="field-hint">
        {t('booking.phone.operatorHint')}
      </p>
      {choice.error !== null && <ErrorNotice error={choice.error} />}
    </div>
  );
}

type PhoneFormProps = Omit<PhoneStepProps, 'wallet'>;

function PhoneForm({ way, wish: psp, askWallet, onWallet }: PhoneFormProps) {
  const countries = way.countries.length > 0 ? way.countries : PHONE_COUNTRIES;
  const { t } = useReader();
  const ask = async (values: FormData) => {
    onWallet(await askWallet({ psp, phone: typedPhone(values, fields['/phone']) }));
  };
  return (
    <Form onSubmit={ask} fieldOf={OF_NUMBER}>
      <PhoneFields
        field={fields['/phone']}
        countries={countries}
        labels={{
          country: t('booking.phone.country'),
          number: t('booking.phone.number'),
          hint: t('booking.phone.hint'),
        }}
      />
      <SubmitButton>{t('booking.phone.goOn')}</SubmitButton>
    </Form>
  );
}
