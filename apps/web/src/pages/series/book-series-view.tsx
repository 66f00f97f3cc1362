import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { EmptyState, Notice, QueryView, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { isSignedIn } from '../../island/signed-in.ts';
import { useMe } from '../../island/use-me.ts';
import { ForWhom } from '../book/for-whom.tsx';
import { seriesPath, slotOf, type WantedSlot } from '../book/slot-link.ts';
import { SeriesBuilder } from './series-builder.tsx';

/** Books the slot that the address names again and again. */
export function BookSeriesView() {
  const { locale, t } = useReader();
  const [slot] = useState(() => slotOf(location.search));
  return (
    <>
      <h1>{t('series.title')}</h1>
      {slot ? (
        <Slot slot={slot} />
      ) : (
        <EmptyState title={t('booking.badLink')}>
          <a className="button" href={`/${locale}/search`}>
            {t('site.search')}
          </a>
        </EmptyState>
      )}
    </>
  );
}

function Slot({ slot }: { readonly slot: WantedSlot }) {
  const { locale, t } = useReader();
  const signedIn = isSignedIn();
  const me = useMe(signedIn);
  if (!signedIn) {
    const next = encodeURIComponent(`/${locale}${seriesPath(slot)}`);
    return (
      <a className="button" href={`/${locale}/sign-in?next=${next}`}>
        {t('booking.signInToReserve')}
      </a>
    );
  }
  return (
    <QueryView query={me}>
      {({ roles }) =>
        roles.includes('parent') ? (
          <ForWhom>
            {(learnerId) => <SeriesOf key={learnerId} {...{ slot, learnerId }} isParent />}
          </ForWhom>
        ) : roles.includes('student') ? (
          <SeriesOf slot={slot} learnerId={undefined} isParent={false} />
        ) : (
          <Notice tone="warn" title={t('booking.wrongRole.title')}>
            <p>{t('booking.wrongRole.detail')}</p>
          </Notice>
        )
      }
    </QueryView>
  );
}

interface SeriesOfProps {
  readonly slot: WantedSlot;
  readonly learnerId: string | undefined;
  readonly isParent: boolean;
}

function SeriesOf(props: SeriesOfProps) {
  const { locale, t } = useReader();
  const api = useApi();
  const { providerId } = props.slot;
  const profile = useQuery({
    queryKey: ['profile', providerId],
    queryFn: () => api.get('/api/v1/profiles/{id}', { params: { path: { id: providerId } } }),
  });
  const name = profile.data?.displayName ?? t('lessons.someProvider');
  return (
    <>
      <p>
        <a href={`/${locale}/providers/${providerId}`}>
          <bdi>{name}</bdi>
        </a>{' '}
        · {t(`lessons.mode.${props.slot.mode}`)} ·{' '}
        {t('booking.minutes', { minutes: props.slot.minutes })}
      </p>
      <SeriesBuilder {...props} />
    </>
  );
}
