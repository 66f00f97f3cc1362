import { useQuery } from '@tanstack/react-query';
import { ApiError } from '@edu/client';
import {
  deviceZone,
  MoneyText,
  Notice,
  PolicyTerms,
  QueryView,
  useReader,
  ZoneNote,
} from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { serverClock } from '../../island/server-clock.ts';
import { isSignedIn } from '../../island/signed-in.ts';
import { useMe } from '../../island/use-me.ts';
import { useServerNow } from '../../island/use-server-now.ts';
import { LessonTime } from '../lessons/lesson-time.tsx';
import { listLessons } from '../lessons/lesson-queries.ts';
import { MySlot } from './no-slot.tsx';
import { OtherSeat } from './other-seat.tsx';
import { Reserve } from './reserve.tsx';
import { ReserveButton } from './reserve-button.tsx';

/** Books a seat in the group lesson that the address names. */
export function SeatView({ groupId }: { readonly groupId: string }) {
  const { locale, t } = useReader();
  const api = useApi();
  const signedIn = isSignedIn();
  const me = useMe(signedIn);
  const now = useServerNow(60_000);
  const known = useQuery({
    queryKey: ['group', groupId],
    queryFn: async () => {
      const group = await api.get('/api/v1/group-lessons/{groupId}', {
        params: { path: { groupId } },
      });
      const [profile, mine] = await Promise.all([
        api.get('/api/v1/profiles/{id}', { params: { path: { id: group.providerId } } }),
        signedIn ? listLessons(api, 'learner', { part: 'upcoming' }) : undefined,
      ]);
      return { group, profile, seat: mine?.items.find((one) => one.groupId === groupId) };
    },
    ...{ staleTime: 0, gcTime: 0 },
  });
  if (known.error instanceof ApiError && known.error.status === 404) {
    return <Notice tone="warn" title={t('booking.groupGone')} />;
  }
  return (
    <QueryView query={known}>
      {({ group, profile, seat }) => {
        if (seat) return <MySlot booking={seat} toPay={seat.state === 'pending'} />;
        const { title, startsAt, endsAt, zone, price, policy, seats, seatsLeft } = group;
        const isOver = Date.parse(startsAt) <= (serverClock.now() ?? 0);
        return (
          <div className="book">
            <section className="card book-summary">
              <h2 dir="auto">{title}</h2>
              <p>
                <a href={`/${locale}/providers/${group.providerId}`}>
                  <bdi>{profile.displayName}</bdi>
                </a>
              </p>
              <LessonTime {...{ startsAt, endsAt, zone }} />
              <ZoneNote zone={deviceZone()} />
              <p>
                {t('lessons.group')} · {t(`lessons.mode.${group.mode}`)} ·{' '}
                {t('booking.seatsLeft', { left: seatsLeft, seats })}
              </p>
              <p className="book-price">
                <MoneyText money={price} />
              </p>
            </section>
            <section aria-labelledby="policy">
              <h2 id="policy">{t('policy.title')}</h2>
              <PolicyTerms policy={policy} lesson={{ startsAt, now, withGrace: true }} />
            </section>
            {seatsLeft === 0 || isOver ? (
              <Notice
                tone="warn"
                title={t(
                  isOver || group.state === 'canceled' ? 'booking.groupOver' : 'booking.groupFull',
                )}
              >
                <OtherSeat group={group} />
                <a href={`/${locale}/providers/${group.providerId}`}>{t('booking.usualLesson')}</a>
              </Notice>
            ) : (
              <Reserve next={`/book?group=${groupId}`} profile={profile} me={me.data}>
                {(learnerId, isParent) => (
                  <ReserveButton
                    key={learnerId}
                    wish={['seat', groupId, learnerId].join(' ')}
                    post={(beyondCaps, intent) =>
                      api.post('/api/v1/group-lessons/{groupId}/seats', {
                        params: { path: { groupId } },
                        body: { learnerId, beyondCaps },
                        intent,
                      })
                    }
                    isParent={isParent}
                    onRefused={() => void known.refetch()}
                  />
                )}
              </Reserve>
            )}
          </div>
        );
      }}
    </QueryView>
  );
}
