import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Tries until `check` passes; after `timeoutMs` its last error is thrown. A busy machine is slow: what
 * must be soon is promised elsewhere, and this only ends what never comes before the test does.
 */
export async function eventually<T>(
  check: () => T | Promise<T>,
  timeoutMs = 15_000,
  everyMs = 25,
): Promise<T> {
  const until = Date.now() + timeoutMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > until) throw error;
      await sleep(everyMs);
    }
  }
}
