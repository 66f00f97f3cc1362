import { setImmediate as turn } from 'node:timers/promises';
import { beforeEach, expect, it } from 'vitest';
import { SharedRuns, type SharedRunsOptions } from './shared-runs.ts';

let runs: number[][];
let hold: PromiseWithResolvers<void> | undefined;

beforeEach(() => {
  runs = [];
  hold = undefined;
});

/** Answers with the double, and none of a run in which there is a negative number. */
const doubling = (options?: SharedRunsOptions) =>
  new SharedRuns<number, number>(async (asks) => {
    runs.push([...asks]);
    await hold?.promise;
    if (asks.some((ask) => ask < 0)) throw new Error(`no double of ${asks.join()}`);
    return asks.map((ask) => 2 * ask);
  }, options);
const all = (shared: SharedRuns<number, number>, ...asks: number[]) =>
  Promise.all(asks.map((ask) => shared.ask(ask)));

it('answers in one run those who ask in one turn, each with its own', async () => {
  const shared = doubling();
  expect(await all(shared, 1, 2, 3)).toEqual([2, 4, 6]);
  expect(await shared.ask(4)).toBe(8);
  expect(runs).toEqual([[1, 2, 3], [4]]);
});

it('lets those who come while it runs share the next run', async () => {
  hold = Promise.withResolvers();
  const shared = doubling();
  const first = shared.ask(1);
  await turn();
  const others = all(shared, 2, 3);
  await turn();
  expect(runs).toEqual([[1]]);
  hold.resolve();
  expect(await Promise.all([first, others])).toEqual([2, [4, 6]]);
  expect(runs).toEqual([[1], [2, 3]]);
});

it('waits for others for a while where that is asked for', async () => {
  const shared = doubling({ gatherMs: 20 });
  const first = shared.ask(1);
  await turn();
  expect(await Promise.all([first, shared.ask(2)])).toEqual([2, 4]);
  expect(runs).toEqual([[1, 2]]);
});

it('fails all who share a run, and answers the next', async () => {
  const shared = doubling();
  const results = await Promise.allSettled([shared.ask(1), shared.ask(-1)]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await shared.ask(2)).toBe(4);
  expect(runs).toEqual([[1, -1], [2]]);
});

it('apart, fails only those who cannot be answered', async () => {
  const shared = doubling({ apart: true });
  const results = await Promise.allSettled([shared.ask(1), shared.ask(-1), shared.ask(2)]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(runs).toEqual([[1, -1, 2], [1], [-1], [2]]);
});
