import { lazy, Suspense, useState } from 'react';
import type { BookingDetails } from '@edu/client';
import { isolated } from '@edu/i18n/isolate';
import { useReader } from '@edu/ui';
import { slotOfBooking, slotPath } from '../book/slot-link.ts';
import { classroomIs } from './classroom-time.ts';
import { HoldCountdown } from './hold-countdown.tsx';
import { useLessonName } from './lesson-name.ts';
import type { Side } from './lesson-queries.ts';
import type { shownState } from './lesson-state.tsx';
import { MAX_MOVES } from './max-moves.ts';
import { ToCalendar } from './to-calendar.tsx';

/** What is opened on demand, and what few lessons have. */
const CancelDialog = lazy(async () => ({
  default: (await import('./cancel-dialog.tsx')).CancelDialog,
}));
const MoveDialog = lazy(async () => ({ default: (await import('./move-dialog.tsx')).MoveDialog }));
const ProposeTimesDialog = lazy(async () => ({
  default: (await import('./proposal/propose-times-dialog.tsx')).ProposeTimesDialog,
}));
const OpenProposal = lazy(async () => ({
  default: (await import('./proposal/open-proposal.tsx')).OpenProposal,
}));
const HeldMove = lazy(async () => ({ default: (await import('./held-move.tsx')).HeldMove }));
const RequestAnswer = lazy(async () => ({
  default: (await import('./request-answer.tsx')).RequestAnswer,
}));

/** Later the learner would have no time to answer; the server knows better. */
const PROPOSED_BEFORE_MS = 8 * 3_600_000;

interface LessonActionsProps {
  readonly lesson: BookingDetails;
  readonly as: Side;
  readonly isPayer: boolean;
  readonly state: ReturnType<typeof shownState>;
  /** By the server's clock, ms. */
  readonly now: number | undefined;
  readonly reload: () => void;
}

/** What can be done about a lesson now: pay, enter, note it down, call it off, book another. */
export function LessonActions({ lesson, as, isPayer, state, now, reload }: LessonActionsProps) {
  const { locale, t } = useReader();
  const lessonName = useLessonName();
  const [isCanceling, setCanceling] = useState(false);
  const [isMoving, setMoving] = useState(false);
  const [isProposing, setProposing] = useState(false);
  const canMove =
    state === 'confirmed' &&
    as !== 'provider' &&
    lesson.groupId === null &&
    !lesson.heldMove &&
    lesson.reschedules < MAX_MOVES;
  const { id, startsAt, endsAt, holdExpiresAt, rescheduleProposal: proposal } = lesson;
  const canPropose =
    state === 'confirmed' && as === 'provider' && lesson.groupId === null && !proposal;
  const classroom = now === undefined ? 'none' : classroomIs(lesson, now);
  const isUnanswered = state === 'requested' || state === 'proposed';
  const isStanding = isUnanswered || state === 'pending' || state === 'confirmed';
  // Who is asked says no by declining.
  const mayCancel = isStanding && !(as === 'provider' && state === 'requested');
  return (
    <div className="actions">
      <Suspense fallback={null}>
        {isUnanswered && <RequestAnswer {...{ lesson, as, reload }} />}
        {proposal && state === 'confirmed' && (
          <OpenProposal {...{ lesson, proposal, as, reload }} />
        )}
        {lesson.heldMove && (state === 'confirmed' || state === 'no_show') && (
          <HeldMove
            {...{ isPayer, reload }}
            isMissed={state === 'no_show'}
            move={lesson.heldMove}
            isProvider={as === 'provider'}
          />
        )}
      </Suspense>
      {state === 'pending' && isPayer && (
        <>
          <a className="button" href={`/${locale}/lessons/${id}/pay`}>
            {t('lessons.payNow')}
          </a>
          {holdExpiresAt && <HoldCountdown until={holdExpiresAt} onOver={reload} />}
        </>
      )}
      {classroom === 'open' && (
        <a className="button" href={`/${locale}/classroom/${id}`}>
          {t('lessons.enter')}
        </a>
      )}
      {classroom === 'early' && <p className="field-hint">{t('lessons.enterLater')}</p>}
      {state === 'confirmed' && now !== undefined && now < Date.parse(startsAt) && (
        <ToCalendar id={id} />
      )}
      {canMove && now !== undefined && now < Date.parse(startsAt) && (
        <button type="button" className="quiet" onClick={() => setMoving(true)}>
          {t('lessons.move')}
        </button>
      )}
      <Suspense fallback={null}>
        {isMoving && (
          <MoveDialog
            lesson={lesson}
            name={isolated(lessonName(lesson, as))}
            onClose={() => setMoving(false)}
            onDone={() => {
              setMoving(false);
              reload();
            }}
          />
        )}
      </Suspense>
      {canPropose && now !== undefined && now < Date.parse(startsAt) - PROPOSED_BEFORE_MS && (
        <button type="button" className="quiet" onClick={() => setProposing(true)}>
          {t('lessons.proposal.propose')}
        </button>
      )}
      <Suspense fallback={null}>
        {isProposing && (
          <ProposeTimesDialog
            lesson={lesson}
            onClose={() => setProposing(false)}
            onDone={() => {
              setProposing(false);
              reload();
            }}
          />
        )}
      </Suspense>
      {!isStanding && as !== 'provider' && (
        <a className="button quiet" href={bookAgain(locale, lesson)}>
          {t('lessons.bookAgain')}
        </a>
      )}
      {mayCancel && now !== undefined && now < Date.parse(endsAt) && (
        <button type="button" className="danger" onClick={() => setCanceling(true)}>
          {t(isUnanswered ? 'lessons.request.withdraw' : 'lessons.cancel')}
        </button>
      )}
      <Suspense fallback={null}>
        {isCanceling && (
          <CancelDialog
            {...{ lesson, isPayer }}
            name={isolated(lessonName(lesson, as))}
            onClose={() => setCanceling(false)}
            onDone={() => {
              setCanceling(false);
              reload();
            }}
          />
        )}
      </Suspense>
    </div>
  );
}

/** The same slot where it is still ahead, which may be free again; the page offers others if not. */
const bookAgain = (locale: string, lesson: BookingDetails): string =>
  `/${locale}${slotPath(slotOfBooking(lesson))}`;
