import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { ApiError, type SeriesPreview } from '@edu/client';
import { bookingCreateSeries as fields } from '@edu/client/fields';
import { formatMoney } from '@edu/contract-kit';
import { deviceZone, MoneyText, QueryView, SelectField, useReader, ZoneNote } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { intentIsOver, intentOf } from '../../island/kept-intent.ts';
import { PressOnce } from '../../island/press-once.tsx';
import type { WantedSlot } from '../book/slot-link.ts';
import { AtOnceChoice } from '../pay/at-once-choice.tsx';
import { searchOf } from '../pay/bill.ts';
import { patternOf, withInstead, type Rhythm } from './series-pattern.ts';
import { SeriesWeeks } from './series-weeks.tsx';

const RHYTHMS = [1, 2] as const;
const TIMES = [2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 26, 39, 52] as const;

const AskForSeries = lazy(async () => ({
  default: (await import('./ask-for-series.tsx')).AskForSeries,
}));

interface SeriesBuilderProps {
  readonly slot: WantedSlot;
  /** The child that learns; undefined for whoever is signed in. */
  readonly learnerId: string | undefined;
  readonly isParent: boolean;
}

/** How often and how many times, which weeks that works in, and the button that holds them. */
export function SeriesBuilder({ slot, learnerId, isParent }: SeriesBuilderProps) {
  const { locale, t } = useReader();
  const api = useApi();
  const [rhythm, setRhythm] = useState<Rhythm>({ everyWeeks: 1, times: 10 });
  /** Once one of them has been replaced. */
  const [starts, setStarts] = useState<readonly string[]>();
  const [beyondCaps, setBeyondCaps] = useState(false);
  const [atOnce, setAtOnce] = useState(false);
  const pattern = patternOf(slot, rhythm, starts);
  const preview = useQuery({
    queryKey: ['series preview', pattern, learnerId],
    queryFn: () => api.post('/api/v1/series/preview', { body: { ...pattern, learnerId } }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  });
  const changeRhythm = (change: Partial<Rhythm>) => {
    setRhythm({ ...rhythm, ...change });
    setStarts(undefined);
  };
  const replace = (lessons: SeriesPreview['lessons'], wanted: string, by: string) => {
    const known = lessons.map(({ startsAt }) => startsAt);
    setStarts(withInstead(known, wanted, by));
  };
  const asked = (take: 'all' | 'free') => ({ ...pattern, take, subject: slot.subject });
  const reserve = async (take: 'all' | 'free') => {
    const body = { ...asked(take), learnerId, beyondCaps };
    const wish = `series ${JSON.stringify(body)}`;
    try {
      const { lessons } = await api.post('/api/v1/series', {
        body,
        intent: intentOf(wish),
      });
      intentIsOver(wish);
      const what = searchOf(atOnce && lessons.length > 1);
      location.replace(`/${locale}/lessons/${lessons[0]!.id}/pay${what}`);
      return true;
    } catch (failure) {
      if (!(failure instanceof ApiError)) throw failure;
      if (isParent && failure.is('booking.beyond_caps')) setBeyondCaps(true);
      if (failure.is('booking.series_not_free')) void preview.refetch();
      throw failure;
    }
  };
  return (
    <>
      <div className="series-rhythm">
        <SelectField
          field={fields['/repeat/everyWeeks']}
          label={t('series.howOften')}
          value={rhythm.everyWeeks}
          onChange={(event) => changeRhythm({ everyWeeks: Number(event.currentTarget.value) })}
        >
          {RHYTHMS.map((weeks) => (
            <option key={weeks} value={weeks}>
              {t('series.everyWeeks', { weeks })}
            </option>
          ))}
        </SelectField>
        <SelectField
          field={fields['/repeat/times']}
          label={t('series.howMany')}
          value={rhythm.times}
          onChange={(event) => changeRhythm({ times: Number(event.currentTarget.value) })}
        >
          {TIMES.map((times) => (
            <option key={times} value={times}>
              {t('series.lessons', { count: times })}
            </option>
          ))}
        </SelectField>
      </div>
      <QueryView query={preview}>
        {({ lessons, free, price, total }) => (
          <>
            <p role="status">
              <strong>{t('series.freeOf', { free, all: lessons.length })}</strong>
            </p>
            <ZoneNote zone={deviceZone()} />
            <SeriesWeeks lessons={lessons} onTake={(wanted, by) => replace(lessons, wanted, by)} />
            {free > 0 && (
              <>
                <p>
                  {t('series.each')} <MoneyText money={price} /> · {t('series.total')}{' '}
                  <MoneyText money={total} />
                </p>
                {free > 1 && (
                  <AtOnceChoice
                    title={t('series.payHow')}
                    one={t('series.payOneByOne', { price: formatMoney(price, locale) })}
                    count={free}
                    {...{ total, atOnce }}
                    onChoose={setAtOnce}
                  />
                )}
                <PressOnce
                  label={t(beyondCaps ? 'booking.beyondCaps' : 'series.reserve', { count: free })}
                  busyLabel={t('booking.reserving')}
                  hint={t('booking.reserveHint')}
                  onPress={() => reserve(free < lessons.length ? 'free' : 'all')}
                  help={(error) =>
                    !isParent &&
                    error instanceof ApiError &&
                    error.is('booking.beyond_caps') && (
                      <Suspense fallback={null}>
                        <AskForSeries body={asked(free < lessons.length ? 'free' : 'all')} />
                      </Suspense>
                    )
                  }
                />
              </>
            )}
          </>
        )}
      </QueryView>
    </>
  );
}
