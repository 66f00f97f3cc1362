import { newId } from '@edu/contract-kit';
import { createTestDatabase, testPool } from '@edu/testing';
import type pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { audit } from './audit.ts';
import { verifyAuditLog } from './audit-chain.ts';
import { userPrincipal } from './principal.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
/** As the service, with several connections as it has them. */
let service: pg.Pool;
/** As whoever owns the server. */
let superuser: pg.Pool;

beforeEach(async () => {
  database = await createTestDatabase('booking');
  service = testPool({ connectionString: database.runtimeUrl, max: 8 });
  const options = '-c search_path=booking,extensions';
  superuser = testPool({ connectionString: database.adminUrl, options, max: 1 });
});
afterEach(async () => {
  await service.end();
  await superuser.end();
  await database.drop();
});

async function write(id = newId()): Promise<void> {
  const actor = { userId: newId(), sessionId: newId(), roles: [], locale: 'fr' } as const;
  await audit(
    { execute: async (sql, ...values) => (await service.query(sql, values)).rowCount ?? 0 },
    {
      principal: userPrincipal(actor),
      onBehalfOf: newId(),
      action: 'account.suspended',
      subject: { kind: 'account', id },
      reason: 'incident',
      requestId: newId(),
      details: { tries: 3, until: 'é' },
    },
  );
}
const many = (count: number) => Promise.all(Array.from({ length: count }, () => write()));
const verdict = () => verifyAuditLog((sql) => superuser.query(sql), 'booking');

describe('the audit log of a service', () => {
  it('is whole when nobody has touched it, however many write at once', async () => {
    expect(await verdict()).toEqual({ entries: 0, head: '0:', fault: undefined });
    await many(60);
    const { entries, head, fault } = await verdict();
    expect({ entries, fault }).toEqual({ entries: 60, fault: undefined });
    expect(head).toMatch(/^60:[0-9a-f]{64}$/);
  });

  it('has no place for an entry of a transaction that is taken back', async () => {
    await many(2);
    const client = await service.connect();
    await client.query('BEGIN');
    await client.query(
      `INSERT INTO audit_log (action, actor_kind, subject_kind) VALUES ('x', 'anonymous', 'y')`,
    );
    await client.query('ROLLBACK');
    client.release();
    await write();
    expect(await verdict()).toMatchObject({ entries: 3, fault: undefined });
  });

  it.each([
    ['who did it', `actor_id = gen_random_uuid()::text`],
    ['what', `action = 'account.reinstated'`],
    ['for whom', 'on_behalf_of = NULL'],
    ['why', `reason = 'corrected'`],
    ['when', `at = at - interval '1 hour'`],
    ['a detail', `details = details || '{"tries": 1}'`],
    ['its hash', `hash = sha256('')`],
  ])('names an entry in which a superuser changed %s', async (_what, change) => {
    await many(5);
    await superuser.query(`UPDATE audit_log SET ${change} WHERE position = 3`);
    expect((await verdict()).fault).toMatch(/^entry 3 \(id \d+\) was changed$/);
  });

  it('names the first of those that are missing', async () => {
    await many(5);
    await superuser.query('DELETE FROM audit_log WHERE position IN (2, 3)');
    expect((await verdict()).fault).toBe('entry 2 is missing');
  });

  it('says when the last ones are missing', async () => {
    await many(5);
    await superuser.query('DELETE FROM audit_log WHERE position >= 4');
    expect((await verdict()).fault).toBe('the last entries up to 5 are missing');
  });

  it('says when its head was moved', async () => {
    await many(5);
    await superuser.query(
      `UPDATE audit_head SET (position, hash) = (SELECT position, hash FROM audit_log WHERE position = 3)`,
    );
    expect((await verdict()).fault).toBe('the head is not the last entry');
  });

  it('names an entry that a superuser slipped in', async () => {
    await many(3);
    const { rows } = await superuser.query<{ id: string }>(
      `INSERT INTO audit_log (action, actor_kind, subject_kind) VALUES ('x', 'anonymous', 'y') RETURNING id`,
    );
    await many(2);
    const what = `the entry with id ${rows[0]!.id} was not written by the service`;
    expect(await verdict()).toMatchObject({ entries: 6, fault: what });
  });

  it('is in nobody’s way: a writer whose transaction is open does not keep others waiting', async () => {
    const client = await service.connect();
    await client.query('BEGIN');
    await client.query(
      `INSERT INTO audit_log (action, actor_kind, subject_kind) VALUES ('x', 'anonymous', 'y')`,
    );
    await many(10);
    await client.query('COMMIT');
    client.release();
    expect(await verdict()).toMatchObject({ entries: 11, fault: undefined });
  });

  it('cannot be rewritten by the service', async () => {
    await write();
    for (const sql of [
      'UPDATE audit_log SET position = 7',
      'UPDATE audit_head SET position = 0',
      'DELETE FROM audit_head',
      'SELECT FROM audit_head FOR UPDATE',
    ]) {
      await expect(service.query(sql), sql).rejects.toMatchObject({ code: '42501' });
    }
  });
});
