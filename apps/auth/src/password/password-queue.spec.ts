import { authErrors } from '@edu/contracts-auth';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Standing } from '../throttle/throttle.service.ts';
import { PasswordQueue } from './password-queue.ts';

/** How long a comparison takes. */
const COMPARES_MS = 40;
const busy = { code: authErrors.busy.code, status: 503 };

let queue: PasswordQueue;
/** Whose turn it was, and when. */
let begun: [string, number][];
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  queue = new PasswordQueue(1);
  begun = [];
});
afterEach(() => vi.useRealTimers());

function comparison(name: string): () => Promise<string> {
  const asked = performance.now();
  return async () => {
    begun.push([name, performance.now() - asked]);
    await new Promise((resolve) => setTimeout(resolve, COMPARES_MS));
    return name;
  };
}
const ask = (standing: Standing, name: string = standing) =>
  queue.compare(comparison(name), standing);
const names = () => begun.map(([name]) => name);
const after = (ms: number) => vi.advanceTimersByTimeAsync(ms);

it('lets who is known go first, and of them who has signed in there before', async () => {
  const asked = (['strange', 'strange', 'strange', 'known', 'own'] as const).map((one) => ask(one));
  await after(1_000);
  await Promise.all(asked);
  expect(names()).toEqual(['strange', 'own', 'known', 'strange', 'strange']);
});

it('lets new passwords wait for who is known, and for as long', async () => {
  const first = ask('known', 'first');
  const set = Array.from({ length: 30 }, () => queue.set(comparison('set')));
  const known = ask('known');
  await after(32 * COMPARES_MS);
  await Promise.all([first, known, ...set]);
  expect(names().slice(0, 3)).toEqual(['first', 'known', 'set']);
});

it('leaves half of the time to who is known while any of them sign in', async () => {
  const asked = Array.from({ length: 10 }, () => ask('strange'));
  const known = ask('known');
  await after(1_000);
  await Promise.all([...asked, known]);
  const times = begun.filter(([name]) => name === 'strange').map(([, ms]) => ms);
  const apart = times.slice(1).map((ms, n) => ms - times[n]!);
  expect(apart).toEqual(Array(9).fill(2 * COMPARES_MS));
  expect(names()[1]).toBe('known');
});

it('leaves nobody time that nobody wants', async () => {
  const asked = Array.from({ length: 10 }, () => ask('strange'));
  await after(10 * COMPARES_MS);
  expect(await Promise.all(asked)).toHaveLength(10);
});

it('refuses strangers soon, and lets who is known wait', async () => {
  const strangers = Array.from({ length: 40 }, (_, n) => ask('strange', `${n}`));
  const refused = Promise.allSettled(strangers);
  await after(751);
  await after(COMPARES_MS);
  const ended = await refused;
  const isRefused = ended.map(({ status }) => status === 'rejected');
  expect(isRefused.indexOf(true)).toBe(Math.ceil(750 / COMPARES_MS));
  expect(ended.at(-1)).toMatchObject({ reason: busy });
  const known = Array.from({ length: 50 }, () => ask('known'));
  await after(50 * COMPARES_MS + 1);
  expect(await Promise.all(known)).toHaveLength(50);
});

it('has room for so many of each, and none of strangers takes that of who is known', async () => {
  const strangers = Array.from({ length: 60 }, () => ask('strange'));
  const ended = Promise.allSettled(strangers);
  expect(ask('own')).toBeInstanceOf(Promise);
  await after(3_000);
  expect((await ended).slice(51).map(({ status }) => status)).toEqual(Array(9).fill('rejected'));
  expect(names()).toContain('own');
});
