import { describe, expect, it } from 'vitest';
import { connectFailure, databaseProblem, isRetryable, sqlState } from './database-errors.ts';

const state = (code: string) => Object.assign(new Error('said PostgreSQL'), { code });
/** As Prisma wraps an error of its adapter. */
const wrapped = (originalCode: string, code = 'P2010') =>
  Object.assign(new Error('Invalid `prisma` invocation'), {
    code,
    meta: { driverAdapterError: { cause: { originalCode } } },
  });

/** As it wraps one of a connection, at a statement of our own. */
const lost = (kind: string) =>
  Object.assign(new Error('Raw query failed. Code: `N/A`.'), {
    code: 'P2010',
    meta: { driverAdapterError: { cause: { kind } } },
  });

describe('the answer to a database error', () => {
  it.each([
    ['a value that does not fit', state('22001'), 400],
    ['a statement that took too long', state('57014'), 504],
    ['the same through Prisma', wrapped('57014'), 504],
    ['an answer that never came', new Error('Query read timeout'), 504],
    ['too many connections', state('53300'), 503],
    ['a server that shuts down', state('57P01'), 503],
    ['a server that starts', state('57P03'), 503],
    ['a replica', state('25006'), 503],
    ['a transaction that idled for too long', state('25P03'), 503],
    ['a deadlock', state('40P01'), 503],
    ['a deadlock through Prisma', wrapped('40P01', 'P2034'), 503],
    ['a serialization failure', state('40001'), 503],
    ['a lock that is held', state('55P03'), 503],
    ['no listener at the port', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), 503],
    ['a full pool', new Error('timeout exceeded when trying to connect'), 503],
    ['a connection that ended', new Error('Connection terminated unexpectedly'), 503],
    ['a connection that was given up', new Error('Client was closed and is not queryable'), 503],
    [
      'a full pool, as an error of Prisma',
      Object.assign(new Error('late'), { code: 'P2028' }),
      503,
    ],
    ['no listener, at a raw statement of Prisma', lost('DatabaseNotReachable'), 503],
    ['a connection that ended during one', lost('ConnectionClosed'), 503],
    ['a connection that said nothing during one', lost('SocketTimeout'), 503],
    ['one of these as a cause', new Error('outer', { cause: state('40001') }), 503],
  ])('%s', (_what, error, status) => {
    const problem = databaseProblem(error);
    expect(problem?.status).toBe(status);
    expect(problem?.retryAfter !== undefined).toBe(status > 500);
  });

  it.each([
    ['a broken constraint, which is for the service to explain', state('23505')],
    ['a mistake of ours', state('42601')],
    ['anything else', new Error('oops')],
  ])('nothing of %s', (_what, error) => {
    expect(databaseProblem(error)).toBeUndefined();
  });
});

it('finds the SQLSTATE in errors of pg and of Prisma', () => {
  expect(sqlState(wrapped('23P01'))).toBe('23P01');
  expect(sqlState(Object.assign(new Error('unique'), { code: 'P2002' }))).toBe('23505');
  expect(sqlState(new Error('oops'))).toBeUndefined();
  expect(isRetryable(wrapped('40001'))).toBe(true);
  expect(isRetryable(state('57014'))).toBe(false);
});

it('says why a server cannot be used, and never a password', () => {
  const url = new URL('postgres://booking:hunter2@db:5432/educonnect');
  const all = ['28P01', '3D000', '42501', '53300'].map((code) => connectFailure(state(code), url));
  expect(all.map((line) => /correct|run the migrations|start it/.test(line))).not.toContain(false);
  expect(all.join()).not.toContain('hunter2');
});
