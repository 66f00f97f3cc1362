import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError, NetworkError, TimeoutError } from '@edu/client';

/** As long as somebody asks again who gets no answer, less and less often: a machine with much to do has more of it otherwise. */
const PATIENCE_MS = 120_000;
const LONGEST_WAIT_MS = 2_000;

/**
 * Asks until there is an answer, sooner than a patient client would.
 *
 * @param isPassing whether another try may help; "not now" and no answer at all by default
 */
export async function insist<T>(
  ask: () => Promise<T>,
  random: () => number,
  isPassing: (error: unknown) => boolean = isNotNow,
): Promise<T> {
  const until = Date.now() + PATIENCE_MS;
  for (let waitMs = 150; ; waitMs = Math.min(waitMs * 1.5, LONGEST_WAIT_MS)) {
    try {
      return await ask();
    } catch (error) {
      if (!isPassing(error) || Date.now() > until) throw error;
      await sleep(waitMs + 250 * random());
    }
  }
}

/** It may have been done, or it may be done in a moment: with the same key it is done once. */
function isNotNow(error: unknown): boolean {
  if (error instanceof NetworkError || error instanceof TimeoutError) return true;
  if (!(error instanceof ApiError)) return false;
  // What is open elsewhere may stay so for as long as a prompt lives.
  if (error.is('payment.another_open')) return false;
  return error.status >= 500 || (error.status === 409 && error.retryAfterS !== undefined);
}
