import { platformErrors } from '@edu/contract-kit';
import { authErrors, authRpc } from '@edu/contracts-auth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addressText, type Address } from '../account/account.domain.ts';
import {
  asActor,
  newEmail,
  newPhone,
  startAuth,
  wrongCode,
  type TestAuth,
} from '../auth.harness.ts';

const MINUTE = 60_000;
const code = (problem: { code: string }) => ({ code: problem.code });

let auth: TestAuth;
beforeAll(async () => {
  auth = await startAuth();
});
afterAll(() => auth.stop());
beforeEach(() => auth.advance(90 * MINUTE));

async function ask(address: Address) {
  const { verificationId } = await auth.call(authRpc.loginCode, { address });
  return { verificationId, code: auth.lastCode(address) };
}

const verify = (verificationId: string, guess: string) =>
  auth.call(authRpc.verify, { verificationId, code: guess });

/** How often each answer came. */
async function outcomes(calls: Promise<unknown>[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const result of await Promise.allSettled(calls)) {
    const key = result.status === 'fulfilled' ? 'ok' : (result.reason as { code: string }).code;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

describe('a code', () => {
  it('works once, also when it is sent in many times at once', async () => {
    const address = newEmail();
    await auth.signUp(address);
    const right = await ask(address);
    const calls = Array.from({ length: 5 }, () => auth.call(authRpc.verify, right));
    expect(await outcomes(calls)).toEqual({ ok: 1, [authErrors.badCode.code]: 4 });
    await expect(auth.call(authRpc.verify, right)).rejects.toMatchObject(code(authErrors.badCode));
  });

  it('takes five tries, however parallel; then even the right one is refused', async () => {
    const address = newEmail();
    await auth.signUp(address);
    const right = await ask(address);
    const guesses = Array.from({ length: 40 }, () =>
      verify(right.verificationId, wrongCode(right.code)),
    );
    expect(await outcomes(guesses)).toEqual({ [authErrors.badCode.code]: 40 });
    const { rows } = await auth.sql.query('SELECT tries FROM challenge WHERE id = $1', [
      right.verificationId,
    ]);
    expect(rows).toEqual([{ tries: 5 }]);
    await expect(auth.call(authRpc.verify, right)).rejects.toMatchObject(code(authErrors.badCode));
    const { rows: trail } = await auth.sql.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM audit_entry JOIN account ON account.id = account_id
       WHERE action = 'code_failed' AND email = $1`,
      [addressText(address)],
    );
    expect(trail[0]!.n).toBe(5);
  });

  it('lives ten minutes', async () => {
    const address = newPhone();
    await auth.signUp(address);
    const [early, late] = [await ask(address), await ask(address)];
    auth.advance(10 * MINUTE - 1);
    await auth.call(authRpc.verify, early);
    auth.advance(1);
    await expect(auth.call(authRpc.verify, late)).rejects.toMatchObject(code(authErrors.badCode));
  });

  it('of one verification does not fit another', async () => {
    const [a, b] = [newEmail(), newEmail()];
    await auth.signUp(a);
    await auth.signUp(b);
    const [forA, forB] = [await ask(a), await ask(b)];
    await expect(verify(forA.verificationId, forB.code)).rejects.toMatchObject(
      code(authErrors.badCode),
    );
  });

  it('is stored nowhere in clear', async () => {
    const address = newEmail();
    await auth.signUp(address);
    const { verificationId, code: secret } = await ask(address);
    const { rows } = await auth.sql.query<{ row: string }>(
      `SELECT row_to_json(c)::text AS row FROM challenge c WHERE id = $1`,
      [verificationId],
    );
    const { code_hash: hash, ...rest } = JSON.parse(rows[0]!.row) as Record<string, unknown>;
    expect(hash).toMatch(/^[\w-]{43}$/);
    expect(Object.values(rest)).not.toContain(secret);
    const events = await auth.sql.query('SELECT 1 FROM outbox WHERE data::text LIKE $1', [
      `%"${secret}"%`,
    ]);
    expect(events.rowCount).toBe(0);
  });
});

describe('limits across codes', () => {
  it('ten failed tries in an hour for an address, exact under parallel guesses', async () => {
    const address = newEmail();
    await auth.signUp(address);
    const codes = [await ask(address), await ask(address)];
    auth.advance(10 * MINUTE - 1_000);
    codes.push(await ask(address).catch(() => codes[0]!));
    const guesses = [codes[0]!, codes[1]!].flatMap((right) =>
      Array.from({ length: 5 }, () => verify(right.verificationId, wrongCode(right.code))),
    );
    expect(await outcomes(guesses)).toEqual({ [authErrors.badCode.code]: 10 });

    auth.advance(15 * MINUTE);
    const third = await ask(address);
    await expect(auth.call(authRpc.verify, third)).rejects.toMatchObject({
      ...code(authErrors.tooManyTries),
      status: 429,
    });
    auth.advance(46 * MINUTE);
    const fourth = await ask(address);
    await auth.call(authRpc.verify, fourth);
  });

  it('never lets an eleventh through, even with all codes guessed at once', async () => {
    const address = newPhone();
    await auth.signUp(address);
    const spend = await ask(address);
    for (let n = 0; n < 4; n++) {
      await verify(spend.verificationId, wrongCode(spend.code)).catch(() => undefined);
    }
    auth.advance(11 * MINUTE);
    const codes = [await ask(address), await ask(address), await ask(address)];
    const guesses = codes.flatMap((right) =>
      Array.from({ length: 5 }, () => verify(right.verificationId, wrongCode(right.code))),
    );
    const counts = await outcomes(guesses);
    expect(counts).toEqual({ [authErrors.badCode.code]: 6, [authErrors.tooManyTries.code]: 9 });
  });

  it('count the e-mail address and the phone number of one account together', async () => {
    const [email, phone] = [newEmail(), newPhone()];
    const tokens = await auth.signUp(email);
    const { verificationId } = await auth.call(
      authRpc.addAddress,
      { address: phone },
      { as: asActor(tokens) },
    );
    await verify(verificationId, auth.lastCode(phone));
    for (const address of [email, phone]) {
      const right = await ask(address);
      for (let n = 0; n < 5; n++) {
        await expect(verify(right.verificationId, wrongCode(right.code))).rejects.toMatchObject(
          code(authErrors.badCode),
        );
      }
    }
    const right = await ask(phone);
    await expect(auth.call(authRpc.verify, right)).rejects.toMatchObject(
      code(authErrors.tooManyTries),
    );
  });

  it('a right code is no failure', async () => {
    const address = newEmail();
    await auth.signUp(address);
    auth.advance(10 * MINUTE);
    for (let n = 0; n < 15; n++) {
      await auth.call(authRpc.verify, await ask(address));
      auth.advance(3.9 * MINUTE);
    }
  });

  it('three codes in ten minutes, alike for known and unknown addresses', async () => {
    const known = newEmail();
    await auth.signUp(known);
    auth.advance(11 * MINUTE);
    for (const address of [known, newEmail(), newPhone()]) {
      const calls = Array.from({ length: 12 }, () => auth.call(authRpc.loginCode, { address }));
      expect(await outcomes(calls)).toEqual({ ok: 3, [authErrors.tooManyCodes.code]: 9 });
      const to = JSON.stringify(address);
      expect(auth.sent.filter((m) => JSON.stringify(m.to) === to).length).toBeLessThanOrEqual(4);
    }
    auth.advance(10 * MINUTE);
    await ask(known);
  });

  it('registrations count too', async () => {
    const address = newEmail();
    const input = { role: 'student', displayName: 'A', address } as const;
    for (let n = 0; n < 3; n++) await auth.call(authRpc.register, input);
    await expect(auth.call(authRpc.register, input)).rejects.toMatchObject({
      ...code(authErrors.tooManyCodes),
      retryAfter: 600,
    });
  });
});

describe('an unknown address', () => {
  it('gets a note in place of a code, and whoever asked the same answers', async () => {
    const address = newPhone();
    const { verificationId, channel } = await auth.call(authRpc.loginCode, { address });
    expect(channel).toBe('sms');
    expect(auth.lastMessage(address)).toEqual({ kind: 'unknown_address' });
    for (let n = 0; n < 7; n++) {
      await expect(verify(verificationId, '123456')).rejects.toMatchObject(
        code(authErrors.badCode),
      );
    }
  });
});

it.each(['12345', '1234567', '12345a', '', 123456])('refuses %j as a code', async (guess) => {
  const { verificationId } = await auth.call(authRpc.loginCode, { address: newEmail() });
  await expect(
    auth.call(authRpc.verify, { verificationId, code: guess as string }),
  ).rejects.toMatchObject(code(platformErrors.invalidInput));
});
