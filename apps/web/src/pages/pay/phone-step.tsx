import type { Wallet } from '@edu/client';
import { paymentGetWallet as fields } from '@edu/client/fields';
import { countryName, Form, SubmitButton, useReader } from '@edu/ui';
import { PhoneFields, typedPhone } from '../account/phone-fields.tsx';
import { PHONE_COUNTRIES, readableNumber } from '../account/phone-number.ts';
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
  /** Whose wallet a number is. */
  readonly askWallet: (psp: string, phone: string) => Promise<Wallet>;
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
      <button type="button" className="quiet" onClick={() => onWallet(undefined)}>
        {t('booking.phone.other')}
      </button>
    </section>
  );
}

type PhoneFormProps = Omit<PhoneStepProps, 'wallet'>;

function PhoneForm({ way: { psp, countries: theirs }, askWallet, onWallet }: PhoneFormProps) {
  const countries = theirs.length > 0 ? theirs : PHONE_COUNTRIES;
  const { t } = useReader();
  const ask = async (values: FormData) => {
    onWallet(await askWallet(psp, typedPhone(values, fields['/phone'])));
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
