import { Notice, useReader } from '@edu/ui';
import type { Ending } from './devices.ts';

interface EndedProps {
  readonly ending: Ending | 'unreachable';
  readonly bookingId: string;
  readonly onAgain: () => void;
}

/** Why somebody is out of the room, and the way back in. */
export function Ended({ ending, bookingId, onAgain }: EndedProps) {
  const { locale, t } = useReader();
  const tone = ending === 'left' ? 'good' : ending === 'closed' ? 'info' : 'bad';
  return (
    <>
      <Notice tone={tone} title={t(`classroom.ended.${ending}.title`)}>
        <p>{t(`classroom.ended.${ending}.detail`)}</p>
      </Notice>
      <p className="actions">
        {ending !== 'closed' && (
          <button type="button" onClick={onAgain}>
            {t('classroom.again')}
          </button>
        )}
        <a href={`/${locale}/lessons/${bookingId}`}>{t('classroom.toLesson')}</a>
      </p>
    </>
  );
}
