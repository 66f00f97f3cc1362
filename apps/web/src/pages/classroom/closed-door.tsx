import { Notice, useReader } from '@edu/ui';
import type { ClosedWhy } from './door.ts';

interface ClosedDoorProps {
  readonly why: ClosedWhy;
  readonly bookingId: string;
}

/** Why nobody comes in here, and where to go instead. */
export function ClosedDoor({ why, bookingId }: ClosedDoorProps) {
  const { locale, t } = useReader();
  const lesson = `/${locale}/lessons/${bookingId}`;
  return (
    <>
      <Notice tone="warn" title={t(`classroom.closed.${why}.title`)}>
        <p>{t(`classroom.closed.${why}.detail`)}</p>
      </Notice>
      <p className="actions">
        {why === 'notPaid' && (
          <a className="button" href={`${lesson}/pay`}>
            {t('classroom.pay')}
          </a>
        )}
        {why !== 'notFound' && <a href={lesson}>{t('classroom.toLesson')}</a>}
        <a href={`/${locale}/lessons`}>{t('classroom.toLessons')}</a>
      </p>
    </>
  );
}
