import { useEffect } from 'react';
import type { Wallet } from '@edu/client';
import { clockText, Notice, secondsLeft, useReader } from '@edu/ui';
import { useServerNow } from '../../island/use-server-now.ts';
import { readableNumber } from '../account/phone-number.ts';

/** So long before its end whoever has put the phone away still gets to it. */
const REMIND_S = 60;

interface PromptProps {
  /** Null when nobody says. */
  readonly endsAt: string | null;
  /** What to dial when no prompt appears. */
  readonly dial: string | null;
  /** Whose phone it is on; undefined where the page has been loaded since. */
  readonly wallet: Wallet | undefined;
}

/** What to do on the phone now, and how long that is possible. */
export function Prompt({ endsAt, dial, wallet }: PromptProps) {
  const { t } = useReader();
  const now = useServerNow();
  const left =
    endsAt === null || now === undefined ? undefined : secondsLeft(Date.parse(endsAt), now);
  const isEnding = left !== undefined && left > 0 && left <= REMIND_S;
  useTitle(isEnding ? t('booking.push.endingTitle') : undefined);
  const code = dial ?? wallet?.dial ?? null;
  const mustDial = wallet?.appears === false && code !== null;
  const who = wallet && { operator: wallet.operator, phone: readableNumber(wallet.phone) };
  const what = !who
    ? t('booking.push.detail')
    : mustDial
      ? t('booking.push.dialled', { ...who, code })
      : t('booking.push.sent', who);
  return (
    <Notice tone="info" title={t('booking.push.title')}>
      <p>{what}</p>
      {code !== null && !mustDial && <p>{t('booking.push.dial', { code })}</p>}
      {left !== undefined && left > 0 && (
        <p className="hold-countdown" role="timer">
          {t('booking.push.left', { time: clockText(left) })}
        </p>
      )}
      {/* There before it has words: then they are read out. */}
      <p role="status">{isEnding && <strong>{t('booking.push.ending')}</strong>}</p>
      <p className="field-hint">{t('booking.push.stay')}</p>
    </Notice>
  );
}

/** What the tab is called meanwhile: its reader may be looking at another one. */
function useTitle(title: string | undefined) {
  useEffect(() => {
    if (title === undefined) return undefined;
    const before = document.title;
    document.title = title;
    return () => {
      document.title = before;
    };
  }, [title]);
}
