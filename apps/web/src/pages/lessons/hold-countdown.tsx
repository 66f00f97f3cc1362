import { useEffect, useEffectEvent } from 'react';
import { clockText, deviceZone, secondsLeft, timeText, useReader } from '@edu/ui';
import { useServerNow } from '../../island/use-server-now.ts';

/** Nobody watches seconds for longer. */
const DAY_S = 86_400;

interface HoldCountdownProps {
  /** ISO 8601 */
  readonly until: string;
  /** What is said of the time that is left; that the slot is held unless it is given. */
  readonly leftText?: (time: string) => string;
  readonly onOver?: () => void;
}

/** How long a slot is still held, by the server's clock; nothing while that is unknown. */
export function HoldCountdown({ until, leftText, onOver }: HoldCountdownProps) {
  const { locale, t } = useReader();
  const now = useServerNow();
  const left = now === undefined ? undefined : secondsLeft(Date.parse(until), now);
  const isOver = left === 0;
  const end = useEffectEvent(() => onOver?.());
  useEffect(() => {
    if (isOver) end();
  }, [isOver]);
  if (left === undefined || isOver) return null;
  if (left > DAY_S) {
    const at = timeText(until, deviceZone(), locale, 'both');
    return <span className="field-hint">{t('lessons.payUntil', { at })}</span>;
  }
  return (
    <span className="hold-countdown" role="timer">
      {leftText?.(clockText(left)) ?? t('lessons.heldFor', { time: clockText(left) })}
    </span>
  );
}
