import type { ArgumentsHost } from '@nestjs/common';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { platformErrors } from '@edu/contract-kit';
import { ProblemCatalogue } from '@edu/http';
import { ErrorTranslation } from '@edu/service';
import { HttpProblemFilter } from './http-problem.filter.ts';

const lines: { level: string; fields: Record<string, unknown> }[] = [];
const writes = (level: string) => (fields: object) => {
  lines.push({ level, fields: fields as Record<string, unknown> });
};
const log = {
  debug: writes('debug'),
  info: writes('info'),
  warn: writes('warn'),
  error: writes('error'),
};

let filter: HttpProblemFilter;
beforeEach(() => {
  lines.length = 0;
  filter = new HttpProblemFilter(new ProblemCatalogue([]), new ErrorTranslation(), log);
});

/** A request whose answer was sent already, or whose client has left. */
const hostOf = (socket: { destroyed: boolean }) => {
  const request = {
    id: 'r1',
    userId: 'u1',
    trace: { traceId: 't1' },
    url: '/api/v1/auth/login?email=awa@example.org',
    ip: '203.0.113.7',
    headers: { 'x-request-id': 'theirs-123', authorization: 'Bearer their-token' },
    body: { address: { channel: 'email', email: 'awa@example.org' }, password: 'their-password' },
    raw: { socket },
  };
  const reply = { sent: true, hijack: () => undefined };
  return {
    switchToHttp: () => ({ getRequest: () => request, getResponse: () => reply }),
  } as unknown as ArgumentsHost;
};
const fail = (error: unknown, socket = { destroyed: false }) => filter.catch(error, hostOf(socket));

describe('the log of failed requests', () => {
  it('has one line a second for what is not available, with how many there were', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    for (let n = 0; n < 500; n++) fail(platformErrors.unavailable({ cause: new Error('down') }));
    expect(lines).toHaveLength(1);
    expect(lines[0]!.fields).not.toHaveProperty('err');
    vi.advanceTimersByTime(1_001);
    fail(platformErrors.timeout());
    expect(lines).toHaveLength(2);
    expect(lines[1]!.fields).toMatchObject({ status: 504, requests: 500 });
    vi.useRealTimers();
  });

  it('has a line for each internal failure, with our request id and the client’s', () => {
    for (let n = 0; n < 3; n++) fail(new Error('bug'));
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatchObject({
      level: 'error',
      fields: { requestId: 'r1', clientRequestId: 'theirs-123', err: expect.any(Error) },
    });
  });

  it('has debug for clients that disconnect, and info for refusals', () => {
    fail(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }), { destroyed: true });
    fail(platformErrors.forbidden());
    expect(lines.map(({ level }) => level)).toEqual(['debug', 'info']);
  });

  it.each([platformErrors.unauthenticated, platformErrors.forbidden])(
    'has one line for a refusal: who was refused what, by ids, and nothing else of the request',
    (refusal) => {
      const { status, code } = refusal();
      fail(refusal({ cause: new Error('awa@example.org') }));
      const ids = { requestId: 'r1', traceId: 't1', userId: 'u1' };
      expect(lines).toEqual([{ level: 'info', fields: { ...ids, status, reason: code } }]);
    },
  );
});
