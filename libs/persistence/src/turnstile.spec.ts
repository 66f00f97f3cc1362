import { expect, it } from 'vitest';
import { Turnstile } from './turnstile.ts';

/** Work that ends when it is told to. */
const held = () => Promise.withResolvers<string>();

it('lets so many through at once, the others in the order in which they came', async () => {
  const turnstile = new Turnstile(2, 5_000);
  const works = [held(), held(), held(), held()];
  const begun: number[] = [];
  const done = works.map(({ promise }, n) =>
    turnstile.pass(() => {
      begun.push(n);
      return promise;
    }),
  );
  await Promise.resolve();
  expect(begun).toEqual([0, 1]);
  works[1]!.resolve('one');
  expect(await done[1]).toBe('one');
  expect(begun).toEqual([0, 1, 2]);
  for (const { resolve } of works) resolve('all');
  await Promise.all(done);
  expect(begun).toEqual([0, 1, 2, 3]);
});

it('sends away whose turn does not come, and gives its turn to the next', async () => {
  const turnstile = new Turnstile(1, 20);
  const first = held();
  const busy = turnstile.pass(() => first.promise);
  const late = turnstile.pass(() => Promise.resolve('never'));
  await expect(late).rejects.toMatchObject({ status: 503, retryAfter: 2 });
  first.resolve('done');
  await busy;
  expect(await turnstile.pass(() => Promise.resolve('mine'))).toBe('mine');
});

it('is not blocked by work that fails', async () => {
  const turnstile = new Turnstile(1, 1_000);
  const failing = turnstile.pass(() => Promise.reject(new Error('oops')));
  const next = turnstile.pass(() => Promise.resolve('next'));
  await expect(failing).rejects.toThrow('oops');
  expect(await next).toBe('next');
});
