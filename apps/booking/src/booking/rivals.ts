import { setTimeout as sleep } from 'node:timers/promises';
import { isRetryable, SQLSTATE, sqlState } from '@edu/persistence';

/** A rival's statement runs for a few milliseconds; those who wait come back one by one. */
const CONTENDED_WAIT_MS = 10;
const CONTENDED_SPREAD_MS = 40;

/** Why a statement failed that may do better another time: see `RETRIES` of who runs it. */
export type RivalOutcome =
  /** The rows that refused ours were not there to be seen. */
  | 'rival'
  /** It waited for a lock for too long, or in a circle. */
  | 'lock_wait';

/** What a statement says, or why it says nothing. */
export type Tried<R extends { readonly outcome: string }> = Partial<Omit<R, 'outcome'>> & {
  readonly outcome: R['outcome'] | RivalOutcome;
};

/**
 * Runs a statement again while a rival is in the way: it waits without a connection.
 *
 * @param retries how often for each outcome; none for those that are not named
 */
export async function amongRivals<R extends { readonly outcome: string }>(
  attempt: () => Promise<R>,
  retries: Readonly<Record<string, number>>,
): Promise<Tried<R>> {
  const left: Record<string, number> = { ...retries };
  for (;;) {
    const result = await outcomeOf(attempt);
    if (!left[result.outcome]) return result;
    left[result.outcome]!--;
    if (result.outcome.endsWith('_contended')) {
      await sleep(CONTENDED_WAIT_MS + Math.random() * CONTENDED_SPREAD_MS);
    }
  }
}

async function outcomeOf<R extends { readonly outcome: string }>(
  attempt: () => Promise<R>,
): Promise<Tried<R>> {
  try {
    return await attempt();
  } catch (error) {
    if (isViolation(error)) return { outcome: 'rival' } as Tried<R>;
    if (isRetryable(error)) return { outcome: 'lock_wait' } as Tried<R>;
    throw error;
  }
}

function isViolation(error: unknown): boolean {
  const state = sqlState(error);
  return state === SQLSTATE.uniqueViolation || state === SQLSTATE.exclusionViolation;
}
