import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '@edu/testing';
import { steps } from './back-off.ts';
import { WorkHarness, type Replica } from './work.harness.ts';
import type { Claimed, WorkOptions } from './work-queue.ts';
import { workStatements } from './work-queue.sql.ts';

interface Task extends Claimed {
  readonly n: number;
}

const CLAIM_MS = 10_000;
const RETRY_MS = 60_000;

let harness: WorkHarness;

beforeAll(async () => {
  harness = await WorkHarness.start();
});
afterAll(() => harness.stop());
beforeEach(() => harness.sql.query('TRUNCATE task'));

const insert = (count: number, more = '') =>
  harness.sql.query(`INSERT INTO task (n${more && ', due_at'})
    SELECT n${more && `, ${more}`} FROM generate_series(1, ${count}) AS n`);
/** As if that much time had passed for a row that is claimed or waits for another attempt. */
const pass = (ms: number) =>
  harness.sql.query(`UPDATE task SET due_at = due_at - $1 * interval '1 millisecond'`, [ms]);
const finish = (id: string, status = 'done') =>
  harness.sql.query(`UPDATE task SET status = $2, due_at = NULL WHERE id = $1`, [id, status]);
const rows = async () =>
  (
    await harness.sql.query<{
      n: number;
      status: string;
      attempts: number;
      failure: string | null;
    }>('SELECT n, status, attempts, failure FROM task ORDER BY n')
  ).rows;
const tasks = (work: WorkOptions<Task>['work'], more: Partial<WorkOptions<Task>> = {}) => ({
  name: 'tasks',
  table: 'task',
  where: "status = 'open'",
  columns: ['n'],
  claimMs: CLAIM_MS,
  retryAfterMs: steps(RETRY_MS),
  failure: 'failure',
  reasonOf: (error: unknown) => (error as Error).message,
  ...more,
  work,
});
const metric = async ({ registry }: Replica, name: string, labels: object) => {
  const found = (await registry.getMetricsAsJSON()).find((one) => one.name === name);
  const values = found?.values as { value: number; labels: object }[] | undefined;
  return values?.find((one) => expect.objectContaining(labels).asymmetricMatch(one.labels))?.value;
};

describe('two replicas on one queue', () => {
  it('work on each row once', async () => {
    await insert(200);
    const worked: number[] = [];
    const work = async ({ id, n }: Task) => {
      worked.push(n);
      await finish(id);
    };
    const queues = [1, 2].map(() => harness.replica().work.queue(tasks(work)));
    await Promise.all(queues.flatMap((queue) => [queue.drain(), queue.drain()]));
    expect(worked.sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, n) => n + 1));
    expect(
      (await rows()).every(({ status, attempts }) => status === 'done' && attempts === 1),
    ).toBe(true);
  });

  it('work on a row once when both claim it at the same time', async () => {
    await insert(1);
    const { rows: found } = await harness.sql.query<{ id: string }>('SELECT id FROM task');
    let worked = 0;
    const queues = [1, 2].map(() =>
      harness.replica().work.queue(tasks(async ({ id }) => (worked++, void (await finish(id))))),
    );
    await Promise.all(Array.from({ length: 40 }, (_, n) => queues[n % 2]!.take(found[0]!.id)));
    expect(worked).toBe(1);
  });

  it('claim in one statement what is taken at once, and work on each of it once', async () => {
    await insert(5);
    const { rows: found } = await harness.sql.query<{ id: string }>('SELECT id FROM task');
    const worked: string[] = [];
    const queue = harness.replica().work.queue(tasks(async ({ id }) => void worked.push(id)));
    const ids = found.map(({ id }) => id);
    await Promise.all([...ids, ...ids].map((id) => queue.take(id)));
    expect(worked.sort()).toEqual(ids.sort());
    const { rows: claims } = await harness.sql.query('SELECT DISTINCT xmin::text FROM task');
    expect(claims).toHaveLength(1);
  });

  it('take over the rows of a crashed process when its claim runs out', async () => {
    await insert(1);
    const crashed = harness.replica().work.queue(tasks(() => new Promise(() => undefined)));
    void crashed.drain();
    await eventually(async () => expect(await rows()).toMatchObject([{ attempts: 1 }]));
    const seen: number[] = [];
    const other = harness.replica().work.queue(
      tasks(async ({ id, attempts }) => {
        seen.push(attempts);
        await finish(id);
      }),
    );
    await other.drain();
    expect(seen).toEqual([]);
    await pass(CLAIM_MS);
    await other.drain();
    expect(seen).toEqual([2]);
  });

  it('ignore the late failure of a process whose claim was taken over', async () => {
    await insert(1);
    const late = Promise.withResolvers<void>();
    const first = harness.replica().work.queue(tasks(() => late.promise));
    const failing = first.drain();
    await eventually(async () => expect(await rows()).toMatchObject([{ attempts: 1 }]));
    await pass(CLAIM_MS);
    const second = Promise.withResolvers<void>();
    const taking = harness
      .replica()
      .work.queue(tasks(() => second.promise))
      .drain();
    await eventually(async () => expect(await rows()).toMatchObject([{ attempts: 2 }]));
    late.reject(new Error('late'));
    await failing;
    expect(await rows()).toMatchObject([{ attempts: 2, failure: null }]);
    second.resolve();
    await taking;
  });
});

describe('a row whose work fails', () => {
  it('is due again after its back-off, with the reason stored', async () => {
    await insert(1);
    let fails = true;
    const queue = harness.replica().work.queue(
      tasks(async ({ id }) => {
        if (fails) throw new Error('smtp 451');
        await finish(id);
      }),
    );
    await queue.drain();
    expect(await rows()).toEqual([{ n: 1, status: 'open', attempts: 1, failure: 'smtp 451' }]);
    fails = false;
    await queue.drain();
    expect(await rows()).toMatchObject([{ status: 'open', attempts: 1 }]);
    await pass(RETRY_MS);
    await queue.drain();
    expect(await rows()).toMatchObject([{ status: 'done', attempts: 2 }]);
  });

  it('holds up no other row', async () => {
    await insert(20);
    const queue = harness
      .replica()
      .work.queue(
        tasks(({ id, n }) =>
          n % 2 ? Promise.reject(new Error('odd')) : finish(id).then(() => undefined),
        ),
      );
    await queue.drain();
    expect((await rows()).filter(({ status }) => status === 'done')).toHaveLength(10);
  });

  it.each([
    ['after so many failures', new Error('down'), 3],
    ['at once when another attempt would only repeat it', new Error('refused'), 1],
  ])('is given up %s, counted and logged', async (_when, error, attempts) => {
    await insert(1);
    const replica = harness.replica();
    const queue = replica.work.queue(
      tasks(() => Promise.reject(error), {
        retryAfterMs: steps(1),
        giveUp: {
          after: 3,
          final: (failure) => (failure as Error).message === 'refused',
          write: ({ id }) => finish(id, 'failed'),
        },
      }),
    );
    await eventually(async () => {
      await queue.drain();
      expect(await rows()).toMatchObject([{ status: 'failed', attempts }]);
    });
    await queue.drain();
    const count = (result: string) =>
      metric(replica, 'edu_work_rows_total', { queue: 'tasks', result });
    expect(await count('given_up')).toBe(1);
    expect(await count('failed')).toBe(attempts - 1);
    expect(replica.logged.at(-1)).toMatchObject({
      level: 'error',
      text: 'work given up',
      fields: { job: 'tasks', attempts, err: error },
    });
  });

  it('is given up when every attempt ended with its process', async () => {
    await insert(1);
    await harness.sql.query('UPDATE task SET attempts = 3');
    const errors: unknown[] = [];
    const queue = harness.replica().work.queue(
      tasks(() => expect.unreachable('there was one attempt too many'), {
        giveUp: {
          after: 3,
          write: async ({ id }, error) => {
            errors.push(error);
            await finish(id, 'failed');
          },
        },
      }),
    );
    await queue.drain();
    expect(errors).toEqual([undefined]);
    expect(await rows()).toMatchObject([{ status: 'failed' }]);
  });
});

it('a row whose work returns "again" is worked on again, without a failure', async () => {
  await insert(1);
  const replica = harness.replica();
  const queue = replica.work.queue(
    tasks(
      async ({ id, attempts }) => {
        if (attempts < 5) return 'again';
        await finish(id);
        return undefined;
      },
      { retryAfterMs: steps(1), giveUp: { after: 100, write: ({ id }) => finish(id, 'failed') } },
    ),
  );
  await eventually(async () => {
    await queue.drain();
    expect(await rows()).toMatchObject([{ status: 'done', attempts: 5, failure: null }]);
  });
  const labels = { queue: 'tasks', result: 'again' };
  expect(await metric(replica, 'edu_work_rows_total', labels)).toBe(4);
});

it('takes a row in the moment in which it was written, however its time was rounded', async () => {
  const { claimDue } = workStatements({ table: 'task' });
  const client = await harness.sql.connect();
  const taken: (number | null)[] = [];
  // `now()` stands still in a transaction; half of its values are rounded up.
  for (let n = 0; n < 30; n++) {
    await client.query('BEGIN');
    await client.query('INSERT INTO task (n) VALUES (1)');
    const values = claimDue.bind({ claimMs: CLAIM_MS, limit: 10 });
    taken.push((await client.query(claimDue.text, values)).rowCount);
    await client.query('ROLLBACK');
  }
  client.release();
  expect(taken).toEqual(Array<number>(30).fill(1));
});

it('shows how many rows are due and for how long', async () => {
  await insert(3, "now() - interval '90 seconds'");
  await insert(2, "now() + interval '1 hour'");
  const replica = harness.replica();
  replica.work.queue(tasks(() => Promise.resolve()));
  expect(await metric(replica, 'edu_work_due', { queue: 'tasks' })).toBe(3);
  const oldest = await metric(replica, 'edu_work_oldest_seconds', { queue: 'tasks' });
  expect(oldest).toBeGreaterThan(89);
  expect(oldest).toBeLessThan(120);
});

describe('a table with its own due column', () => {
  const expiring = (work: WorkOptions<Task>['work'], replica = harness.replica()) =>
    replica.work.queue(tasks(work, { firstDueAt: 'expires_at' }));
  const expiries = async () =>
    (
      await harness.sql.query(
        'SELECT n, attempts, expires_at <= now() AS over FROM task ORDER BY n',
      )
    ).rows;
  beforeEach(() =>
    harness.sql.query(`INSERT INTO task (n, due_at, expires_at)
      SELECT n, NULL, now() + (n - 2) * interval '1 hour' FROM generate_series(1, 3) AS n`),
  );

  it('has them worked on from then on, and keeps its column', async () => {
    const seen: number[] = [];
    await expiring(async ({ id, n }) => {
      seen.push(n);
      await finish(id);
    }).drain();
    expect(seen.sort()).toEqual([1, 2]);
    expect(await expiries()).toEqual([
      { n: 1, attempts: 1, over: true },
      { n: 2, attempts: 1, over: true },
      { n: 3, attempts: 0, over: false },
    ]);
  });

  it('has one that is claimed or failed left alone for a while', async () => {
    let fails = true;
    const replica = harness.replica();
    const work = async ({ id }: Task) => {
      if (fails) throw new Error('not now');
      await finish(id);
    };
    const queue = expiring(work, replica);
    const oldest = await metric(replica, 'edu_work_oldest_seconds', { queue: 'tasks' });
    expect(oldest).toBeGreaterThan(3_599);
    await queue.drain();
    fails = false;
    await expiring(work).drain();
    expect(await expiries()).toMatchObject([{ attempts: 1 }, { attempts: 1 }, { attempts: 0 }]);
    await pass(RETRY_MS);
    await queue.drain();
    expect(await expiries()).toMatchObject([{ attempts: 2 }, { attempts: 2 }, { attempts: 0 }]);
    expect((await rows()).map(({ status }) => status)).toEqual(['done', 'done', 'open']);
  });
});

it('is looked at by itself, and at once when woken', async () => {
  const { work, scheduler } = harness.replica();
  const wake = work.follow({
    ...tasks(async ({ id }) => void (await finish(id))),
    everyMs: 60_000,
  });
  scheduler.onApplicationBootstrap();
  await sleep(100);
  await insert(1);
  wake();
  await eventually(async () => expect(await rows()).toMatchObject([{ status: 'done' }]));
  await scheduler.beforeApplicationShutdown();
});

describe('several queues of a service', () => {
  it('are looked at in one statement while nothing is due', async () => {
    const { work, scheduler, pool } = harness.replica();
    for (let n = 0; n < 9; n++) {
      work.follow({ ...tasks(() => Promise.resolve()), name: `tasks ${n}`, everyMs: 100 });
    }
    scheduler.onApplicationBootstrap();
    await sleep(200); // each has looked for itself at the start
    let statements = 0;
    pool.on('acquire', () => statements++);
    await sleep(1_000);
    await scheduler.beforeApplicationShutdown();
    expect(statements).toBeGreaterThan(2);
    expect(statements).toBeLessThanOrEqual(10);
  });

  it('that have something due have it done, and no others run', async () => {
    const { work, scheduler, registry } = harness.replica();
    const seen: string[] = [];
    const follow = (name: string, more: Partial<WorkOptions<Task>>) => {
      const run = async ({ id }: Task) => (seen.push(name), void (await finish(id)));
      work.follow({ ...tasks(run, { where: `status = '${name}'`, ...more }), name, everyMs: 100 });
    };
    for (const name of ['none', 'due', 'still']) follow(name, {});
    follow('expiring', { firstDueAt: 'expires_at' });
    scheduler.onApplicationBootstrap();
    await sleep(200);
    await harness.sql.query(`INSERT INTO task (n, status, due_at, expires_at) VALUES
      (1, 'due', now(), NULL), (2, 'still', now() + interval '1 hour', NULL),
      (3, 'expiring', NULL, now()), (4, 'expiring', NULL, now() + interval '1 hour')`);
    await eventually(() => expect(seen.toSorted()).toEqual(['due', 'expiring']));
    await scheduler.beforeApplicationShutdown();
    const text = await registry.getSingleMetricAsString('edu_job_duration_seconds');
    const runs = (job: string) =>
      new RegExp(`_count\\{job="${job}",result="done"\\} (\\d+)`).exec(text)?.[1];
    expect(['none', 'due', 'still', 'expiring'].map(runs)).toEqual([
      undefined,
      '1',
      undefined,
      '1',
    ]);
  });
});
