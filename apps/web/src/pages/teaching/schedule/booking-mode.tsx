import { availabilitySaveMine as fields } from '@edu/client/fields';
import { SelectField, useTexts } from '@edu/ui';
import type { ScheduleDraft } from './schedule-draft.ts';

const MODES = fields['/bookingMode'].options;
const HOURS = [6, 12, 24, 48, 72];

interface BookingModeProps {
  readonly draft: ScheduleDraft;
  readonly onChange: (
    part: Pick<Partial<ScheduleDraft>, 'bookingMode' | 'answerWithinHours'>,
  ) => void;
}

/** Whether learners book at once or ask first, and how long they wait for an answer. */
export function BookingModeFields({ draft, onChange }: BookingModeProps) {
  const t = useTexts();
  const { bookingMode, answerWithinHours } = draft;
  const hours = [...new Set([...HOURS, answerWithinHours])].sort((a, b) => a - b);
  return (
    <>
      <SelectField
        field={fields['/bookingMode']}
        label={t('teaching.schedule.bookingMode')}
        value={bookingMode}
        onChange={({ target }) =>
          onChange({ bookingMode: target.value as ScheduleDraft['bookingMode'] })
        }
      >
        {MODES.map((mode) => (
          <option key={mode} value={mode}>
            {t('teaching.schedule.bookingModeOf', { mode })}
          </option>
        ))}
      </SelectField>
      {bookingMode === 'request' && (
        <SelectField
          field={fields['/answerWithinHours']}
          label={t('teaching.schedule.answerWithin')}
          value={answerWithinHours}
          onChange={({ target }) => onChange({ answerWithinHours: Number(target.value) })}
        >
          {hours.map((each) => (
            <option key={each} value={each}>
              {t('teaching.schedule.answerWithinOf', { hours: each })}
            </option>
          ))}
        </SelectField>
      )}
    </>
  );
}
