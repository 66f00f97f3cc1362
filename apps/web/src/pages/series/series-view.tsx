import { lazy, Suspense, useState } from 'react';
import type { Booking, Series } from '@edu/client';
import { deviceZone, MoneyText, QueryView, TimeText, useReader, ZoneNote } from '@edu/ui';
import { useParam } from '../../island/api-context.tsx';
import { useMe } from '../../island/use-me.ts';
import { useServerNow } from '../../island/use-server-now.ts';
import { LessonState, shownState } from '../lessons/lesson-state.tsx';
import { isNotThere, LessonNotThere } from '../lessons/lesson-not-there.tsx';
import { useSeries } from '../lessons/lesson-queries.ts';
import { AskSomebody } from '../pay/ask-somebody.tsx';
import { billOf } from '../pay/bill.ts';
import { OldNotice } from '../lessons/old-notice.tsx';
import type { Chosen } from './cancel-series.tsx';

const CancelSeries = lazy(async () => ({
  default: (await import('./cancel-series.tsx')).CancelSeries,
}));
const MoveSeries = lazy(async () => ({ default: (await import('./move-series.tsx')).MoveSeries }));

/** A series with its lessons: what is paid, what is to be paid, and what can be called off. */
export function SeriesView() {
  const me = useMe();
  const { query, old } = useSeries(useParam('id'));
  if (isNotThere(query.error)) return <LessonNotThere />;
  if (old) {
    return (
      <>
        <OldNotice at={old.at} />
        <Lessons series={old.data} me={undefined} seenAt={old.at} reload={() => undefined} />
      </>
    );
  }
  const both = {
    data: query.data && me.data && { series: query.data, me: me.data.id },
    error: query.error ?? me.error,
    refetch: () => Promise.all([query.refetch(), me.refetch()]),
  };
  return (
    <QueryView query={both}>
      {(known) => <Lessons {...known} reload={() => void query.refetch()} />}
    </QueryView>
  );
}

interface LessonsProps {
  readonly series: Series;
  /** Who reads; undefined where nobody can say. */
  readonly me: string | undefined;
  /** Of what is shown from memory: when it was the newest. Nothing can be done about it. */
  readonly seenAt?: number;
  readonly reload: () => void;
}

function Lessons({ series, me, seenAt, reload }: LessonsProps) {
  const { locale, t } = useReader();
  const now = useServerNow(30_000) ?? seenAt;
  const [chosen, setChosen] = useState<Chosen>();
  const [moved, setMoved] = useState<Chosen>();
  const { lessons, skipped, everyWeeks, learnerId, payerId, providerId } = series;
  const isPayer = me === (payerId ?? learnerId);
  const isOld = seenAt !== undefined;
  // The second parent of a child is none of these, and may.
  const mayMove = !isOld && me !== providerId;
  const left = lessons.filter((lesson) => isLeft(lesson, now));
  const [toPay, ...others] = lessons.filter((lesson) => isPayer && isToPay(lesson, now));
  return (
    <article className="series">
      <h1>{t('series.mine')}</h1>
      <p>
        {t('series.left', { left: left.length, all: lessons.length })}
        {everyWeeks !== null && <> · {t('series.everyWeeks', { weeks: everyWeeks })}</>}
      </p>
      <ZoneNote zone={deviceZone()} />
      <ol className="lesson-list">
        {lessons.map((lesson) => (
          <SeriesLesson
            key={lesson.id}
            {...{ lesson, isPayer, now }}
            onMoveFrom={
              mayMove && left.includes(lesson) && lesson !== left[0]
                ? () => setMoved({ scope: 'following', bookingId: lesson.id })
                : undefined
            }
            onCancelFrom={
              !isOld &&
              left.includes(lesson) &&
              lesson !== left[0] &&
              lesson !== left[left.length - 1]
                ? () => setChosen({ scope: 'following', bookingId: lesson.id })
                : undefined
            }
          />
        ))}
      </ol>
      {!isOld && toPay && <AskSomebody bill={billOf(toPay, others)} />}
      {skipped.length > 0 && (
        <section aria-labelledby="skipped">
          <h2 id="skipped">{t('series.skipped')}</h2>
          <ul>
            {skipped.map((start) => (
              <li key={start}>
                <TimeText at={start} zone={deviceZone()} shape="day" />
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className="actions">
        {mayMove && left.length > 0 && (
          <button type="button" className="quiet" onClick={() => setMoved({ scope: 'all' })}>
            {t('series.moveAll')}
          </button>
        )}
        {!isOld && left.length > 0 && (
          <button type="button" className="danger" onClick={() => setChosen({ scope: 'all' })}>
            {t('series.cancelAll')}
          </button>
        )}
        <a href={`/${locale}${me === providerId ? '/teaching/lessons' : '/lessons'}`}>
          {t('lessons.all')}
        </a>
      </div>
      <Suspense>
        {chosen && (
          <CancelSeries
            seriesId={series.id}
            {...{ chosen, isPayer }}
            onClose={() => setChosen(undefined)}
            onDone={() => {
              setChosen(undefined);
              reload();
            }}
          />
        )}
        {moved && (
          <MoveSeries
            {...{ series }}
            chosen={moved}
            first={left.find(({ id }) => moved.scope === 'all' || id === moved.bookingId)!}
            onClose={() => setMoved(undefined)}
            onDone={() => {
              setMoved(undefined);
              reload();
            }}
          />
        )}
      </Suspense>
    </article>
  );
}

interface SeriesLessonProps {
  readonly lesson: Booking;
  readonly isPayer: boolean;
  readonly now: number | undefined;
  readonly onMoveFrom: (() => void) | undefined;
  readonly onCancelFrom: (() => void) | undefined;
}

function SeriesLesson({ lesson, isPayer, now, onMoveFrom, onCancelFrom }: SeriesLessonProps) {
  const { locale, t } = useReader();
  const { id, startsAt, price, holdExpiresAt } = lesson;
  const state = shownState(lesson, now);
  const zone = deviceZone();
  const toPay = isPayer && isToPay(lesson, now);
  return (
    <li className="lesson-card">
      <h2>
        <a href={`/${locale}/lessons/${id}`}>
          <TimeText at={startsAt} zone={zone} shape="day" />,{' '}
          <TimeText at={startsAt} zone={zone} shape="time" />
        </a>
      </h2>
      <LessonState state={state} /> <MoneyText money={price} />
      {(toPay || onMoveFrom || onCancelFrom) && (
        <p className="actions">
          {toPay && (
            <>
              <a className="button quiet" href={`/${locale}/lessons/${id}/pay`}>
                {t('lessons.payNow')}
              </a>{' '}
              <span className="field-hint">
                {t('series.payBy')} <TimeText at={holdExpiresAt!} zone={zone} shape="both" />
              </span>
            </>
          )}
          {onMoveFrom && (
            <button type="button" className="quiet" onClick={onMoveFrom}>
              {t('series.moveFrom')}
            </button>
          )}
          {onCancelFrom && (
            <button type="button" className="quiet" onClick={onCancelFrom}>
              {t('series.cancelFrom')}
            </button>
          )}
        </p>
      )}
    </li>
  );
}

const isToPay = (lesson: Booking, now: number | undefined): boolean =>
  lesson.holdExpiresAt !== null && shownState(lesson, now) === 'pending';

const isLeft = ({ state, endsAt }: Booking, now: number | undefined): boolean =>
  (state === 'pending' || state === 'confirmed') && now !== undefined && now < Date.parse(endsAt);
