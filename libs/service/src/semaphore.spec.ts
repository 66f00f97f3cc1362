import { expect, it } from 'vitest';
import { Semaphore } from './semaphore.ts';

/** A task that ends when the test says so. */
const held = () => Promise.withResolvers<string>();

it('runs at most `limit` tasks, the others in the order in which they came', async () => {
  const semaphore = new Semaphore({ limit: 2, timeoutMs: 5_000 });
  const tasks = [held(), held(), held(), held()];
  const begun: number[] = [];
  const done = tasks.map(({ promise }, n) =>
    semaphore.run(() => {
      begun.push(n);
      return promise;
    }),
  );
  await Promise.resolve();
  expect(begun).toEqual([0, 1]);
  tasks[1]!.resolve('one');
  expect(await done[1]).toBe('one');
  expect(begun).toEqual([0, 1, 2]);
  for (const { resolve } of tasks) resolve('all');
  await Promise.all(done);
  expect(begun).toEqual([0, 1, 2, 3]);
});

it('fails a task whose turn does not come in time, and gives its turn to the next', async () => {
  const semaphore = new Semaphore({ limit: 1, timeoutMs: 20 });
  const first = held();
  const busy = semaphore.run(() => first.promise);
  const late = semaphore.run(() => Promise.resolve('never'));
  await expect(late).rejects.toMatchObject({ status: 503, retryAfter: 2 });
  first.resolve('done');
  await busy;
  expect(await semaphore.run(() => Promise.resolve('mine'))).toBe('mine');
});

it('lets a task wait for as long as it wants to, and no longer', async () => {
  const semaphore = new Semaphore({ limit: 1, timeoutMs: 60_000 });
  const first = held();
  const busy = semaphore.run(() => first.promise);
  const patient = semaphore.run(() => Promise.resolve('patient'));
  const hasty = semaphore.run(() => Promise.resolve('hasty'), { timeoutMs: 20 });
  await expect(hasty).rejects.toMatchObject({ status: 503 });
  first.resolve('done');
  await busy;
  expect(await patient).toBe('patient');
  expect(semaphore.idle).toBe(true);
});

it('lets at most `maxWaiting` tasks wait, and refuses the rest with its own error', async () => {
  class Full extends Error {}
  const refusal = () => new Full();
  const semaphore = new Semaphore({ limit: 2, timeoutMs: 5_000, maxWaiting: 5, refusal });
  const task = () => new Promise((resolve) => setTimeout(resolve, 5));
  const results = await Promise.allSettled(Array.from({ length: 10 }, () => semaphore.run(task)));
  expect(results.slice(0, 7).every(({ status }) => status === 'fulfilled')).toBe(true);
  for (const refused of results.slice(7)) {
    expect(refused.status === 'rejected' && refused.reason).toBeInstanceOf(Full);
  }
});

it('gives the place on after a task that failed', async () => {
  const semaphore = new Semaphore({ limit: 1, timeoutMs: 1_000 });
  const failing = semaphore.run(() => Promise.reject(new Error('oops')));
  const next = semaphore.run(() => Promise.resolve('next'));
  await expect(failing).rejects.toThrow('oops');
  expect(await next).toBe('next');
});

it('lets those of a higher priority go before those who wait, in their own order', async () => {
  const semaphore = new Semaphore({ limit: 1, timeoutMs: 5_000 });
  const first = held();
  const begun: string[] = [];
  const run = (name: string, priority = 0) =>
    semaphore.run(() => Promise.resolve(begun.push(name)), { priority });
  const busy = semaphore.run(() => first.promise);
  const done = [
    ...[run('stranger'), run('known', 2), run('half known', 1), run('another')],
    ...[run('also known', 2), run('also half known', 1)],
  ];
  first.resolve('done');
  await Promise.all([busy, ...done]);
  const [high, middle] = [
    ['known', 'also known'],
    ['half known', 'also half known'],
  ];
  expect(begun).toEqual([...high, ...middle, 'stranger', 'another']);
});

it('where no more may wait, the last of a lower priority makes room', async () => {
  const semaphore = new Semaphore({ limit: 1, timeoutMs: 5_000, maxWaiting: 2 });
  const first = held();
  const run = (name: string, priority = 0) =>
    semaphore.run(() => Promise.resolve(name), { priority });
  const busy = semaphore.run(() => first.promise);
  const waiting = [run('half known', 1), run('stranger'), run('another')];
  const known = [run('known', 2), run('also known', 2), run('too late', 2)];
  first.resolve('done');
  await busy;
  const outcome = (runs: Promise<string>[]) =>
    Promise.allSettled(runs).then((all) => all.map(({ status }) => status));
  expect(await outcome(waiting)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(await outcome(known)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  expect(semaphore.idle).toBe(true);
});
