import { Problem, type ProblemType } from '@edu/contract-kit';

/**
 * For events that only say that something changed: asks its owner what it is now, which may be newer
 * than the event.
 *
 * @param notFound what the owner answers when there is no such thing any more
 * @returns undefined when it is gone. The event that ended it has a newer version and is on its way.
 */
export async function fetchOrGone<T>(
  fetch: () => Promise<T>,
  notFound: ProblemType,
): Promise<T | undefined> {
  try {
    return await fetch();
  } catch (error) {
    if (error instanceof Problem && error.is(notFound)) return undefined;
    throw error;
  }
}
