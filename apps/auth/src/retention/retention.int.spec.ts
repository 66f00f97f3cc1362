import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  NATS_HEADER,
  newId,
  platformErrors,
  type RetentionRun,
  type Role,
} from '@edu/contract-kit';
import { authEvents, authRpc, RETAINING_SERVICES } from '@edu/contracts-auth';
import { contracts } from '@edu/contracts-registry';
import { eventually, type TestActor } from '@edu/testing';
import { asActor, byPasskey, PASSWORD, startAuth, type TestAuth } from '../auth.harness.ts';
import { PARTICIPANTS } from '../data-rights/participants.ts';

let auth: TestAuth;
let admin: TestActor;
/** Services that do not answer. */
let down: Set<string>;
/** Who asked a service for a run, by their tokens. */
let asked: { service: string; token: string | undefined }[];

const aRun = (): RetentionRun => ({
  ...{ id: newId(), state: 'waiting', percent: 0, message: '', deleted: [], askedBy: admin.userId },
  ...{ startedAt: new Date().toISOString(), endedAt: null, failure: null },
});

beforeAll(async () => {
  auth = await startAuth({ replicas: 2 });
  admin = await signIn('admin');
  for (const { service, beginRetention, listRetention } of PARTICIPANTS) {
    auth.fake(beginRetention, (_input, header) => {
      asked.push({ service, token: header(NATS_HEADER.actor) });
      return aRun();
    });
    auth.fake(listRetention, () => {
      if (down.has(service)) throw platformErrors.unavailable();
      return { items: [aRun()] };
    });
  }
});
beforeEach(async () => {
  [down, asked] = [new Set(), []];
  await auth.sql.query('TRUNCATE job');
});
afterAll(() => auth.stop());

async function signIn(role: Role): Promise<TestActor> {
  const email = `${newId()}@example.com`;
  const displayName = 'Somebody';
  await auth.call(authRpc.seedAccount, { role, email, password: PASSWORD, displayName });
  const address = { channel: 'email', email } as const;
  const tokens = await auth.call(authRpc.login, { address, password: PASSWORD });
  return asActor(await byPasskey(auth, tokens));
}
type Service = (typeof RETAINING_SERVICES)[number];
const run = (service: Service = 'auth', as = admin) =>
  auth.call(authRpc.runRetention, { service }, { as });
const all = async () => (await auth.call(authRpc.retentionRuns, {}, { as: admin })).items;
const own = async () => (await all()).find(({ service }) => service === 'auth')!.runs!;
const becomes = (state: string) =>
  eventually(async () => {
    const [latest] = await own();
    expect(latest?.state).toBe(state);
    return latest!;
  });
/** Challenges of passkeys: rows that nothing else needs. */
const plant = (count: number, expires: string) =>
  auth.sql.query(
    `INSERT INTO used_passkey_challenge (nonce, expires_at)
     SELECT gen_random_uuid()::text, now() + $2::interval FROM generate_series(1, $1)`,
    [count, expires],
  );
const left = async () => (await auth.sql.query('SELECT FROM used_passkey_challenge')).rowCount;
const logged = async (id: string) =>
  (
    await auth.sql.query<{ action: string; actor_id: string }>(
      'SELECT action, actor_id FROM audit_log WHERE subject_id = $1',
      [id],
    )
  ).rows;

it('is known of every service that keeps something of persons', () => {
  const keeping = contracts.filter(({ rpc }) => 'listUserData' in rpc).map((one) => one.service);
  expect([...RETAINING_SERVICES].sort()).toEqual([...keeping].sort());
  expect(['auth', ...PARTICIPANTS.map(({ service }) => service)].sort()).toEqual(
    [...RETAINING_SERVICES].sort(),
  );
});

describe('a run', () => {
  it('deletes what is over batch by batch and nothing else, and says how far it is', async () => {
    await auth.sql.query('TRUNCATE used_passkey_challenge');
    await plant(2_500, '-1 second');
    await plant(3, '1 hour');
    const { id, state, askedBy } = await run();
    expect({ state, askedBy }).toEqual({ state: 'waiting', askedBy: admin.userId });
    const done = await becomes('done');
    expect(done).toMatchObject({ id, percent: 100, failure: null });
    expect(done.deleted).toContainEqual({ what: 'used_passkey_challenge', rows: 2_500 });
    expect(done.endedAt! >= done.startedAt).toBe(true);
    expect(await left()).toBe(3);
    expect(await logged(id)).toEqual([{ action: 'retention.begun', actor_id: admin.userId }]);

    await auth.events.next(
      authEvents.retentionProgressed,
      (event) => event.jobId === id && event.state === 'done',
    );
    const said = auth.events.of(authEvents.retentionProgressed).filter(({ jobId }) => jobId === id);
    const percents = said.map(({ percent }) => percent);
    expect(percents).toEqual([...percents].sort((a, b) => a - b));
    const rows = done.deleted.reduce((sum, one) => sum + one.rows, 0);
    expect(said.at(-1)).toMatchObject({ percent: 100, rows });
  });

  it('is one at a time, whoever asks, and later another one', async () => {
    const other = await signIn('admin');
    // Nobody takes them meanwhile.
    const client = await auth.sql.connect();
    await client.query('BEGIN');
    await client.query('LOCK TABLE used_passkey_challenge IN ACCESS EXCLUSIVE MODE');
    const begun = await Promise.all([run(), run('auth', other), run(), run('auth', other)]);
    expect(new Set(begun.map(({ id }) => id)).size).toBe(1);
    await client.query('COMMIT');
    client.release();
    await becomes('done');
    expect(await logged(begun[0].id)).toHaveLength(1);
    expect((await run('auth', other)).id).not.toBe(begun[0].id);
    await becomes('done');
  });

  it('says why it cannot go on, has failed after some attempts, and is begun anew', async () => {
    await plant(1, '-1 second');
    await auth.sql.query(`
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '55006'; END $$;
      CREATE TRIGGER refuse BEFORE DELETE ON used_passkey_challenge EXECUTE FUNCTION refuse()`);
    const { id } = await run();
    await eventually(async () =>
      expect((await own())[0]).toMatchObject({ id, state: 'running', failure: '55006' }),
    );
    await auth.sql.query('UPDATE job SET attempts = 7, due_at = now() WHERE id = $1', [id]);
    const failed = await becomes('failed');
    expect(failed).toMatchObject({ id, failure: '55006', message: 'used_passkey_challenge' });
    expect(failed.endedAt).not.toBeNull();
    await auth.sql.query('DROP FUNCTION refuse CASCADE');
    await run();
    const done = await becomes('done');
    expect(done).toMatchObject({ failure: null });
    expect(done.id).not.toBe(id);
  });

  it('begins by itself when its time has come, as nobody’s, and in no audit log', async () => {
    await plant(1, '-1 second');
    await auth.sql.query(
      `UPDATE calendar_job SET (run_at, due_at) = (now(), now()) WHERE name = 'retention'`,
    );
    await eventually(async () => expect(await own()).toHaveLength(1));
    const done = await becomes('done');
    expect(done).toMatchObject({ askedBy: null, percent: 100 });
    expect(done.deleted).toContainEqual({ what: 'used_passkey_challenge', rows: 1 });
    expect(await logged(done.id)).toEqual([]);
  });

  it('of another service is asked for in the name of whoever asks', async () => {
    await run('booking');
    await run('payment');
    expect(asked).toEqual([
      { service: 'booking', token: admin.token },
      { service: 'payment', token: admin.token },
    ]);
    expect(await own()).toEqual([]);
  });
});

it('shows all services, and which of them does not answer', async () => {
  down.add('booking');
  const items = await all();
  expect(items.map(({ service }) => service).sort()).toEqual([...RETAINING_SERVICES].sort());
  for (const { service, runs } of items) {
    expect(runs === null, service).toBe(service === 'booking');
  }
});

it.each(['student', 'tutor', 'support', 'trust', 'finance'] as const)(
  'is nothing for a %s',
  async (role) => {
    const refused = { code: platformErrors.forbidden.code };
    const as = await signIn(role);
    await expect(run('auth', as)).rejects.toMatchObject(refused);
    await expect(auth.call(authRpc.retentionRuns, {}, { as })).rejects.toMatchObject(refused);
    expect(asked).toEqual([]);
  },
);

it('is of a service that there is', async () => {
  await expect(run('bookings' as Service)).rejects.toMatchObject({
    code: platformErrors.invalidInput.code,
  });
});
