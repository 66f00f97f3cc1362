/** What several sources give, as it comes, so many of them at a time. */
export async function* merged<T>(
  sources: readonly (() => AsyncIterable<T>)[],
  atOnce: number,
): AsyncGenerator<T> {
  const waiting = [...sources];
  const open = new Map<AsyncIterator<T>, Promise<Given<T>>>();
  const ask = (source: AsyncIterator<T>) => {
    const given = source.next().then((result) => ({ source, result }));
    given.catch(() => undefined); // whoever waits for it gets it
    open.set(source, given);
  };
  const begin = () => {
    const next = waiting.shift();
    if (next) ask(next()[Symbol.asyncIterator]());
  };
  for (let begun = 0; begun < atOnce; begun += 1) begin();
  try {
    while (open.size > 0) {
      const { source, result } = await Promise.race([...open.values()]);
      if (result.done) {
        open.delete(source);
        begin();
      } else {
        ask(source);
        yield result.value;
      }
    }
  } finally {
    await Promise.allSettled([...open.keys()].map(async (source) => source.return?.()));
  }
}

interface Given<T> {
  readonly source: AsyncIterator<T>;
  readonly result: IteratorResult<T>;
}
