import { describe, expect, it } from 'vitest';
import { defineErrors, defineRpc, platformErrors, type RpcContract } from '@edu/contract-kit';
import { z } from 'zod';
import { DeclaredErrors } from './declared-errors.ts';

const errors = defineErrors('booking', {
  taken: { status: 409, title: 'Taken' },
  gone: { status: 404, title: 'Gone' },
});
const rpc = defineRpc('rpc.booking.create.v1', {
  summary: 's',
  input: z.strictObject({}),
  output: z.object({}),
  errors: [errors.taken],
});

function checked(refuse: boolean) {
  const counted: string[] = [];
  const logged: object[] = [];
  const log = {
    info: () => undefined,
    warn: () => undefined,
    error: (fields: object) => void logged.push(fields),
  };
  const count = (subject: string, code: string) => void counted.push(`${subject} ${code}`);
  return { counted, logged, declared: new DeclaredErrors({ refuse, log, count }) };
}

describe('an error of a call', () => {
  it('passes when the contract declares it or implies it', () => {
    const { declared, counted } = checked(true);
    const { invalidInput, timeout, unauthenticated } = platformErrors;
    for (const problem of [errors.taken(), invalidInput(), timeout(), unauthenticated()]) {
      expect(declared.check(rpc, problem)).toBe(problem);
    }
    expect(counted).toEqual([]);
  });

  it('of the platform passes only where who may call, and how, implies it', () => {
    const { forbidden, stepUpRequired, idempotencyKeyReused, notFound } = platformErrors;
    const problems = [forbidden(), stepUpRequired(), idempotencyKeyReused(), notFound()];
    const passing = (call: RpcContract) =>
      problems.filter((problem) => checked(true).declared.check(call, problem) === problem);
    expect(passing(rpc)).toEqual([]);
    const guarded = { ...rpc, access: ['tutor'], stepUp: 60, idempotent: true } as const;
    expect(passing(guarded)).toEqual(problems.slice(0, 3));
  });

  it('is counted each time and logged once when the contract does not declare it', () => {
    const { declared, counted, logged } = checked(false);
    const problem = errors.gone();
    expect(declared.check(rpc, problem)).toBe(problem);
    expect(declared.check(rpc, problem)).toBe(problem);
    expect(counted).toEqual(Array(2).fill('rpc.booking.create.v1 booking.gone'));
    expect(logged).toEqual([{ subject: 'rpc.booking.create.v1', code: 'booking.gone' }]);
  });

  it('fails the test that provoked it, and says what is missing', () => {
    const answered = checked(true).declared.check(rpc, errors.gone());
    expect(answered).toMatchObject({
      status: 500,
      message: expect.stringContaining('booking.gone') as string,
    });
  });
});
