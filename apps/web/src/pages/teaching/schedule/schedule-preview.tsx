import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { SchedulePreview as Preview } from '@edu/client';
import { EmptyState, PolicyTerms, QueryView, TimeText, useReader, ZoneNote } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import { serverClock } from '../../../island/server-clock.ts';
import { scheduleToSave, type ScheduleDraft } from './schedule-draft.ts';

/** Milliseconds without a change before anybody is asked. */
const PAUSE_MS = 400;
const DAYS = 14;

interface SchedulePreviewProps {
  readonly draft: ScheduleDraft;
  /** Nothing can be said of it before it is put right. */
  readonly faulty: boolean;
}

/** Which times learners could choose if this were saved. */
export function SchedulePreview({ draft, faulty }: SchedulePreviewProps) {
  const { t } = useReader();
  const api = useApi();
  const schedule = useSettled(scheduleToSave(draft), PAUSE_MS);
  const preview = useQuery({
    queryKey: ['schedule-preview', schedule],
    enabled: !faulty && schedule.durationsMinutes?.length !== 0,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      api.post('/api/v1/me/schedule/preview', { body: { schedule, ...nextDays(DAYS) }, signal }),
  });
  return (
    // It scrolls by itself where it is beside the form, also for whoever has no pointer.
    <aside className="card preview" aria-label={t('teaching.schedule.preview')} tabIndex={0}>
      <h2>{t('teaching.schedule.preview')}</h2>
      <QueryView query={preview}>
        {({ zone, days, policy }) => (
          <>
            <h3>{t('teaching.schedule.policy')}</h3>
            <PolicyTerms policy={policy} />
            <h3>{t('teaching.schedule.previewTimes')}</h3>
            {days.length === 0 ? (
              <EmptyState title={t('teaching.schedule.noTimes')} />
            ) : (
              <Days zone={zone} days={days} />
            )}
          </>
        )}
      </QueryView>
    </aside>
  );
}

function Days({ zone, days }: Pick<Preview, 'zone' | 'days'>) {
  return (
    <>
      <ZoneNote zone={zone} />
      <ul className="preview-days">
        {days.map(({ date, ranges }) => (
          <li key={date}>
            <strong>
              <TimeText at={ranges[0]!.startsAt} zone={zone} shape="day" />
            </strong>
            <ul>
              {ranges.map(({ startsAt, endsAt }) => (
                <li key={startsAt}>
                  <TimeText at={startsAt} zone={zone} shape="time" />
                  {' – '}
                  <TimeText at={endsAt} zone={zone} shape="time" />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Today and the days after it, as dates where this device is. */
function nextDays(days: number): { from: string; to: string } {
  const date = (offset: number) => {
    const day = new Date(serverClock.now() ?? Date.now());
    day.setDate(day.getDate() + offset);
    const parts = [day.getFullYear(), day.getMonth() + 1, day.getDate()];
    return parts.map((part) => String(part).padStart(2, '0')).join('-');
  };
  return { from: date(0), to: date(days - 1) };
}

/** The value, once it has been the same for so many milliseconds. */
function useSettled<T>(value: T, ms: number): T {
  const [settled, settle] = useState(value);
  const text = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => settle(JSON.parse(text) as T), ms);
    return () => clearTimeout(timer);
  }, [text, ms]);
  return settled;
}
