import type { Payouts } from '@edu/client';
import { paymentSetPayoutAccount as fields } from '@edu/client/fields';
import { Form, SubmitButton, toast, useReader } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import { PhoneFields, typedPhone } from '../../account/phone-fields.tsx';

/** Problems that are about the number, and name no field. */
const OF_NUMBER = {
  'payment.bad_phone': fields['/phone'],
  'payment.old_phone': fields['/phone'],
  'payment.payout_elsewhere': fields['/phone'],
  'payment.payout_no_wallet': fields['/phone'],
} as const;

interface AccountFormProps extends Pick<Payouts, 'countries' | 'apps'> {
  readonly onSaved: () => void;
}

/** Another number to be paid to; whoever changes it proves once more that it is them. */
export function AccountForm({ countries, apps, onSaved }: AccountFormProps) {
  const { t } = useReader();
  const api = useApi();
  const save = async (values: FormData) => {
    const phone = typedPhone(values, fields['/phone']);
    const app = apps.find((one) => one.app === values.get('app'))?.app;
    await api.put('/api/v1/me/payouts/account', { body: { phone, ...(app && { app }) } });
    toast(t('payouts.account.saved'));
    onSaved();
  };
  return (
    <Form onSubmit={save} fieldOf={OF_NUMBER}>
      <PhoneFields
        field={fields['/phone']}
        countries={countries}
        labels={{
          country: t('payouts.account.country'),
          number: t('payouts.account.number'),
          hint: t('payouts.account.hint'),
        }}
      />
      {apps.length > 0 && (
        <fieldset className="choice">
          <legend>{t('payouts.account.wallet')}</legend>
          <label>
            <input type="radio" name="app" value="" defaultChecked />
            <span>{t('payouts.account.operator')}</span>
          </label>
          {apps.map(({ app, name }) => (
            <label key={app}>
              <input type="radio" name="app" value={app} />
              <span>{name}</span>
            </label>
          ))}
        </fieldset>
      )}
      <SubmitButton>{t('payouts.account.save')}</SubmitButton>
    </Form>
  );
}
