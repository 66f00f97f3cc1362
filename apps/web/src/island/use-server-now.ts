import { useEffect, useState } from 'react';
import { serverClock } from './server-clock.ts';

/**
 * The time by the server's clock, ms since 1970, anew every so often; undefined until a server has
 * answered, as when a page is read without a network.
 *
 * @param everyMs null: as it was when the component was last drawn
 */
export function useServerNow(everyMs: number | null = 1_000): number | undefined {
  const [, redraw] = useState(0);
  useEffect(() => {
    if (everyMs === null) return undefined;
    const timer = setInterval(() => redraw((count) => count + 1), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return serverClock.now();
}
