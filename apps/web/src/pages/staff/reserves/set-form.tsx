import { useState } from 'react';
import { newIntent, type Currency } from '@edu/client';
import { paymentSetReserve as fields } from '@edu/client/fields';
import {
  fieldText,
  Form,
  SelectField,
  SubmitButton,
  TextArea,
  TextField,
  toast,
  useReader,
} from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import { bpsOf } from './percent.ts';

/** What is to be kept of one provider. */
export function SetForm({ onSet }: { readonly onSet: () => void }) {
  const { t } = useReader();
  const api = useApi();
  const [intent, setIntent] = useState(newIntent);
  const set = async (values: FormData) => {
    const text = (field: { readonly name: string }) => fieldText(values, field).trim();
    await api.post('/api/v1/staff/reserves', {
      body: {
        providerId: text(fields['/providerId']),
        currency: text(fields['/currency']) as Currency,
        bps: bpsOf(text(fields['/bps'])),
        days: Number(text(fields['/days'])),
        reason: text(fields['/reason']),
      },
      intent,
    });
    setIntent(newIntent());
    toast(t('reserves.done'));
    onSet();
  };
  return (
    // Another intent is another reserve: an empty form.
    <Form key={intent} onSubmit={set}>
      <TextField
        field={fields['/providerId']}
        label={t('reserves.provider')}
        hint={t('reserves.providerHint')}
        autoComplete="off"
        spellCheck={false}
      />
      <TextField
        field={fields['/bps']}
        rewritten
        label={t('reserves.percent')}
        hint={t('reserves.percentHint')}
        inputMode="decimal"
        pattern="[0-9]{1,3}([.,][0-9]{1,2})?"
        autoComplete="off"
      />
      <TextField
        field={fields['/days']}
        rewritten
        label={t('reserves.days')}
        inputMode="numeric"
        pattern="[0-9]{1,3}"
        autoComplete="off"
      />
      <SelectField field={fields['/currency']} label={t('reserves.currency')}>
        {fields['/currency'].options.map((currency) => (
          <option key={currency}>{currency}</option>
        ))}
      </SelectField>
      <TextArea
        field={fields['/reason']}
        label={t('reserves.reason')}
        hint={t('reserves.reasonHint')}
        rows={3}
        dir="auto"
      />
      <SubmitButton>{t('reserves.set')}</SubmitButton>
    </Form>
  );
}
