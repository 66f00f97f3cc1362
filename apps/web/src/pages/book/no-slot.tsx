import { useQuery } from '@tanstack/react-query';
import type { BookingDetails } from '@edu/client';
import { isolated } from '@edu/i18n/isolate';
import { deviceZone, Notice, QueryView, TimeText, useReader, ZoneNote } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { serverClock } from '../../island/server-clock.ts';
import { HoldCountdown } from '../lessons/hold-countdown.tsx';
import { useLessonName } from '../lessons/lesson-name.ts';
import { LessonTime } from '../lessons/lesson-time.tsx';
import { daysAround, nearestStarts } from './nearest-starts.ts';
import { slotPath, type WantedSlot } from './slot-link.ts';

interface MySlotProps {
  readonly booking: BookingDetails;
  readonly toPay: boolean;
}

/** The slot is mine already: held or booked, here, in another tab or on another device. */
export function MySlot({ booking, toPay }: MySlotProps) {
  const { locale, t } = useReader();
  const lessonName = useLessonName();
  const { id, startsAt, endsAt, zone, holdExpiresAt } = booking;
  const path = `/${locale}/lessons/${id}`;
  return (
    <>
      <Notice tone="good" title={t(toPay ? 'booking.heldByYou' : 'booking.bookedByYou')}>
        <p>{lessonName(booking, 'learner')}</p>
        <LessonTime {...{ startsAt, endsAt, zone }} />
        <ZoneNote zone={deviceZone()} />
      </Notice>
      <p className="actions">
        <a className="button" href={toPay ? `${path}/pay` : path}>
          {t(toPay ? 'lessons.payNow' : 'booking.seeLesson')}
        </a>
        {toPay && holdExpiresAt && (
          <HoldCountdown until={holdExpiresAt} onOver={() => location.reload()} />
        )}
      </p>
    </>
  );
}

interface NoSlotProps {
  readonly why: 'taken' | 'past' | 'gone' | 'ownProfile';
  readonly slot: WantedSlot;
  readonly name: string | undefined;
}

/** Why the slot cannot be booked, and what else there is. */
export function NoSlot({ why, slot, name }: NoSlotProps) {
  const { locale, t } = useReader();
  const withTimes = why === 'taken' || why === 'past';
  return (
    <>
      <Notice tone="warn" title={t(`booking.${why}.title`)}>
        <p>{t(`booking.${why}.detail`)}</p>
      </Notice>
      {withTimes && <NearestTimes slot={slot} />}
      <p className="actions">
        {withTimes && (
          <a className="button quiet" href={`/${locale}/providers/${slot.providerId}`}>
            {name ? t('booking.allTimesOf', { name: isolated(name) }) : t('booking.allTimes')}
          </a>
        )}
        <a href={`/${locale}/search`}>{t('site.search')}</a>
      </p>
    </>
  );
}

const SHOWN = 6;

/** The free times nearest to the one that cannot be had, each a link to booking it. */
function NearestTimes({ slot }: { readonly slot: WantedSlot }) {
  const { locale, t } = useReader();
  const api = useApi();
  const { providerId, startsAt, minutes } = slot;
  const zone = deviceZone();
  const query = useQuery({
    queryKey: ['slots', slot],
    queryFn: () =>
      api.get('/api/v1/providers/{id}/slots', {
        params: {
          path: { id: providerId },
          query: {
            ...daysAround(startsAt, serverClock.now() ?? Date.parse(startsAt)),
            ...{ zone, durationMinutes: minutes },
          },
        },
      }),
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <section aria-labelledby="nearest">
      <h2 id="nearest">{t('booking.nearest')}</h2>
      <QueryView query={query}>
        {(slots) => {
          const starts = nearestStarts(slots, startsAt, SHOWN);
          if (starts.length === 0) return <p>{t('booking.noneNear')}</p>;
          return (
            <>
              <ul className="nearest">
                {starts.map((start) => (
                  <li key={start}>
                    <a
                      className="button quiet"
                      href={`/${locale}${slotPath({ ...slot, startsAt: start })}`}
                    >
                      <TimeText at={start} zone={zone} />
                    </a>
                  </li>
                ))}
              </ul>
              <ZoneNote zone={zone} />
            </>
          );
        }}
      </QueryView>
    </section>
  );
}
