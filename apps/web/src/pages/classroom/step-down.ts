/** As LiveKit rates a connection. */
export type Quality = 'excellent' | 'good' | 'poor' | 'lost' | 'unknown';

/** A connection that stays poor for this long carries no video, ms. */
const POOR_FOR_MS = 8_000;
/** After somebody chose video all the same, it is left alone for this long, doubled each time, ms. */
const FIRST_TRUCE_MS = 60_000;
const LONGEST_TRUCE_MS = 960_000;

export interface StepDown {
  /** Since when the connection has been poor; undefined while it is not. */
  readonly poorSince: number | undefined;
  /** Until when the person's choice of video stands. */
  readonly truceUntil: number;
  readonly choices: number;
}

export const noStepDown: StepDown = { poorSince: undefined, truceUntil: 0, choices: 0 };

/**
 * Looks at the connection, at least every few seconds.
 *
 * @param video whether any video is sent or received
 * @param now ms
 * @returns whether video has to go, so that speech gets through
 */
export function look(
  before: StepDown,
  { quality, video, now }: { quality: Quality; video: boolean; now: number },
): { readonly next: StepDown; readonly audioOnly: boolean } {
  // `lost` means that nothing arrives any more; sending less is the best that can be done.
  const poor = (quality === 'poor' || quality === 'lost') && video;
  if (!poor) return { next: { ...before, poorSince: undefined }, audioOnly: false };
  const poorSince = before.poorSince ?? now;
  const audioOnly = now - poorSince >= POOR_FOR_MS && now >= before.truceUntil;
  return { next: { ...before, poorSince: audioOnly ? undefined : poorSince }, audioOnly };
}

/** Somebody wants video back. */
export function chooseVideo(before: StepDown, now: number): StepDown {
  const truce = Math.min(LONGEST_TRUCE_MS, FIRST_TRUCE_MS * 2 ** before.choices);
  return { poorSince: undefined, truceUntil: now + truce, choices: before.choices + 1 };
}
