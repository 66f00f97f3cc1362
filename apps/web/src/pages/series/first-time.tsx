import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Booking, Slots } from '@edu/client';
import { bookingMoveSeries } from '@edu/client/fields';
import { deviceZone, QueryView, SelectField, timeText, useReader, ZoneNote } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { serverClock } from '../../island/server-clock.ts';
import { startsByDay } from '../provider/free-times.ts';
import { addDays, localDate } from '../provider/local-date.ts';

/** How far ahead times are shown. */
const DAYS = 42;
const DAY_FIELD = { name: 'day', required: true } as const;

interface FirstTimeProps {
  readonly lesson: Booking;
  readonly onChoose: (startsAt: string) => void;
}

/** A day and a time for the first lesson that moves, each a list of what is free. */
export function FirstTime({ lesson, onChoose }: FirstTimeProps) {
  const api = useApi();
  const { id: movedBookingId, providerId, startsAt, endsAt } = lesson;
  const durationMinutes = (Date.parse(endsAt) - Date.parse(startsAt)) / 60_000;
  const zone = deviceZone();
  const today = localDate(new Date(serverClock.now() ?? Date.now()), zone);
  const slots = useQuery({
    queryKey: ['slots', movedBookingId, durationMinutes],
    queryFn: () =>
      api.get('/api/v1/providers/{id}/slots', {
        params: {
          path: { id: providerId },
          query: {
            ...{ from: today, to: addDays(today, DAYS - 1), zone, durationMinutes, movedBookingId },
          },
        },
      }),
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <QueryView query={slots}>
      {(found) => <Choices {...{ lesson, onChoose }} slots={found} />}
    </QueryView>
  );
}

function Choices({ lesson, slots, onChoose }: FirstTimeProps & { readonly slots: Slots }) {
  const { locale, t } = useReader();
  const [day, setDay] = useState('');
  const [start, setStart] = useState('');
  const days = new Map(
    [...startsByDay(slots)]
      .map(([date, all]) => [date, all.filter((at) => !isAt(lesson, at))] as const)
      .filter(([, starts]) => starts.length > 0),
  );
  if (days.size === 0) return <p>{t('lessons.moveNone')}</p>;
  return (
    <>
      <SelectField
        field={DAY_FIELD}
        label={t('lessons.moveDay')}
        value={day}
        onChange={({ target }) => {
          setDay(target.value);
          setStart('');
        }}
      >
        <option value="" disabled />
        {[...days].map(([date, [first]]) => (
          <option key={date} value={date}>
            {timeText(first!, slots.zone, locale, 'day')}
          </option>
        ))}
      </SelectField>
      {day !== '' && (
        <SelectField
          field={bookingMoveSeries['/startsAt']}
          label={t('lessons.moveTime')}
          value={start}
          onChange={({ target }) => {
            setStart(target.value);
            onChoose(target.value);
          }}
        >
          <option value="" disabled />
          {(days.get(day) ?? []).map((at) => (
            <option key={at} value={at}>
              {timeText(at, slots.zone, locale, 'time')}
            </option>
          ))}
        </SelectField>
      )}
      <ZoneNote zone={slots.zone} />
    </>
  );
}

const isAt = ({ startsAt }: Booking, at: string) => Date.parse(startsAt) === Date.parse(at);
