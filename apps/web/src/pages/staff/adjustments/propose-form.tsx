import { useState } from 'react';
import { newIntent, type AdjustableAccount, type Currency } from '@edu/client';
import { paymentProposeAdjustment as fields } from '@edu/client/fields';
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

const SIDES = ['debit', 'credit'] as const;

/** What is to be put right; nothing is booked by it. */
export function ProposeForm({ onProposed }: { readonly onProposed: () => void }) {
  const { t } = useReader();
  const api = useApi();
  const [intent, setIntent] = useState(newIntent);
  const propose = async (values: FormData) => {
    const text = (field: { readonly name: string }) => fieldText(values, field).trim();
    const currency = text(fields['/currency']) as Currency;
    const side = (name: (typeof SIDES)[number]) => ({
      account: text(fields[`/${name}/account`]) as AdjustableAccount,
      owner: text(fields[`/${name}/owner`]),
    });
    await api.post('/api/v1/staff/adjustments', {
      body: {
        ...{ debit: side('debit'), credit: side('credit'), currency },
        amount: minorUnits(text(fields['/amount']), currency),
        reason: text(fields['/reason']),
        reference: text(fields['/reference']),
      },
      intent,
    });
    setIntent(newIntent());
    toast(t('adjustments.proposed'));
    onProposed();
  };
  return (
    // Another intent is another proposal: an empty form.
    <Form key={intent} onSubmit={propose}>
      {SIDES.map((side) => (
        <fieldset key={side}>
          <legend>{t(`adjustments.${side}`)}</legend>
          <SelectField field={fields[`/${side}/account`]} label={t('ledger.account')}>
            {fields[`/${side}/account`].options.map((account) => (
              <option key={account} value={account}>
                {t('ledger.accountIs', { account })}
              </option>
            ))}
          </SelectField>
          <TextField
            field={fields[`/${side}/owner`]}
            label={t('ledger.owner')}
            hint={t('ledger.ownerHint')}
            autoComplete="off"
            spellCheck={false}
          />
        </fieldset>
      ))}
      <TextField
        field={fields['/amount']}
        rewritten
        label={t('adjustments.amount')}
        inputMode="decimal"
        pattern="[0-9]+([.,][0-9]{1,2})?"
        autoComplete="off"
      />
      <SelectField field={fields['/currency']} label={t('ledger.currency')}>
        {fields['/currency'].options.map((currency) => (
          <option key={currency}>{currency}</option>
        ))}
      </SelectField>
      <TextArea
        field={fields['/reason']}
        label={t('adjustments.reason')}
        hint={t('adjustments.reasonHint')}
        rows={3}
        dir="auto"
      />
      <TextField
        field={fields['/reference']}
        label={t('adjustments.reference')}
        hint={t('adjustments.referenceHint')}
        autoComplete="off"
      />
      <SubmitButton>{t('adjustments.send')}</SubmitButton>
    </Form>
  );
}
