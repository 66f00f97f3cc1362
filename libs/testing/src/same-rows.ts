import { deepEqual, ok } from 'node:assert/strict';
import fc from 'fast-check';

/** What one way of writing down a fact has left. */
export interface Written {
  /** Ids and other texts that only this run has, by what they are: the same in both ways. */
  readonly names: Readonly<Record<string, string>>;
  /** Rows by table; each table has some. */
  readonly rows: Readonly<Record<string, readonly object[]>>;
}

export interface SameRowsOptions<F> {
  readonly facts: fc.Arbitrary<F>;
  /** Writes the fact down about things of its own, and reads what is there then. */
  readonly statement: (fact: F) => Promise<Written>;
  readonly transaction: (fact: F) => Promise<Written>;
  /** Fields, at any depth, that hold the moment of writing. */
  readonly moments: readonly string[];
  readonly numRuns: number;
}

/**
 * Proves that the one-statement way and the transaction way of writing down a fact leave the same
 * rows, whatever the fact is.
 *
 * @throws Error with the smallest fact for which they differ
 */
export async function assertSameRows<F>(options: SameRowsOptions<F>): Promise<void> {
  const { facts, statement, transaction, moments, numRuns } = options;
  const left = async (way: Promise<Written>) => comparable(await way, moments);
  await fc.assert(
    fc.asyncProperty(facts, async (fact) => {
      // One after the other: both may need what only one can have, as a slot.
      const byStatement = await left(statement(fact));
      deepEqual(await left(transaction(fact)), byStatement);
    }),
    { numRuns },
  );
}

function comparable({ names, rows }: Written, moments: readonly string[]): unknown {
  for (const [table, found] of Object.entries(rows)) ok(found.length > 0, `no row of ${table}`);
  const text = JSON.stringify(rows, (field, value: unknown) => {
    if (moments.includes(field)) return undefined;
    return typeof value === 'bigint' ? String(value) : value;
  });
  const renamed = Object.entries(names).reduce(
    (whole, [name, value]) => whole.replaceAll(value, `<${name}>`),
    text,
  );
  return JSON.parse(renamed);
}
