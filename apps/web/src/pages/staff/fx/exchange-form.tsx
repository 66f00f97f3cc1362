import { useState } from 'react';
import { newIntent, type Currency } from '@edu/client';
import { paymentProposeConversion as fields } from '@edu/client/fields';
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
import { minorUnits } from '../minor-units.ts';

const SIDES = ['sold', 'got'] as const;

/** What a bank has exchanged; nothing is booked by it. */
export function ExchangeForm({ onProposed }: { readonly onProposed: () => void }) {
  const { t } = useReader();
  const api = useApi();
  const [intent, setIntent] = useState(newIntent);
  const propose = async (values: FormData) => {
    const text = (field: { readonly name: string }) => fieldText(values, field).trim();
    const some = (side: (typeof SIDES)[number]) => {
      const currency = text(fields[`/${side}/currency`]) as Currency;
      return { amount: minorUnits(text(fields[`/${side}/amount`]), currency), currency };
    };
    await api.post('/api/v1/staff/fx/conversions', {
      body: {
        ...{ sold: some('sold'), got: some('got') },
        ...{ on: text(fields['/on']), bank: text(fields['/bank']) },
        ...{ reason: text(fields['/reason']), reference: text(fields['/reference']) },
      },
      intent,
    });
    setIntent(newIntent());
    toast(t('fx.proposed'));
    onProposed();
  };
  return (
    // Another intent is another exchange: an empty form.
    <Form key={intent} onSubmit={propose}>
      {SIDES.map((side) => (
        <fieldset key={side}>
          <legend>{t(`fx.${side}`)}</legend>
          <TextField
            field={fields[`/${side}/amount`]}
            rewritten
            label={t('fx.amount')}
            inputMode="decimal"
            pattern="[0-9]+([.,][0-9]{1,2})?"
            autoComplete="off"
          />
          <SelectField
            field={fields[`/${side}/currency`]}
            label={t('fx.currency')}
            defaultValue={side === 'sold' ? 'EUR' : 'XOF'}
          >
            {fields[`/${side}/currency`].options.map((currency) => (
              <option key={currency}>{currency}</option>
            ))}
          </SelectField>
        </fieldset>
      ))}
      <TextField field={fields['/on']} label={t('fx.on')} type="date" />
      <TextField field={fields['/bank']} label={t('fx.bank')} autoComplete="off" />
      <TextField
        field={fields['/reference']}
        label={t('fx.reference')}
        hint={t('fx.referenceHint')}
        autoComplete="off"
        spellCheck={false}
      />
      <TextArea
        field={fields['/reason']}
        label={t('fx.reason')}
        hint={t('fx.reasonHint')}
        rows={3}
        dir="auto"
      />
      <SubmitButton>{t('fx.send')}</SubmitButton>
    </Form>
  );
}
