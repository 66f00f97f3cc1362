import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { eventually } from '@edu/testing';
import { WorkHarness, type Replica } from './work.harness.ts';

let harness: WorkHarness;
let replicas: Replica[];
let runs: number;

beforeAll(async () => {
  harness = await WorkHarness.start();
});
afterAll(() => harness.stop());
beforeEach(async () => {
  await harness.sql.query('TRUNCATE calendar_job');
  replicas = [];
  runs = 0;
});
afterEach(stop);

const ZONE = 'Africa/Abidjan';
/** Half a day from now, so that no occurrence comes while the suite runs. */
const far = Temporal.Now.plainTimeISO(ZONE).add({ hours: 12 }).toString().slice(0, 5);
const later = Temporal.PlainTime.from(far).add({ minutes: 90 }).toString().slice(0, 5);
const DAILY = { name: 'pay out', at: far, zone: ZONE };

async function stop(): Promise<void> {
  await Promise.all(replicas.map(({ scheduler }) => scheduler.beforeApplicationShutdown()));
  replicas = [];
}
const start = (count: number, job = DAILY, run = () => Promise.resolve(void runs++)) => {
  replicas = Array.from({ length: count }, () => harness.replica());
  for (const { work, scheduler } of replicas) {
    work.daily({ ...job, run });
    scheduler.onApplicationBootstrap();
  }
};
const entry = async () =>
  (
    await harness.sql.query<{
      run_at: Date;
      due_at: Date;
      attempts: number;
      finished_at: Date | null;
    }>('SELECT run_at, due_at, attempts, finished_at FROM calendar_job')
  ).rows[0];
const entered = () => eventually(async () => expect(await entry()).toBeDefined());
/** As if the job had been waiting since then. */
const makeDue = (since: string) =>
  harness.sql.query(
    `UPDATE calendar_job SET (run_at, due_at) = (now() - $1::interval, now() - interval '1 second')`,
    [since],
  );

it('waits for its first occurrence', async () => {
  start(3);
  await entered();
  await sleep(100);
  expect(runs).toBe(0);
  const { run_at: next } = (await entry())!;
  expect(next.toISOString().slice(10)).toBe(`T${far}:00.000Z`);
  expect(next.getTime()).toBeGreaterThan(Date.now());
});

it('runs once over three replicas, and then the next day', async () => {
  start(3);
  await entered();
  await stop();
  await makeDue('1 second');
  start(3);
  await eventually(async () => expect((await entry())?.finished_at).not.toBeNull());
  await sleep(200);
  expect(runs).toBe(1);
  const { run_at, attempts } = (await entry())!;
  expect(run_at.getTime()).toBeGreaterThan(Date.now());
  expect(attempts).toBe(0);
});

it('that was missed for days runs once', async () => {
  start(1);
  await entered();
  await stop();
  await makeDue('5 days');
  start(2);
  await eventually(() => expect(runs).toBe(1));
  await stop();
  start(2);
  await sleep(200);
  expect(runs).toBe(1);
});

it('that fails is tried again later', async () => {
  start(1);
  await entered();
  await stop();
  await makeDue('1 second');
  start(2, DAILY, () => Promise.reject(new Error('the ledger is locked')));
  await eventually(async () => expect((await entry())?.attempts).toBe(1));
  await stop();
  const { due_at, finished_at } = (await entry())!;
  expect(finished_at).toBeNull();
  const waitMs = due_at.getTime() - Date.now();
  expect(waitMs).toBeGreaterThan(30_000);
  expect(waitMs).toBeLessThanOrEqual(61_000);
});

it('whose time was changed waits for the new one', async () => {
  start(1);
  await entered();
  await stop();
  await makeDue('1 second');
  start(1, { ...DAILY, at: later });
  await eventually(async () =>
    expect((await entry())?.run_at.toISOString().slice(10)).toBe(`T${later}:00.000Z`),
  );
  expect(runs).toBe(0);
});

it('with a time, a zone or a name that there is not stops the service from starting', () => {
  const { work } = harness.replica();
  const run = () => Promise.resolve();
  expect(() => work.daily({ ...DAILY, at: '25:00', run })).toThrow();
  expect(() => work.daily({ ...DAILY, zone: 'Africa/Atlantis', run })).toThrow();
  expect(() => work.daily({ ...DAILY, name: "pay' out", run })).toThrow('no name of a job');
});

it('that comes regularly runs when its time is over, once over three replicas, and again after that', async () => {
  const begin = (everyMs: number) => {
    replicas = Array.from({ length: 3 }, () => harness.replica());
    for (const { work, scheduler } of replicas) {
      const run = () => Promise.resolve(void runs++);
      work.regularly({ name: 'tidy up', everyMs, run });
      scheduler.onApplicationBootstrap();
    }
  };
  begin(600_000);
  await entered();
  await sleep(100);
  expect(runs).toBe(0);
  await stop();
  await makeDue('1 second');
  begin(600_000);
  await eventually(async () => expect((await entry())?.finished_at).not.toBeNull());
  await sleep(200);
  expect(runs).toBe(1);
  const waitMs = (await entry())!.run_at.getTime() - Date.now();
  expect(waitMs).toBeGreaterThan(590_000);
  expect(waitMs).toBeLessThanOrEqual(600_000);
});
