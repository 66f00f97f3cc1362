import { useState } from 'react';
import { paymentSearchLedger as fields } from '@edu/client/fields';
import { fieldText, Form, SelectField, SubmitButton, TextField, useReader } from '@edu/ui';
import { ledgerPath, type LedgerCriteria } from './ledger-address.ts';

const FROM = { name: 'from' } as const;
const TO = { name: 'to' } as const;
const AMOUNT = { name: 'amount' } as const;

/** What to look for; the search itself is an address. */
export function LedgerForm({ criteria }: { readonly criteria: LedgerCriteria }) {
  const { locale, t } = useReader();
  const [hasAmount, setHasAmount] = useState(criteria.amount !== undefined);
  const search = (values: FormData) => {
    const text = (field: { readonly name: string }) => fieldText(values, field);
    location.assign(
      `/${locale}${ledgerPath({
        ...{ kind: text(fields['/kind']), account: text(fields['/account']) },
        ...{ owner: text(fields['/owner']), pspRef: text(fields['/pspRef']) },
        ...{ bookingId: text(fields['/bookingId']), paymentId: text(fields['/paymentId']) },
        ...{ from: text(FROM), to: text(TO) },
        ...{ amount: text(AMOUNT), currency: text(fields['/currency']) },
      })}`,
    );
    return Promise.resolve();
  };
  const plain = { autoComplete: 'off', spellCheck: false };
  return (
    <Form onSubmit={search}>
      <SelectField field={fields['/kind']} label={t('ledger.kind')} defaultValue={criteria.kind}>
        <option value="">{t('ledger.any')}</option>
        {fields['/kind'].options.map((kind) => (
          <option key={kind} value={kind}>
            {t('ledger.kindIs', { kind })}
          </option>
        ))}
      </SelectField>
      <SelectField
        field={fields['/account']}
        label={t('ledger.account')}
        defaultValue={criteria.account}
      >
        <option value="">{t('ledger.any')}</option>
        {fields['/account'].options.map((account) => (
          <option key={account} value={account}>
            {t('ledger.accountIs', { account })}
          </option>
        ))}
      </SelectField>
      <TextField
        field={fields['/owner']}
        label={t('ledger.owner')}
        hint={t('ledger.ownerHint')}
        defaultValue={criteria.owner}
        {...plain}
      />
      <TextField
        field={fields['/bookingId']}
        label={t('ledger.bookingId')}
        defaultValue={criteria.bookingId}
        {...plain}
      />
      <TextField
        field={fields['/paymentId']}
        label={t('ledger.paymentId')}
        defaultValue={criteria.paymentId}
        {...plain}
      />
      <TextField
        field={fields['/pspRef']}
        label={t('ledger.pspRef')}
        hint={t('ledger.pspRefHint')}
        defaultValue={criteria.pspRef}
        {...plain}
      />
      <TextField field={FROM} label={t('ledger.from')} type="date" defaultValue={criteria.from} />
      <TextField
        field={TO}
        label={t('ledger.to')}
        hint={t('ledger.daysHint')}
        type="date"
        defaultValue={criteria.to}
      />
      <TextField
        field={AMOUNT}
        label={t('ledger.amount')}
        hint={t('ledger.amountHint')}
        inputMode="decimal"
        pattern="[0-9]+([.,][0-9]{1,2})?"
        defaultValue={criteria.amount}
        onChange={({ currentTarget }) => setHasAmount(currentTarget.value.trim() !== '')}
        {...plain}
      />
      <SelectField
        field={fields['/currency']}
        label={t('ledger.currency')}
        required={hasAmount}
        defaultValue={criteria.currency}
      >
        <option value="">{t('ledger.any')}</option>
        {fields['/currency'].options.map((currency) => (
          <option key={currency}>{currency}</option>
        ))}
      </SelectField>
      <SubmitButton>{t('ledger.find')}</SubmitButton>
    </Form>
  );
}
