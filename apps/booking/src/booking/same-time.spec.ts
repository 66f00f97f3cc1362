import { setImmediate as turn } from 'node:timers/promises';
import { beforeEach, expect, it } from 'vitest';
import type { StoredAnswer } from '@edu/persistence';
import { SameTime } from './same-time.ts';

type Verdict = Awaited<ReturnType<Parameters<SameTime['decide']>[2]>>;

const STORED: StoredAnswer = { request_hash: 'h', response: { id: 'b' } };

let sameTime: SameTime;
/** Who has asked the database for itself, in order. */
let asked: string[];
/** Ends the question of one of them. */
let answers: Map<string, (verdict: Verdict | Error) => void>;
/** Keys that have been used before. */
let used: Set<string>;
let lookups: number;

beforeEach(() => {
  [asked, answers, used, lookups] = [[], new Map(), new Set(), 0];
  const query = async (_: unknown, { keys }: { keys: string }) => {
    lookups++;
    const given = JSON.parse(keys) as { position: number; key: string }[];
    const known = given.filter(({ key }) => used.has(key));
    return known.map(({ position }) => ({ position, stored: STORED }));
  };
  sameTime = new SameTime({ query } as never);
});

function wants(name: string, time = '9 to 10'): Promise<string> {
  const ask = () => {
    asked.push(name);
    return new Promise<Verdict>((resolve, reject) => {
      answers.set(name, (verdict) =>
        verdict instanceof Error ? reject(verdict) : resolve(verdict),
      );
    });
  };
  const key = { actorId: name, route: 'booking.create', key: name };
  return sameTime.decide(time, key, ask).then(
    ({ outcome }) => outcome,
    (error: Error) => error.message,
  );
}

async function settles(name: string, outcome: Verdict['outcome'] | Error): Promise<void> {
  answers.get(name)!(
    outcome instanceof Error ? outcome : { outcome, stored: null, retry_at: null },
  );
  await turn();
}

it('lets the first of those who waited ask for all of them', async () => {
  const first = wants('a');
  const others = ['b', 'c', 'd'].map((name) => wants(name));
  expect(asked).toEqual(['a']);
  await settles('a', 'created');
  expect(asked).toEqual(['a', 'b']);
  await settles('b', 'slot_taken');
  expect(await Promise.all([first, ...others])).toEqual([
    'created',
    ...['slot_taken', 'slot_taken', 'slot_taken'],
  ]);
  expect(asked).toEqual(['a', 'b']);
});

it('gives nobody an answer that was asked for before they came', async () => {
  const early = [wants('a'), wants('b')];
  await settles('a', 'created');
  const late = wants('c'); // while b asks
  await settles('b', 'slot_taken');
  expect(asked).toEqual(['a', 'b', 'c']);
  await settles('c', 'created'); // a was called off meanwhile
  expect([...(await Promise.all(early)), await late]).toEqual(['created', 'slot_taken', 'created']);
});

it('lets each ask for itself where the answer of the first is its own affair', async () => {
  const all = ['a', 'b', 'c', 'd'].map((name) => wants(name));
  await settles('a', 'learner_busy');
  await settles('b', 'too_many_holds');
  expect(asked).toEqual(['a', 'b', 'c', 'd']);
  await settles('c', 'created');
  await settles('d', 'slot_taken');
  expect(await Promise.all(all)).toEqual([
    ...['learner_busy', 'too_many_holds', 'created', 'slot_taken'],
  ]);
});

it('lets each ask for itself where the first fails, and the failure is its own', async () => {
  const all = ['a', 'b', 'c'].map((name) => wants(name));
  await settles('a', new Error('no database'));
  await settles('b', new Error('still none'));
  await settles('c', 'created');
  expect(await Promise.all(all)).toEqual(['no database', 'still none', 'created']);
});

it('finds what was answered to the same keys before, in one question', async () => {
  const all = ['a', 'b', 'c', 'd'].map((name) => wants(name));
  used.add('c');
  await settles('a', 'created');
  await settles('b', 'slot_taken');
  expect(await Promise.all(all)).toEqual(['created', 'slot_taken', 'replayed', 'slot_taken']);
  expect(lookups).toBe(1);
});

it('keeps other times apart, and remembers nothing of those that are settled', async () => {
  const both = [wants('a'), wants('b', '10 to 11')];
  expect(asked).toEqual(['a', 'b']);
  await settles('b', 'created');
  await settles('a', 'created');
  await Promise.all(both);
  const again = wants('c');
  expect(asked).toEqual(['a', 'b', 'c']);
  await settles('c', 'slot_taken');
  expect(await again).toBe('slot_taken');
});
