import { availabilitySaveMine as fields } from '@edu/client/fields';
import { SelectField, TextField, useReader } from '@edu/ui';
import { currencyName } from '../../account/typed-amount.ts';
import type { TrialDraft } from './schedule-draft.ts';

const MINUTES = [15, 20, 30, 45, 60];
const CURRENCIES = fields['/trial/price/currency'].options;

interface TrialFieldsProps {
  readonly trial: TrialDraft;
  readonly onChange: (trial: TrialDraft) => void;
}

/** Whether there is a first lesson to try, how long it is, and what it costs. */
export function TrialFields({ trial, onChange }: TrialFieldsProps) {
  const { locale, t } = useReader();
  const { minutes, price, currency } = trial;
  return (
    <>
      <SelectField
        field={fields['/trial/durationMinutes']}
        label={t('teaching.schedule.trial')}
        hint={t('teaching.schedule.trialHint')}
        value={minutes ?? ''}
        onChange={({ target }) => onChange({ ...trial, minutes: Number(target.value) || null })}
      >
        <option value="">{t('teaching.schedule.noTrial')}</option>
        {[...new Set([...MINUTES, ...(minutes ? [minutes] : [])])].map((length) => (
          <option key={length} value={length}>
            {t('teaching.minutes', { minutes: length })}
          </option>
        ))}
      </SelectField>
      {minutes !== null && (
        <div className="pair">
          <TextField
            field={fields['/trial/price/amount']}
            rewritten
            required
            label={t('teaching.schedule.trialPrice')}
            inputMode="decimal"
            autoComplete="off"
            value={price}
            onChange={({ target }) => onChange({ ...trial, price: target.value })}
          />
          <SelectField
            field={fields['/trial/price/currency']}
            label={t('teaching.field.currency')}
            hint={t('teaching.schedule.trialCurrency')}
            value={currency}
            onChange={({ target }) =>
              onChange({ ...trial, currency: target.value as TrialDraft['currency'] })
            }
          >
            {CURRENCIES.map((one) => (
              <option key={one} value={one}>
                {currencyName(one, locale)}
              </option>
            ))}
          </SelectField>
        </div>
      )}
    </>
  );
}
