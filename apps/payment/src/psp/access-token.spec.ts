import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AccessToken, LentToken } from './access-token.ts';
import { PspRefused, PspUncertain } from './psp.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

let lent = 0;
const stale = new Error('stale');
const isStale = (error: unknown) => error === stale;
const open = (expires_in = 3_600) => {
  lent = 0;
  return new AccessToken(() => Promise.resolve({ access_token: `t${(lent += 1)}`, expires_in }));
};
const same = (token: string) => Promise.resolve(token);

it('lends one token to all who ask at once, and keeps it', async () => {
  const token = open();
  const asked = await Promise.all([1, 2, 3].map(() => token.use(same, isStale)));
  expect([...asked, await token.use(same, isStale)]).toEqual(['t1', 't1', 't1', 't1']);
  expect(lent).toBe(1);
});

it('lends another before the first one ends', async () => {
  const token = open(60);
  await token.use(same, isStale);
  vi.advanceTimersByTime(29_000);
  expect(await token.use(same, isStale)).toBe('t1');
  vi.advanceTimersByTime(2_000);
  expect(await token.use(same, isStale)).toBe('t2');
});

it('asks once more, and no more, with another when the psp no longer knows it', async () => {
  const token = open();
  const asked: string[] = [];
  const refuse = (used: string) => {
    asked.push(used);
    return Promise.reject(stale);
  };
  await expect(token.use(refuse, isStale)).rejects.toBe(stale);
  expect(asked).toEqual(['t1', 't2']);
  expect(await token.use(same, isStale)).toBe('t2');
});

it('throws any other error, and keeps the token', async () => {
  const token = open();
  const other = new Error('other');
  await expect(token.use(() => Promise.reject(other), isStale)).rejects.toBe(other);
  await token.use(same, isStale);
  expect(lent).toBe(1);
});

it('refuses nothing of what is asked where no token is lent', async () => {
  const refused = new PspRefused('invalid_client', undefined);
  const token = new AccessToken(() => Promise.reject(refused));
  const asked = token.use(same, isStale);
  await expect(asked).rejects.toThrow(PspUncertain);
  await expect(asked).rejects.toMatchObject({ keyIsSpent: false, cause: refused });
});

it('forgets a token that could not be had', async () => {
  const tries = [
    () => Promise.reject(stale),
    () => Promise.resolve({ access_token: 'a', expires_in: 60 }),
  ];
  const token = new AccessToken(() => tries.shift()!());
  await expect(token.use(same, () => false)).rejects.toBe(stale);
  expect(await token.use(same, isStale)).toBe('a');
});

it('reads what psps answer', () => {
  expect(LentToken.parse({ access_token: 'a' }).expires_in).toBe(3_600);
  expect(LentToken.parse({ access_token: 'a', expires_in: '7776000' }).expires_in).toBe(7_776_000);
  expect(LentToken.safeParse({ access_token: '' }).success).toBe(false);
});
