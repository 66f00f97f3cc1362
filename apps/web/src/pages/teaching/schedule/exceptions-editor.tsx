import { useId, useState } from 'react';
import { availabilitySaveMine as fields } from '@edu/client/fields';
import { dateFormat, Icon, useReader } from '@edu/ui';
import { RangesEditor } from './ranges-editor.tsx';
import type { ScheduleDraft } from './schedule-draft.ts';

type Exceptions = ScheduleDraft['exceptions'];

interface ExceptionsEditorProps {
  readonly exceptions: Exceptions;
  readonly onChange: (exceptions: Exceptions) => void;
}

/** Days that differ from the week: holidays, or hours beside the usual ones. */
export function ExceptionsEditor({ exceptions, onChange }: ExceptionsEditorProps) {
  const { locale, t } = useReader();
  const id = useId();
  const [date, setDate] = useState('');
  const dayText = (day: string) =>
    dateFormat(locale, 'UTC', { dateStyle: 'full' }).format(new Date(day));
  const add = () => {
    if (!date) return;
    if (!exceptions.some((known) => known.date === date)) {
      onChange([...exceptions, { date, ranges: [] }]);
    }
    setDate('');
  };
  return (
    <fieldset className="week">
      <legend>{t('teaching.schedule.exceptions')}</legend>
      <p className="field-hint">{t('teaching.schedule.exceptionsHint')}</p>
      {exceptions.map((exception) => (
        <div key={exception.date} className="exception">
          <RangesEditor
            name={dayText(exception.date)}
            ranges={exception.ranges}
            onChange={(ranges) =>
              onChange(
                exceptions.map((other) => (other === exception ? { ...other, ranges } : other)),
              )
            }
          />
          <button
            type="button"
            className="quiet square"
            aria-label={t('teaching.schedule.removeDay', { day: dayText(exception.date) })}
            onClick={() => onChange(exceptions.filter((other) => other !== exception))}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
      <div className="field">
        <label htmlFor={id}>{t('teaching.schedule.exceptionDate')}</label>
        <div className="with-button">
          <input
            id={id}
            type={fields['/exceptions/-/date'].type}
            value={date}
            onChange={({ target }) => setDate(target.value)}
          />
          <button type="button" className="quiet" onClick={add}>
            {t('teaching.schedule.addDay')}
          </button>
        </div>
      </div>
    </fieldset>
  );
}
