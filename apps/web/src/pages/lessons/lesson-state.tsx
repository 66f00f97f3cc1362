import type { BookingDetails, BookingState } from '@edu/client';
import { useTexts } from '@edu/ui';

type Known =
  | 'requested'
  | 'proposed'
  | 'pending'
  | 'confirmed'
  | 'completed'
  | 'no_show'
  | 'expired'
  | 'declined'
  | 'canceled'
  | 'refunded';
/** `late`: held, and the time to pay or to answer is over. */
type Shown = Known | 'late' | 'other';

const LOOK: Readonly<Record<Shown, { tone: 'good' | 'warn' | 'bad' | 'quiet'; icon: string }>> = {
  requested: { tone: 'warn', icon: 'M5 5h14v10h-8l-4 4v-4H5Z' },
  proposed: { tone: 'warn', icon: 'M5 5h14v10h-8l-4 4v-4H5Z' },
  pending: { tone: 'warn', icon: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 4v5l3.5 2' },
  confirmed: { tone: 'good', icon: 'm5 12.5 4.5 4.5L19 7.5' },
  completed: { tone: 'good', icon: 'm2.5 12.5 4.5 4.5L15 8m-3.5 7.5 1.5 1.5L22 8' },
  no_show: { tone: 'bad', icon: 'M12 4v9m0 4v2.5' },
  expired: { tone: 'quiet', icon: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM5.6 5.6l12.8 12.8' },
  late: { tone: 'quiet', icon: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM5.6 5.6l12.8 12.8' },
  declined: { tone: 'bad', icon: 'm6 6 12 12M18 6 6 18' },
  canceled: { tone: 'bad', icon: 'm6 6 12 12M18 6 6 18' },
  refunded: { tone: 'quiet', icon: 'M9 6 4.5 10.5 9 15m-4.5-4.5H15a4.5 4.5 0 0 1 0 9h-3' },
  other: { tone: 'quiet', icon: 'M6 12h.01M12 12h.01M18 12h.01' },
};

/** How a booking stands, for words and colours. @param now by the server's clock, ms, if it is known */
export function shownState(
  { state, holdExpiresAt, answerBy }: Pick<BookingDetails, 'state' | 'holdExpiresAt' | 'answerBy'>,
  now: number | undefined,
): Shown {
  const until = holdExpiresAt ?? answerBy ?? null;
  if (until !== null && now !== undefined && Date.parse(until) <= now) return 'late';
  return isKnown(state) ? state : 'other';
}

const isKnown = (state: BookingState): state is Known => state in LOOK;

/** A booking's state by a word, a colour and a shape: no reader needs all three. */
export function LessonState({ state }: { readonly state: Shown }) {
  const t = useTexts();
  const { tone, icon } = LOOK[state];
  return (
    <span className={`lesson-state ${tone}`}>
      <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <path d={icon} />
      </svg>
      {t(`lessons.state.${state}`)}
    </span>
  );
}
