import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { newIntent, type BookingDetails, type Slots } from '@edu/client';
import { bookingReschedule } from '@edu/client/fields';
import {
  deviceZone,
  Form,
  QueryView,
  SelectField,
  SubmitButton,
  timeText,
  useReader,
  ZoneNote,
} from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { serverClock } from '../../island/server-clock.ts';
import { startsByDay } from '../provider/free-times.ts';
import { addDays, localDate } from '../provider/local-date.ts';
import { minutesOf } from './move-cost.ts';
import { MovePrice } from './move-price.tsx';

/** What is sent of a move. */
export interface NewTime {
  readonly startsAt: string;
  readonly durationMinutes: number;
}

/** How far ahead times are shown. */
const DAYS = 42;
const DAY_FIELD = { name: 'day', required: true } as const;

interface MoveFormProps {
  readonly lesson: BookingDetails;
  readonly onMove: (to: NewTime, intent: ReturnType<typeof newIntent>) => Promise<void>;
}

/** A length, a day and a time, each a list of what is free. */
export function MoveForm({ lesson, onMove }: MoveFormProps) {
  const api = useApi();
  const [minutes, setMinutes] = useState(() => minutesOf(lesson));
  const { id: movedBookingId, providerId, trial } = lesson;
  const zone = deviceZone();
  const today = localDate(new Date(serverClock.now() ?? Date.now()), zone);
  const slots = useQuery({
    queryKey: ['slots', movedBookingId, minutes],
    queryFn: () =>
      api.get('/api/v1/providers/{id}/slots', {
        params: {
          path: { id: providerId },
          query: {
            ...{ from: today, to: addDays(today, DAYS - 1), zone, durationMinutes: minutes },
            ...{ movedBookingId, trial },
          },
        },
      }),
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <QueryView query={slots}>
      {(found) => (
        <Choices key={minutes} {...{ lesson, onMove, minutes, setMinutes }} slots={found} />
      )}
    </QueryView>
  );
}

interface ChoicesProps extends MoveFormProps {
  readonly slots: Slots;
  readonly minutes: number;
  readonly setMinutes: (minutes: number) => void;
}

function Choices({ lesson, onMove, slots, minutes, setMinutes }: ChoicesProps) {
  const { locale, t } = useReader();
  const [intent, setIntent] = useState(newIntent);
  const [chosen, setChosen] = useState<{ day?: string; start?: string }>({});
  const [more, setMore] = useState<number>();
  const isSame = (start: string) =>
    Date.parse(start) === Date.parse(lesson.startsAt) && minutes === minutesOf(lesson);
  const days = new Map(
    [...startsByDay(slots)]
      .map(([day, starts]) => [day, starts.filter((start) => !isSame(start))] as const)
      .filter(([, starts]) => starts.length > 0),
  );
  const day = chosen.day ?? [...days.keys()].sort()[0];
  const starts = days.get(day ?? '') ?? [];
  const start = chosen.start ?? starts[0];
  const choose = (to: { day?: string | undefined; start?: string }) => {
    setIntent(newIntent());
    setChosen({ ...(to.day && { day: to.day }), ...(to.start && { start: to.start }) });
  };
  const lengths = lesson.trial ? [minutes] : [...new Set([minutes, ...slots.durationsMinutes])];
  return (
    <Form
      onSubmit={async () => {
        if (start) await onMove({ startsAt: start, durationMinutes: minutes }, intent);
      }}
    >
      {lengths.length > 1 && (
        <SelectField
          field={bookingReschedule['/durationMinutes']}
          label={t('lessons.moveLength')}
          value={minutes}
          onChange={({ target }) => setMinutes(Number(target.value))}
        >
          {lengths
            .sort((a, b) => a - b)
            .map((length) => (
              <option key={length} value={length}>
                {t('lessons.moveMinutes', { minutes: length })}
              </option>
            ))}
        </SelectField>
      )}
      {start === undefined ? (
        <p>{t('lessons.moveNone')}</p>
      ) : (
        <>
          <SelectField
            field={DAY_FIELD}
            label={t('lessons.moveDay')}
            value={day}
            onChange={({ target }) => choose({ day: target.value })}
          >
            {[...days].map(([date, [first]]) => (
              <option key={date} value={date}>
                {timeText(first!, slots.zone, locale, 'day')}
              </option>
            ))}
          </SelectField>
          <SelectField
            field={bookingReschedule['/startsAt']}
            label={t('lessons.moveTime')}
            value={start}
            onChange={({ target }) => choose({ day, start: target.value })}
          >
            {starts.map((at) => (
              <option key={at} value={at}>
                {timeText(at, slots.zone, locale, 'time')}
              </option>
            ))}
          </SelectField>
          <ZoneNote zone={slots.zone} />
          <MovePrice {...{ lesson, minutes, start }} onKnown={setMore} />
          {more !== undefined && (
            <SubmitButton>{t(more > 0 ? 'lessons.moveHold' : 'lessons.moveConfirm')}</SubmitButton>
          )}
        </>
      )}
    </Form>
  );
}
