import { useId } from 'react';
import { availabilitySaveMine as fields } from '@edu/client/fields';
import { Icon, useTexts } from '@edu/ui';
import { nextRange, rangeFaults, type Ranges } from './schedule-draft.ts';

/** Those of an exceptional day have the same. */
const { required } = fields['/weekly/-/ranges/-/from'];
const { maxItems } = fields['/weekly/-/ranges'];

interface RangesEditorProps {
  /** Of the day. */
  readonly name: string;
  readonly ranges: Ranges;
  readonly onChange: (ranges: Ranges) => void;
  /** Puts the same hours on other days. */
  readonly copy?: () => void;
  readonly copyLabel?: string;
}

/** The hours of one day: from, to, one more, the same on other days. */
export function RangesEditor({ name, ranges, onChange, copy, copyLabel }: RangesEditorProps) {
  const t = useTexts();
  const id = useId();
  const faults = rangeFaults(ranges);
  const next = nextRange(ranges);
  const replace = (index: number, part: Partial<Ranges[number]>) =>
    onChange(ranges.map((range, at) => (at === index ? { ...range, ...part } : range)));
  return (
    <div className="day" role="group" aria-labelledby={id}>
      <h2 id={id}>{name}</h2>
      {ranges.length === 0 && <p className="field-hint">{t('teaching.schedule.dayOff')}</p>}
      {ranges.map(({ from, to }, index) => (
        // Ranges have no identity beyond their place in the day.
        <div key={index} className="range">
          <input
            type="time"
            step={300}
            required={required}
            aria-label={t('teaching.schedule.from', { day: name })}
            aria-invalid={faults[index] ? true : undefined}
            aria-describedby={faults[index] ? `${id}-${index}` : undefined}
            value={from}
            onChange={({ target }) => replace(index, { from: target.value })}
          />
          <span aria-hidden="true">–</span>
          <input
            type="time"
            step={300}
            required={required}
            aria-label={t('teaching.schedule.to', { day: name })}
            aria-invalid={faults[index] ? true : undefined}
            // Midnight is the end of this day here, and 00:00 for the control.
            value={to === '24:00' ? '00:00' : to}
            onChange={({ target }) =>
              replace(index, { to: target.value === '00:00' ? '24:00' : target.value })
            }
          />
          <button
            type="button"
            className="quiet square"
            aria-label={t('teaching.schedule.removeRange', { day: name, from, to })}
            onClick={() => onChange(ranges.filter((_, at) => at !== index))}
          >
            <Icon name="close" />
          </button>
          {faults[index] && (
            <p className="field-error" id={`${id}-${index}`}>
              {t(`teaching.schedule.fault.${faults[index]}`)}
            </p>
          )}
        </div>
      ))}
      <p className="actions">
        {next && ranges.length < maxItems && (
          <button type="button" className="quiet" onClick={() => onChange([...ranges, next])}>
            {t('teaching.schedule.addRange')}
            <span className="visually-hidden"> {name}</span>
          </button>
        )}
        {copy && (
          <button type="button" className="link" onClick={copy}>
            {copyLabel}
            <span className="visually-hidden"> ({name})</span>
          </button>
        )}
      </p>
    </div>
  );
}
