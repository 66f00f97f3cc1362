import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertSameRows, type Written } from './same-rows.ts';

let run = 0;
/** A way that writes what `rowsOf` says about a thing of its own. */
const way = (rowsOf: (n: number, id: string) => Written['rows']) => (n: number) => {
  const id = `thing-${++run}.`;
  return Promise.resolve({ names: { id }, rows: rowsOf(n, id) });
};
const thing = (n: number, id: string) => ({
  thing: [{ id, n: BigInt(n), data: { of: id, at: run } }],
});
const compare = (transaction: typeof thing | ((n: number, id: string) => Written['rows'])) =>
  assertSameRows({
    ...{ facts: fc.integer({ min: 0, max: 100 }), moments: ['at'], numRuns: 50 },
    statement: way(thing),
    transaction: way(transaction),
  });

describe('two ways of writing down a fact', () => {
  it('are the same but for ids and moments', async () => {
    await expect(compare(thing)).resolves.toBeUndefined();
  });

  it('differ when a row does, and the smallest fact is named', async () => {
    const outdated = (n: number, id: string) => (n > 7 ? thing(7, id) : thing(n, id));
    await expect(compare(outdated)).rejects.toThrow(/Counterexample: \[8\]/);
  });

  it('differ when one refers to another thing', async () => {
    await expect(compare((n) => thing(n, 'another'))).rejects.toThrow();
  });

  it('prove nothing when nothing was written', async () => {
    await expect(compare(() => ({ thing: [] }))).rejects.toThrow();
  });
});
