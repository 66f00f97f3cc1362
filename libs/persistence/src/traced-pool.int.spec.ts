import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { newId } from '@edu/contract-kit';
import { type SpanFacts, TraceContext, Tracing } from '@edu/observability';
import { Call, runCall } from '@edu/messaging';
import { testServers } from '@edu/testing';
import { tracedPool } from './traced-pool.ts';

const recorded: { trace: TraceContext; span: SpanFacts }[] = [];
const tracing = new Tracing({
  record: (trace, span) => void recorded.push({ trace, span }),
  close: () => Promise.resolve(),
});
let pool: pg.Pool;

beforeAll(() => {
  pool = tracedPool({ connectionString: testServers().postgresUrl, max: 2 }, tracing);
});
afterAll(() => pool.end());
beforeEach(() => {
  recorded.length = 0;
});

const callOf = (flags: '00' | '01') =>
  new Call({
    trace: TraceContext.under(`00-${newId().replaceAll('-', '')}-00f067aa0ba902b7-${flags}`),
  });

it('records each statement of a sampled call under its span, with its text and no value', async () => {
  const call = callOf('01');
  await runCall(call, async () => {
    await pool.query('SELECT $1::text\n  AS   name', ['Awa Koné']);
    await pool.query({ name: 'one', text: 'WITH a AS (SELECT 1) SELECT $1::int', values: [7] });
    const client = await pool.connect();
    await client.query('BEGIN');
    await client.query({ text: 'SELECT $1::int', values: [1], rowMode: 'array' });
    await client.query('COMMIT');
    client.release();
  });
  expect(recorded.map(({ span }) => span.name)).toEqual([
    'SELECT',
    'WITH',
    'BEGIN',
    'SELECT',
    'COMMIT',
  ]);
  for (const { trace } of recorded) {
    expect(trace).toMatchObject({ traceId: call.trace.traceId, parentId: call.trace.spanId });
  }
  expect(recorded[0]!.span.attributes).toEqual({
    'db.system.name': 'postgresql',
    'db.operation.name': 'SELECT',
    'db.query.text': 'SELECT $1::text AS name',
  });
  expect(JSON.stringify(recorded)).not.toContain('Awa');
});

it('records the SQLSTATE of a statement that fails, and rethrows its error', async () => {
  await expect(
    runCall(callOf('01'), () => pool.query('SELECT $1::int', ['Awa Koné'])),
  ).rejects.toMatchObject({ code: '22P02' });
  expect(recorded[0]!.span.error).toBe('22P02');
  expect(JSON.stringify(recorded)).not.toContain('Awa');
});

it('records nothing of calls that are not sampled, nor outside of calls', async () => {
  await runCall(callOf('00'), () => pool.query('SELECT 1'));
  await pool.query('SELECT 1');
  expect(recorded).toEqual([]);
});

it('keeps the statements of calls apart that wait for each other’s connections', async () => {
  const calls = Array.from({ length: 40 }, (_, n) => callOf(n % 2 ? '01' : '00'));
  const ask = (call: Call, n: number) =>
    runCall(call, () => pool.query(`SELECT ${n} AS mine, pg_sleep(0.002)`));
  await Promise.all(calls.map(ask));
  expect(recorded).toHaveLength(20);
  for (const { trace, span } of recorded) {
    const n = Number(/SELECT (\d+)/.exec(String(span.attributes['db.query.text']))![1]);
    expect(trace.traceId).toBe(calls[n]!.trace.traceId);
  }
});
