import type { Locale, SaveSchedule } from '@edu/client';
import { availabilitySaveMine as fields } from '@edu/client/fields';
import {
  Choice,
  dateFormat,
  Form,
  SelectField,
  shortZoneName,
  SubmitButton,
  TextField,
  useDraft,
  useReader,
} from '@edu/ui';
import { knownZones } from '../../account/zone-list.ts';
import { BookingModeFields } from './booking-mode.tsx';
import { ExceptionsEditor } from './exceptions-editor.tsx';
import { RangesEditor } from './ranges-editor.tsx';
import {
  copied,
  DAYS,
  hasFaults,
  scheduleToSave,
  weeklyHours,
  withDay,
  type Day,
  type ScheduleDraft,
} from './schedule-draft.ts';
import { SchedulePreview } from './schedule-preview.tsx';
import { TrialFields } from './trial-fields.tsx';

const DURATIONS = [30, 45, 60, 90, 120];
const NOTICE_MINUTES = [0, 60, 120, 360, 720, 1_440, 2_880];
const BUFFER_MINUTES = [0, 5, 10, 15, 30, 60];
const POLICIES = fields['/policy'].options;

interface ScheduleFormProps {
  readonly initial: ScheduleDraft;
  /** Of the schedule that it changes: a draft of an older one is not taken up again. */
  readonly version: number;
  readonly onSave: (schedule: SaveSchedule) => Promise<void>;
}

export function ScheduleForm({ initial, version, onSave }: ScheduleFormProps) {
  const { locale, t } = useReader();
  const [draft, setDraft, forget] = useDraft(`schedule.${version}`, initial);
  const change = (part: Partial<ScheduleDraft>) => setDraft({ ...draft, ...part });
  const faulty = hasFaults(draft);

  return (
    <div className="beside">
      <Form
        className="form wide"
        onSubmit={async () => {
          if (faulty) return;
          await onSave(scheduleToSave(draft));
          forget();
        }}
      >
        <TextField
          field={fields['/timeZone']}
          label={t('teaching.schedule.zone')}
          hint={t('teaching.schedule.zoneHint', {
            zone: zoneHint(draft.timeZone),
          })}
          list="zones"
          value={draft.timeZone}
          autoComplete="off"
          onChange={({ target }) => change({ timeZone: target.value })}
        />
        <datalist id="zones">
          {knownZones().map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
        <fieldset className="week">
          <legend>{t('teaching.schedule.week', { hours: weeklyHours(draft) })}</legend>
          {DAYS.map((day) => (
            <RangesEditor
              key={day}
              name={dayName(day, locale)}
              ranges={draft.week[day]}
              onChange={(ranges) => setDraft(withDay(draft, day, ranges))}
              {...(draft.week[day].length > 0 && {
                copy: () => setDraft(copied(draft, day, day < 6 ? [1, 2, 3, 4, 5] : [6, 7])),
                copyLabel: t(
                  day < 6 ? 'teaching.schedule.toWorkdays' : 'teaching.schedule.toWeekend',
                ),
              })}
            />
          ))}
        </fieldset>
        <ExceptionsEditor
          exceptions={draft.exceptions}
          onChange={(exceptions) => change({ exceptions })}
        />
        <Choice
          multiple
          field={fields['/durationsMinutes']}
          legend={t('teaching.schedule.durations')}
          options={DURATIONS.map((minutes) => ({
            value: String(minutes),
            label: t('teaching.minutes', { minutes }),
          }))}
          defaultValue={draft.durationsMinutes.map(String)}
          onChange={(value, chosen) => {
            const others = draft.durationsMinutes.filter((minutes) => minutes !== Number(value));
            const durationsMinutes = chosen ? [...others, Number(value)] : others;
            change({ durationsMinutes: durationsMinutes.sort((a, b) => a - b) });
          }}
        />
        <SelectField
          field={fields['/noticeMinutes']}
          label={t('teaching.schedule.notice')}
          value={draft.noticeMinutes}
          onChange={({ target }) => change({ noticeMinutes: Number(target.value) })}
        >
          {including(NOTICE_MINUTES, draft.noticeMinutes).map((minutes) => (
            <option key={minutes} value={minutes}>
              {t('teaching.schedule.noticeOf', { hours: minutes / 60 })}
            </option>
          ))}
        </SelectField>
        <SelectField
          field={fields['/bufferAfterMinutes']}
          label={t('teaching.schedule.buffer')}
          value={draft.bufferAfterMinutes}
          onChange={({ target }) => change({ bufferAfterMinutes: Number(target.value) })}
        >
          {including(BUFFER_MINUTES, draft.bufferAfterMinutes).map((minutes) => (
            <option key={minutes} value={minutes}>
              {t('teaching.minutes', { minutes })}
            </option>
          ))}
        </SelectField>
        <SelectField
          field={fields['/policy']}
          label={t('teaching.schedule.policy')}
          value={draft.policy}
          onChange={({ target }) => change({ policy: target.value as (typeof POLICIES)[number] })}
        >
          {POLICIES.map((policy) => (
            <option key={policy} value={policy}>
              {t('policy.name', { name: policy })}
            </option>
          ))}
        </SelectField>
        <BookingModeFields draft={draft} onChange={change} />
        <TrialFields trial={draft.trial} onChange={(trial) => change({ trial })} />
        {faulty && <p className="field-error">{t('teaching.schedule.faulty')}</p>}
        <SubmitButton>{t('site.save')}</SubmitButton>
      </Form>
      <SchedulePreview draft={draft} faulty={faulty} />
    </div>
  );
}

/** A value that was set elsewhere stays among the choices. */
const including = (values: readonly number[], value: number): number[] =>
  [...new Set([...values, value])].sort((a, b) => a - b);

/** 2024 began on a Monday. */
const dayName = (day: Day, locale: Locale): string =>
  dateFormat(locale, 'UTC', { weekday: 'long' }).format(new Date(Date.UTC(2024, 0, day)));

function zoneHint(zone: string): string {
  try {
    return shortZoneName(zone, new Date());
  } catch {
    return zone; // half typed
  }
}
