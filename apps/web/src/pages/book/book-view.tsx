import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { EmptyState, QueryView, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { serverClock } from '../../island/server-clock.ts';
import { isSignedIn } from '../../island/signed-in.ts';
import { useMe } from '../../island/use-me.ts';
import { listLessons } from '../lessons/lesson-queries.ts';
import { BookOffer } from './book-offer.tsx';
import { bookScreen } from './book-screen.ts';
import { MySlot, NoSlot } from './no-slot.tsx';
import { groupOf, slotOf, type WantedSlot } from './slot-link.ts';

const SeatView = lazy(async () => ({ default: (await import('./seat-view.tsx')).SeatView }));

/** Books the slot that the address names. */
export function BookView() {
  const { locale, t } = useReader();
  const [slot] = useState(() => slotOf(location.search));
  if (slot) return <Slot slot={slot} />;
  const groupId = groupOf(location.search);
  if (groupId) {
    return (
      <>
        <h1>{t('booking.seatTitle')}</h1>
        <Suspense fallback={null}>
          <SeatView groupId={groupId} />
        </Suspense>
      </>
    );
  }
  return (
    <>
      <h1>{t('booking.title')}</h1>
      <EmptyState title={t('booking.badLink')}>
        <a className="button" href={`/${locale}/search`}>
          {t('site.search')}
        </a>
      </EmptyState>
    </>
  );
}

function Slot({ slot }: { readonly slot: WantedSlot }) {
  const { t } = useReader();
  const known = useSlot(slot);
  return (
    <>
      <h1>{t('booking.title')}</h1>
      <QueryView query={known}>
        {({ screen, profile, me }) => {
          switch (screen.is) {
            case 'offer':
              return (
                <BookOffer
                  {...{ slot, profile, me }}
                  quote={screen.quote}
                  onRefused={() => void known.refetch()}
                />
              );
            case 'mine':
              return <MySlot {...screen} />;
            default:
              return <NoSlot why={screen.is} slot={slot} name={profile?.displayName} />;
          }
        }}
      </QueryView>
    </>
  );
}

/** All that the page depends on, asked for at once and never taken from what was seen before. */
function useSlot(slot: WantedSlot) {
  const api = useApi();
  const { providerId, startsAt, minutes, mode, trial } = slot;
  const signedIn = isSignedIn();
  const anew = { staleTime: 0, gcTime: 0 };
  const profile = useQuery({
    queryKey: ['profile', providerId],
    queryFn: () => api.get('/api/v1/profiles/{id}', { params: { path: { id: providerId } } }),
  });
  const quote = useQuery({
    queryKey: ['quote', slot],
    queryFn: () =>
      api.get('/api/v1/providers/{providerId}/quote', {
        params: {
          path: { providerId },
          query: { startsAt, durationMinutes: minutes, mode, trial },
        },
      }),
    ...anew,
  });
  const upcoming = useQuery({
    queryKey: ['lessons', 'of mine'],
    queryFn: () => listLessons(api, 'learner', { part: 'upcoming' }),
    enabled: signedIn,
    ...anew,
  });
  const me = useMe(signedIn);
  const queries = signedIn ? [profile, quote, upcoming, me] : [profile, quote];
  const refetch = () => Promise.all(queries.map((query) => query.refetch()));
  const isSettled = queries.every(({ isPending }) => !isPending);
  const failed = queries.find((query) => query !== quote && query !== profile && query.error);
  if (!isSettled || failed) return { data: undefined, error: failed?.error, refetch };
  const screen = bookScreen({
    slot,
    quote: quote.data,
    refusal: quote.error ?? profile.error ?? undefined,
    upcoming: upcoming.data?.items ?? [],
    me: me.data,
    // An answer has come.
    now: serverClock.now() ?? 0,
  });
  const data = screen && { screen, profile: profile.data, me: me.data };
  return { data, error: data ? undefined : (quote.error ?? profile.error), refetch };
}
