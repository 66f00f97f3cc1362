import { useState } from 'react';
import type { Child } from '@edu/client';
import { profileSaveCaps as fields } from '@edu/client/fields';
import { fieldText, Form, SelectField, SubmitButton, TextField, toast, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { capsOf } from './caps-draft.ts';
import { ProviderPicker } from './provider-picker.tsx';

interface CapsFormProps {
  readonly child: Child;
  readonly onSaved: () => void;
}

const isWhole = (currency: string) => currency === 'XOF' || currency === 'XAF';
/** Names alone: an empty field is no cap, which no request has. */
const [AMOUNT, FROM, TO] = [
  { name: 'monthly.amount' },
  { name: 'hours.from' },
  { name: 'hours.to' },
];

/** What may be booked for a child without asking its parents; whatever is left empty is not capped. */
export function CapsForm({ child, onSaved }: CapsFormProps) {
  const { t } = useReader();
  const api = useApi();
  const { monthly, providers, hours } = child.caps;
  const [only, setOnly] = useState(providers !== null);
  const [chosen, setChosen] = useState<readonly string[]>(providers ?? []);
  const [isWrong, setIsWrong] = useState(false);
  const save = async (values: FormData) => {
    const text = (field: { readonly name: string }) => fieldText(values, field);
    const body = capsOf({
      ...{ amount: text(AMOUNT), currency: text(fields['/monthly/currency']) },
      ...{ providers: only ? chosen : null, from: text(FROM), to: text(TO) },
    });
    setIsWrong(!body);
    if (!body) return;
    const options = { params: { path: { childId: child.id } }, body };
    await api.put('/api/v1/me/children/{childId}/caps', options);
    toast(t('site.saved'));
    onSaved();
  };
  const shown = monthly && monthly.amount / (isWhole(monthly.currency) ? 1 : 100);
  return (
    <Form key={child.version} onSubmit={save}>
      <p>{t('family.caps.hint')}</p>
      <div className="pair">
        <TextField
          field={AMOUNT}
          label={t('family.caps.monthly')}
          hint={isWrong ? t('family.caps.badAmount') : t('family.caps.monthlyHint')}
          inputMode="decimal"
          defaultValue={shown ?? ''}
        />
        <SelectField
          field={fields['/monthly/currency']}
          label={t('family.caps.currency')}
          defaultValue={monthly?.currency ?? 'XOF'}
        >
          {fields['/monthly/currency'].options.map((currency) => (
            <option key={currency}>{currency}</option>
          ))}
        </SelectField>
      </div>
      <div className="pair">
        <TextField
          field={FROM}
          type="time"
          label={t('family.caps.from')}
          defaultValue={hours?.from}
        />
        <TextField field={TO} type="time" label={t('family.caps.to')} defaultValue={hours?.to} />
      </div>
      <label className="check">
        <input type="checkbox" checked={only} onChange={() => setOnly(!only)} />
        <span>{t('family.caps.only')}</span>
      </label>
      {only && <ProviderPicker childId={child.id} chosen={chosen} onChange={setChosen} />}
      <SubmitButton>{t('site.save')}</SubmitButton>
    </Form>
  );
}
