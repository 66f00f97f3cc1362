import { useState } from 'react';
import type { Child } from '@edu/client';
import { profileSaveCaps as fields } from '@edu/client/fields';
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
import { useApi } from '../../island/api-context.tsx';
import { capsOf, pagesIn } from './caps-draft.ts';

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
const PROVIDERS = { name: 'providers' };

/** What may be booked for a child without asking its parents; whatever is left empty is not capped. */
export function CapsForm({ child, onSaved }: CapsFormProps) {
  const { t } = useReader();
  const api = useApi();
  const { monthly, providers, hours } = child.caps;
  const [only, setOnly] = useState(providers !== null);
  const [isWrong, setIsWrong] = useState(false);
  const idsOf = async (pages: readonly string[]) => {
    const ids = pages.map(async (page) => {
      if (providers?.includes(page)) return page; // maybe not published any more
      const found = await api.get('/api/v1/profiles/{id}', { params: { path: { id: page } } });
      return found.providerId;
    });
    return [...new Set(await Promise.all(ids))];
  };
  const save = async (values: FormData) => {
    const text = (field: { readonly name: string }) => fieldText(values, field);
    const body = capsOf({
      ...{ amount: text(AMOUNT), currency: text(fields['/monthly/currency']) },
      ...{ from: text(FROM), to: text(TO) },
      providers: only ? await idsOf(pagesIn(text(PROVIDERS))) : null,
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
      {only && (
        <TextArea
          field={PROVIDERS}
          label={t('family.caps.providers')}
          hint={t('family.caps.providersHint')}
          rows={3}
          defaultValue={(providers ?? []).join('\n')}
        />
      )}
      <SubmitButton>{t('site.save')}</SubmitButton>
    </Form>
  );
}
