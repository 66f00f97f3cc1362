import type { BookingDetails } from '@edu/client';
import { deviceZone, MoneyText, timeText, useReader } from '@edu/ui';
import { otherName } from './lesson-name.ts';
import type { Side } from './lesson-queries.ts';
import { LessonPlace } from './lesson-place.tsx';
import { LessonTime } from './lesson-time.tsx';

interface LessonFactsProps {
  readonly lesson: BookingDetails;
  readonly as: Side;
  /** As it was kept on the device: nobody can be asked for more. */
  readonly isOld: boolean;
}

/** When, with whom, where, for how much, and what became of it. */
export function LessonFacts({ lesson, as, isOld }: LessonFactsProps) {
  const { locale, t } = useReader();
  const { startsAt, endsAt, zone, mode, price, createdAt, cancellation, providerId } = lesson;
  const { id, version, state, learnerName, trial, groupId, groupTitle } = lesson;
  const hasPlace = !isOld && (state === 'confirmed' || state === 'completed');
  const at = (instant: string) => timeText(instant, deviceZone(), locale, 'both');
  const name = <bdi>{otherName(t, lesson, as)}</bdi>;
  return (
    <dl className="facts">
      <div>
        <dt>{t('lessons.when')}</dt>
        <dd>
          <LessonTime startsAt={startsAt} endsAt={endsAt} zone={zone} />
        </dd>
      </div>
      {as === 'parent' && (
        <div>
          <dt>{t('lessons.learner')}</dt>
          <dd>
            <bdi>{learnerName ?? t('lessons.someChild')}</bdi>
          </dd>
        </div>
      )}
      <div>
        <dt>{t(as === 'provider' ? 'lessons.learner' : 'lessons.provider')}</dt>
        <dd>
          {as === 'provider' ? name : <a href={`/${locale}/providers/${providerId}`}>{name}</a>}
        </dd>
      </div>
      {groupTitle && (
        <div>
          <dt>{t('lessons.group')}</dt>
          <dd>
            <bdi>{groupTitle}</bdi>
          </dd>
        </div>
      )}
      <div>
        <dt>{t('lessons.where')}</dt>
        <dd>
          {t(`lessons.mode.${mode}`)}
          {mode === 'in_person' &&
            (hasPlace ? (
              <LessonPlace id={id} version={version} />
            ) : (
              <p className="field-hint">{t('lessons.inPersonHint')}</p>
            ))}
        </dd>
      </div>
      <div>
        <dt>{t('lessons.price')}</dt>
        <dd>
          <MoneyText money={price} />
          {trial && <> · {t('lessons.trial')}</>}
          {groupId && !groupTitle && <> · {t('lessons.group')}</>}
        </dd>
      </div>
      <div>
        <dt>{t('lessons.history')}</dt>
        <dd>
          <ul className="history">
            <li>{t('lessons.bookedAt', { at: at(createdAt) })}</li>
            {lesson.reschedules > 0 && (
              <li>{t('lessons.movedTimes', { times: lesson.reschedules })}</li>
            )}
            {cancellation && (
              <li>
                {t('lessons.canceledAt', { at: at(cancellation.at), by: cancellation.by })}
                {cancellation.reason && <blockquote dir="auto">{cancellation.reason}</blockquote>}
              </li>
            )}
          </ul>
        </dd>
      </div>
    </dl>
  );
}
