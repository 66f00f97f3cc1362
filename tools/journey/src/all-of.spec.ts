import { expect, it } from 'vitest';
import { allOf } from './all-of.ts';

it('ends when the last has ended, with the failure of the first that failed', async () => {
  const { promise: slow, resolve: end } = Promise.withResolvers<void>();
  let isOver = false;
  const failing = Promise.reject(new Error('a kill failed'));
  const all = allOf(slow, failing, Promise.reject(new Error('another'))).finally(() => {
    isOver = true;
  });
  const caught = all.catch((error: unknown) => error);
  await new Promise((resolve) => setImmediate(resolve));
  expect(isOver).toBe(false);
  end();
  expect(await caught).toMatchObject({ message: 'a kill failed' });
});

it('ends well where all do', async () => {
  await expect(allOf(Promise.resolve(1), Promise.resolve())).resolves.toBeUndefined();
});
