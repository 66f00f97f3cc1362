import { newId } from '@edu/contract-kit';
import { createTestDatabase, testPool } from '@edu/testing';
import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { audit } from './audit.ts';
import { ANONYMOUS, servicePrincipal, userPrincipal } from './principal.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
/** As the service: with its role, in its schema. */
let pool: pg.Pool;

beforeAll(async () => {
  database = await createTestDatabase('booking');
  pool = testPool({ connectionString: database.runtimeUrl, max: 1 });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const tx = {
  execute: async (sql: string, ...values: unknown[]) =>
    (await pool.query(sql, values)).rowCount ?? 0,
};

it('writes who did what to what, each kind of principal in its way', async () => {
  const actor = { userId: newId(), sessionId: newId(), roles: [], locale: 'fr' } as const;
  const subject = { kind: 'account', id: newId() };
  const requestId = newId();
  const principals = [userPrincipal(actor), servicePrincipal('admin'), ANONYMOUS];
  for (const principal of principals) {
    await audit(tx, { principal, action: 'account.suspended', subject, requestId });
  }
  await audit(tx, {
    principal: ANONYMOUS,
    action: 'account.login_failed',
    subject: { kind: 'account' },
    details: { tries: 3 },
  });
  const { rows } = await pool.query(
    `SELECT action, actor_kind, actor_id, session_id, subject_id, request_id, details
     FROM audit_log ORDER BY id`,
  );
  const suspended = {
    action: 'account.suspended',
    subject_id: subject.id,
    request_id: requestId,
    details: {},
  };
  const { userId, sessionId } = actor;
  expect(rows).toEqual([
    { ...suspended, actor_kind: 'user', actor_id: userId, session_id: sessionId },
    { ...suspended, actor_kind: 'service', actor_id: 'admin', session_id: null },
    { ...suspended, actor_kind: 'anonymous', actor_id: null, session_id: null },
    {
      action: 'account.login_failed',
      actor_kind: 'anonymous',
      actor_id: null,
      session_id: null,
      subject_id: null,
      request_id: null,
      details: { tries: 3 },
    },
  ]);
});

it.each(['UPDATE audit_log SET action = $1', 'DELETE FROM audit_log WHERE action = $1'])(
  'is not the service’s to change: %s',
  async (sql) => {
    await expect(pool.query(sql, ['account.suspended'])).rejects.toMatchObject({ code: '42501' });
  },
);

it('refuses TRUNCATE by the service', async () => {
  await expect(pool.query('TRUNCATE audit_log')).rejects.toMatchObject({ code: '42501' });
});
