import type { BookingDetails } from '@edu/client';
import { MoneyText, useReader } from '@edu/ui';
import { HoldCountdown } from './hold-countdown.tsx';
import { useLessonName } from './lesson-name.ts';
import type { Part } from './lesson-filters.ts';
import type { Side } from './lesson-queries.ts';
import { LessonState, shownState } from './lesson-state.tsx';
import { LessonTime } from './lesson-time.tsx';
import { SeriesLine } from './series-line.tsx';

interface LessonCardProps {
  readonly lesson: BookingDetails;
  readonly as: Side;
  readonly part: Part;
  /** Whoever reads is the one who pays. */
  readonly isMineToPay: boolean;
  /** By the server's clock, ms. */
  readonly now: number | undefined;
  /** It may not be so any more: nothing is offered. */
  readonly isOld: boolean;
  readonly onHoldOver: () => void;
}

/**
 * One lesson in a list: who, when, where, how it stands, and what is to be done; or the first of a series
 * that the list has, with what there is to say about the others.
 */
export function LessonCard(props: LessonCardProps) {
  const { lesson, as, part, isMineToPay, now, isOld, onHoldOver } = props;
  const { locale, t } = useReader();
  const lessonName = useLessonName();
  const { id, startsAt, endsAt, mode, price, holdExpiresAt, learnerName } = lesson;
  const state = shownState(lesson, now);
  const isHeld = state === 'pending' && isMineToPay && !isOld;
  return (
    <li className="lesson-card">
      <h2>
        <a href={`/${locale}/lessons/${id}`}>{lessonName(lesson, as)}</a>
      </h2>
      {lesson.groupTitle && (
        <p>
          {t('lessons.group')} · <bdi>{lesson.groupTitle}</bdi>
        </p>
      )}
      {as === 'parent' && (
        <p>
          {t('lessons.forChild')} <bdi>{learnerName ?? t('lessons.someChild')}</bdi>
        </p>
      )}
      <LessonState state={state} />
      <LessonTime startsAt={startsAt} endsAt={endsAt} />
      <p className="lesson-facts">
        <span>{t(`lessons.mode.${mode}`)}</span> <MoneyText money={price} />
      </p>
      <SeriesLine {...{ lesson, part }} />
      {lesson.movesId && <p className="field-hint">{t('lessons.held.card')}</p>}
      {lesson.rescheduleProposal && <p className="field-hint">{t('lessons.proposal.sent')}</p>}
      {isHeld && (
        <p className="actions">
          <a className="button" href={`/${locale}/lessons/${id}/pay`}>
            {t('lessons.payNow')}
          </a>
          {holdExpiresAt && <HoldCountdown until={holdExpiresAt} onOver={onHoldOver} />}
        </p>
      )}
    </li>
  );
}
