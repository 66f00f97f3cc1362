import { ApiError } from '@edu/client';
import { toast, useTexts } from '@edu/ui';

/**
 * Sends what changes a lesson as it is shown. Where it has changed since, nothing is done: the reader is
 * asked to look at it again.
 *
 * @param showAgain fetches it anew
 * @returns a function that answers whether it was done
 */
export function useAsShown(showAgain: () => void) {
  const t = useTexts();
  return async (send: () => Promise<unknown>): Promise<boolean> => {
    try {
      await send();
      return true;
    } catch (error) {
      if (!(error instanceof ApiError && error.is('platform.version_mismatch'))) throw error;
      toast(t('lessons.outdated'));
      showAgain();
      return false;
    }
  };
}
