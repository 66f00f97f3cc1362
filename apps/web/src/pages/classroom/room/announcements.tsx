import { useReader } from '@edu/ui';
import type { RoomState } from './room-state.ts';

interface AnnouncementsProps {
  readonly state: RoomState;
  /** Of the other person. */
  readonly name: string;
}

/** Says to screen readers what others see happen. */
export function Announcements({ state: { other, phase }, name }: AnnouncementsProps) {
  const { t } = useReader();
  const news = [
    phase === 'connected' && t(other ? 'classroom.otherThere' : 'classroom.alone', { name }),
    other?.handUp && t('classroom.otherHand'),
    other?.screen && t('classroom.otherScreen'),
  ].filter(Boolean);
  return (
    <p className="visually-hidden" role="status">
      {news.join(' ')}
    </p>
  );
}
