import pg from 'pg';
import { newId, type RpcArgs, type RpcContract } from '@edu/contract-kit';
import { authErrors, authRpc } from '@edu/contracts-auth';
import { currentCall } from '@edu/messaging';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Address } from '../account/account.domain.ts';
import { newEmail, newPhone, PASSWORD, startAuth, type TestAuth } from '../auth.harness.ts';
import { PasswordService } from '../password/password.service.ts';

/**
 * Whether an address has an account must not be seen from how long an answer takes. Times on a shared
 * machine say little; what takes the time can be counted: statements, hashes, messages.
 */
let auth: TestAuth;
const known = new Map<Address['channel'], Address>();
beforeAll(async () => {
  auth = await startAuth();
  for (const address of [newEmail(), newPhone()]) {
    known.set(address.channel, address);
    await auth.signUp(address, PASSWORD);
  }
  auth.advance(2 * 3_600_000);
});
afterAll(() => auth.stop());
afterEach(() => vi.restoreAllMocks());

/**
 * A statement that has waited for a connection begins as part of the call that gave it back, and is not seen: on a
 * busy machine one is missing now and then. A difference that is there is there every time.
 */
const AGAIN = { retry: 2 };

interface Work {
  /** The beginnings of the statements of the call, in their order; jobs do their own meanwhile. */
  readonly statements: readonly string[];
  readonly hashes: number;
  readonly messages: number;
  /** The names of the fields, or the problem. */
  readonly answer: unknown;
}

async function workOf<C extends RpcContract>(rpc: C, input: RpcArgs<C>): Promise<Work> {
  const passwords = auth.instances[0]!.app.get(PasswordService, { strict: false });
  const hashes = [vi.spyOn(passwords, 'hash'), vi.spyOn(passwords, 'compare')];
  const client = newId();
  const statements: string[] = [];
  const { prototype } = pg.Client;
  const query = Reflect.get(prototype, 'query') as (...all: unknown[]) => unknown;
  vi.spyOn(prototype, 'query').mockImplementation(function (this: pg.Client, ...all: unknown[]) {
    if (currentCall()?.client === client) statements.push(textOf(all[0]).trim().slice(0, 90));
    return Reflect.apply(query, this, all);
  });
  const before = auth.sent.length;
  const answer = await auth.call(rpc, input, { client }).then(
    (output) => Object.keys(output as object).sort(),
    (error: { toWire(): object }) => error.toWire(),
  );
  const work = {
    statements,
    hashes: hashes.reduce((sum, { mock }) => sum + mock.calls.length, 0),
    messages: auth.sent.length - before,
    answer,
  };
  vi.restoreAllMocks();
  return work;
}

const textOf = (query: unknown) =>
  typeof query === 'string' ? query : String((query as { text?: string }).text);

describe.each(['email', 'sms'] as const)('by %s, a known and an unknown address', (channel) => {
  const registration = { role: 'student', displayName: 'Afi' } as const;
  it.each([
    ['a code to sign in', (address: Address) => workOf(authRpc.loginCode, { address }), 1, 0],
    [
      'a code for a new password',
      (address: Address) => workOf(authRpc.askForReset, { address }),
      1,
      0,
    ],
    [
      'a registration',
      (address: Address) => workOf(authRpc.register, { ...registration, address }),
      1,
      0,
    ],
    [
      'a registration with a password',
      (address: Address) =>
        workOf(authRpc.register, { ...registration, address, password: PASSWORD }),
      1,
      1,
    ],
    [
      'a wrong password',
      (address: Address) => workOf(authRpc.login, { address, password: 'not this one' }),
      0,
      1,
    ],
  ])('%s: the same answer after the same work', AGAIN, async (_what, ask, messages, hashes) => {
    auth.advance(24 * 3_600_000);
    const unknown = channel === 'email' ? newEmail() : newPhone();
    const works = [await ask(known.get(channel)!), await ask(unknown)];
    expect(works[1]).toEqual(works[0]);
    expect(works[0]).toMatchObject({ messages, hashes });
    expect(works[0]!.statements.length).toBeGreaterThan(1);
  });
});

it('does not see a difference where there is none to see, and sees one where there is', async () => {
  const address = known.get('email')!;
  const [right, wrong] = [
    await workOf(authRpc.login, { address, password: PASSWORD }),
    await workOf(authRpc.login, { address, password: 'not this one' }),
  ];
  expect(wrong.answer).toMatchObject({ code: authErrors.badCredentials.code });
  expect(right.statements).not.toEqual(wrong.statements);
});
