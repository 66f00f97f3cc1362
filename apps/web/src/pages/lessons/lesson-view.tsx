import { lazy, Suspense, useEffect } from 'react';
import type { BookingDetails } from '@edu/client';
import { deviceZone, PolicyTerms, QueryView, useReader, ZoneNote } from '@edu/ui';
import { useParam } from '../../island/api-context.tsx';
import { useMe } from '../../island/use-me.ts';
import { useServerNow } from '../../island/use-server-now.ts';
import { doorIs } from './door/door-time.ts';
import { LessonActions } from './lesson-actions.tsx';
import { LessonFacts } from './lesson-facts.tsx';
import { LessonMoney } from './lesson-money.tsx';
import { useLessonName } from './lesson-name.ts';
import { isNotThere, LessonNotThere } from './lesson-not-there.tsx';
import { useLesson, type Side } from './lesson-queries.ts';
import { LessonState, shownState } from './lesson-state.tsx';
import { OldNotice } from './old-notice.tsx';

/** Only once a lesson has begun: most readers look at one that is to come. */
const LessonOutcome = lazy(async () => ({
  default: (await import('./outcome/lesson-outcome.tsx')).LessonOutcome,
}));

/** Only around a lesson in person. */
const LessonDoor = lazy(async () => ({
  default: (await import('./door/lesson-door.tsx')).LessonDoor,
}));

/** One lesson, for either of its two people. */
export function LessonView() {
  const { query, old } = useLesson(useParam('id'));
  const me = useMe();
  const { data, error, refetch } = query;
  useSeesLessonOf(data);
  if (isNotThere(error)) return <LessonNotThere />;
  if (old) {
    return (
      <>
        <OldNotice at={old.at} />
        <Lesson lesson={old.data} as={undefined} isPayer={false} isOld reload={() => undefined} />
      </>
    );
  }
  // Which of the two I am decides what I may do.
  const both = { data: data && me.data && { lesson: data, me: me.data }, error: error ?? me.error };
  return (
    <QueryView query={{ ...both, refetch: () => Promise.all([refetch(), me.refetch()]) }}>
      {({ lesson, me: { id } }) => (
        <Lesson
          lesson={lesson}
          as={sideOf(lesson, id)}
          isPayer={id === (lesson.payerId ?? lesson.learnerId)}
          isOld={false}
          reload={() => void refetch()}
        />
      )}
    </QueryView>
  );
}

/** A time that is held for a lesson is read about in the page of that one. */
function useSeesLessonOf(lesson: BookingDetails | undefined): void {
  const { locale } = useReader();
  const movesId = lesson?.movesId;
  useEffect(() => {
    if (movesId) location.replace(`/${locale}/lessons/${movesId}`);
  }, [movesId, locale]);
}

interface LessonProps {
  readonly lesson: BookingDetails;
  /** Undefined while nobody can say who reads. */
  readonly as: Side | undefined;
  /** It is theirs to pay, and theirs what comes back. */
  readonly isPayer: boolean;
  readonly isOld: boolean;
  readonly reload: () => void;
}

function Lesson({ lesson, as, isPayer, isOld, reload }: LessonProps) {
  const { locale, t } = useReader();
  const lessonName = useLessonName();
  const now = useServerNow(15_000);
  const state = shownState(lesson, now);
  const side = as ?? 'learner';
  const door = isOld ? 'none' : doorIs(lesson, now);
  const isToCome = ['requested', 'proposed', 'pending', 'confirmed'].includes(state);
  return (
    <article className="lesson">
      <header className="lesson-head">
        <h1>{lessonName(lesson, side)}</h1>
        <LessonState state={state} />
        <p className="lesson-means">{t(`lessons.means.${state}`)}</p>
      </header>
      {!isOld && <LessonActions {...{ lesson, isPayer, state, now, reload }} as={side} />}
      {door === 'early' && (
        <p className="field-hint">
          {t(side === 'provider' ? 'lessons.door.providerLater' : 'lessons.door.learnerLater')}
        </p>
      )}
      {door === 'open' && (
        <Suspense>
          <LessonDoor id={lesson.id} version={lesson.version} as={side} />
        </Suspense>
      )}
      <LessonFacts lesson={lesson} as={side} isOld={isOld} />
      <ZoneNote zone={deviceZone()} />
      {!isOld && hasBegun(lesson, now) && (
        <Suspense>
          <LessonOutcome {...{ lesson, reload }} as={side} />
        </Suspense>
      )}
      {isPayer && <LessonMoney lesson={lesson} />}
      {isToCome && (
        <details className="card">
          <summary>{t('policy.title')}</summary>
          <PolicyTerms
            policy={lesson.policy}
            lesson={{ startsAt: lesson.startsAt, now, withGrace: isYoung(lesson, now) }}
          />
        </details>
      )}
      {lesson.seriesId && (
        <p>
          <a href={`/${locale}/lessons/series/${lesson.seriesId}`}>{t('lessons.partOfSeries')}</a>
        </p>
      )}
      <p>
        <a href={`/${locale}${side === 'provider' ? '/teaching/lessons' : '/lessons'}`}>
          {t('lessons.all')}
        </a>
      </p>
    </article>
  );
}

/** Whether a paid lesson has begun: there may be something to say about it. */
function hasBegun({ state, startsAt }: BookingDetails, now: number | undefined): boolean {
  if (state === 'completed' || state === 'no_show' || state === 'refunded') return true;
  return state === 'confirmed' && now !== undefined && now >= Date.parse(startsAt);
}

/** A parent is on the learner’s side, and learns nothing themselves. */
function sideOf({ providerId, learnerId }: BookingDetails, me: string): Side {
  if (me === providerId) return 'provider';
  return me === learnerId ? 'learner' : 'parent';
}

/** Whether a booking may still be undone for free, whatever its tiers say. */
function isYoung({ createdAt, policy }: BookingDetails, now: number | undefined): boolean {
  return now !== undefined && now < Date.parse(createdAt) + policy.graceMinutes * 60_000;
}
