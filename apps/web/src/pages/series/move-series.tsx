import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError, newIntent, type Booking, type Series } from '@edu/client';
import { Dialog, QueryView, toast, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { PressOnce } from '../../island/press-once.tsx';
import { FirstTime } from './first-time.tsx';
import type { Chosen } from './cancel-series.tsx';
import { SeriesWeeks } from './series-weeks.tsx';

interface MoveSeriesProps {
  readonly series: Series;
  readonly chosen: Chosen;
  /** The first of the chosen lessons. */
  readonly first: Booking;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Puts lessons of a series at other times together: a time for the first, and which of the others follow. */
export function MoveSeries({ series, chosen, first, onClose, onDone }: MoveSeriesProps) {
  const { t } = useReader();
  const [startsAt, setStartsAt] = useState<string>();
  return (
    <Dialog title={t('series.moveTitle')} onClose={onClose}>
      <p>{t('series.moveHow')}</p>
      <FirstTime lesson={first} onChoose={setStartsAt} />
      {startsAt !== undefined && (
        <Following key={startsAt} {...{ series, chosen, startsAt, onDone }} />
      )}
    </Dialog>
  );
}

interface FollowingProps extends Pick<MoveSeriesProps, 'series' | 'chosen' | 'onDone'> {
  readonly startsAt: string;
}

function Following({ series, chosen, startsAt, onDone }: FollowingProps) {
  const { t } = useReader();
  const api = useApi();
  const queries = useQueryClient();
  const [intent, setIntent] = useState(newIntent);
  const [instead, setInstead] = useState<Readonly<Record<string, string>>>({});
  const params = { path: { seriesId: series.id } };
  const move = {
    ...{ ...chosen, startsAt },
    instead: Object.entries(instead).map(([bookingId, at]) => ({ bookingId, startsAt: at })),
  };
  const preview = useQuery({
    queryKey: ['series move', series.id, move],
    queryFn: () => api.post('/api/v1/series/{seriesId}/move-preview', { params, body: move }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  });
  const confirm = async (take: 'all' | 'free') => {
    try {
      const body = { ...move, take };
      await api.post('/api/v1/series/{seriesId}/move', { params, body, intent });
    } catch (failure) {
      if (failure instanceof ApiError && failure.is('booking.series_not_moved')) {
        void preview.refetch();
      }
      throw failure;
    }
    toast(t('series.moved'));
    onDone();
    await queries.invalidateQueries({
      predicate: ({ queryKey: [what] }) => what !== 'series move',
    });
    return true;
  };
  return (
    <QueryView query={preview}>
      {({ lessons, free }) => (
        <>
          <p role="status">
            <strong>{t('series.moveFree', { free, all: lessons.length })}</strong>
          </p>
          <SeriesWeeks
            lessons={lessons}
            onTake={(wanted, by) => {
              const { bookingId } = lessons.find((lesson) => lesson.startsAt === wanted)!;
              setInstead({ ...instead, [bookingId]: by });
              setIntent(newIntent());
            }}
          />
          {free > 0 && (
            <PressOnce
              label={t('series.moveConfirm', { count: free })}
              busyLabel={t('site.loading')}
              hint={t('series.moveKept')}
              onPress={() => confirm(free < lessons.length ? 'free' : 'all')}
            />
          )}
        </>
      )}
    </QueryView>
  );
}
