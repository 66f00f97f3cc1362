/**
 * Makes a source of metrics that may be asked at every scrape: its result is cached for
 * `freshMs`, and it is not waited for longer than `timeoutMs`. One that fails says nothing, so that
 * the other metrics of the page are shown all the same.
 */
export function cachedForScrape<T>(
  ask: () => Promise<T>,
  { freshMs = 3_000, timeoutMs = 1_000 } = {},
): () => Promise<T | undefined> {
  let at = -Infinity;
  let answer: Promise<T | undefined> = Promise.resolve(undefined);
  return () => {
    if (performance.now() - at > freshMs) {
      at = performance.now();
      const late = new Promise<undefined>((resolve) => {
        setTimeout(resolve, timeoutMs, undefined).unref();
      });
      answer = Promise.race([ask().catch(() => undefined), late]);
    }
    return answer;
  };
}
