/**
 * Keeps a phone awake while somebody listens, where browsers can.
 *
 * @returns stops it
 */
export function keepScreenOn(): () => void {
  let lock: WakeLockSentinel | undefined;
  let ended = false;
  const ask = async () => {
    // Browsers give it up when the page is hidden.
    if (ended || document.visibilityState !== 'visible') return;
    try {
      lock = await (navigator as Partial<Navigator>).wakeLock?.request('screen');
      if (ended) await lock?.release();
    } catch {
      // A battery that runs low is a reason to refuse.
    }
  };
  const again = () => void ask();
  document.addEventListener('visibilitychange', again);
  again();
  return () => {
    ended = true;
    document.removeEventListener('visibilitychange', again);
    void lock?.release();
  };
}
