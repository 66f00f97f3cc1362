import { hasCookie } from './has-cookie.ts';

/** Whether this browser has somebody's session. The cookie says so and proves nothing. */
export const isSignedIn = (): boolean => hasCookie('signed_in');

/** Calls back whenever it may have changed: in another tab, or while this page lay in the back cache. */
export function onSessionChange(changed: () => void): () => void {
  const events = [
    [window, 'storage'],
    [window, 'pageshow'],
    [window, 'focus'],
    [document, 'visibilitychange'],
  ] as const;
  for (const [target, name] of events) target.addEventListener(name, changed);
  return () => {
    for (const [target, name] of events) target.removeEventListener(name, changed);
  };
}
