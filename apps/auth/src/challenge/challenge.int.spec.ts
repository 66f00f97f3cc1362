import { newId, platformErrors } from '@edu/contract-kit';
import { authErrors, authRpc } from '@edu/contracts-auth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addressText, type Address } from '../account/account.domain.ts';
import {
  newEmail,
  newPhone,
  PASSWORD,
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
  it('is accepted once, also when it is submitted many times at once', async () => {
    const address = newEmail();
    await auth.signUp(address);
    const right = await ask(address);
    const calls = Array.from({ length: 5 }, () => auth.call(authRpc.verify, right));
    expect(await outcomes(calls)).toEqual({ ok: 1, [authErrors.badCode.code]: 4 });
    await expect(auth.call(authRpc.verify, right)).rejects.toMatchObject(code(authErrors.badCode));
  });

  it('allows five attempts, also in parallel; then the right code is refused too', async () => {
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
      `SELECT count(*)::int AS n FROM audit_log JOIN account ON account.id::text = subject_id
       WHERE action = 'account.code_failed' AND email = $1`,
      [addressText(address)],
    );
    expect(trail[0]!.n).toBe(5);
  });

  it('expires after ten minutes', async () => {
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

describe('an older code', () => {
  it('is refused once a newer one was used; a newer one stays valid', async () => {
    const address = newEmail();
    await auth.signUp(address);
    auth.advance(11 * MINUTE);
    const older = await ask(address);
    auth.advance(1);
    const used = await ask(address);
    auth.advance(1);
    const newer = await ask(address);
    await auth.call(authRpc.verify, used);
    await expect(auth.call(authRpc.verify, older)).rejects.toMatchObject(code(authErrors.badCode));
    await auth.call(authRpc.verify, newer);
  });
});

describe('limits across codes', () => {
  const NETWORKS = Array.from({ length: 20 }, (_, n) => `network ${n}`);
  const askFrom = (client: string | undefined, address: Address) =>
    auth.call(authRpc.loginCode, { address }, { ...(client && { client }) });

  it('three in ten minutes from one network, alike for known and unknown addresses', async () => {
    const known = newEmail();
    await auth.signUp(known);
    auth.advance(11 * MINUTE);
    for (const address of [known, newEmail(), newPhone()]) {
      const calls = Array.from({ length: 12 }, () => askFrom('one network', address));
      expect(await outcomes(calls)).toEqual({ ok: 3, [authErrors.tooManyCodes.code]: 9 });
    }
    auth.advance(10 * MINUTE);
    await askFrom('one network', known);
  });

  it('of another network do not lock the owner out', async () => {
    const address = newEmail();
    await auth.signUp(address, PASSWORD);
    auth.advance(90 * MINUTE);
    for (let n = 0; n < 3; n++) {
      const { verificationId } = await askFrom('a stranger', address);
      const right = auth.lastCode(address);
      for (let guess = 0; guess < 5; guess++) {
        await verify(verificationId, wrongCode(right)).catch(() => undefined);
      }
    }
    for (let n = 0; n < 25; n++) {
      const login = { address, password: 'not this one' };
      await auth.call(authRpc.login, login, { client: 'a stranger' }).catch(() => undefined);
    }
    const mine = { client: 'the owner, somewhere new' };
    await auth.call(authRpc.login, { address, password: PASSWORD }, mine);
    const { verificationId } = await auth.call(authRpc.loginCode, { address }, mine);
    await auth.call(authRpc.verify, { verificationId, code: auth.lastCode(address) }, mine);
  });

  it('twelve an hour from many networks, and more for one that the owner came from', async () => {
    const address = newEmail();
    const { verificationId } = await auth.call(
      authRpc.register,
      { role: 'student', displayName: 'Awa', address },
      { client: 'the owner at home' },
    );
    const input = { verificationId, code: auth.lastCode(address) };
    await auth.call(authRpc.verify, input, { client: 'the owner at home' });
    auth.advance(61 * MINUTE);
    const calls = NETWORKS.map((client) => askFrom(client, address));
    expect(await outcomes(calls)).toEqual({ ok: 12, [authErrors.tooManyCodes.code]: 8 });
    await askFrom('the owner at home', address);
    await expect(askFrom('yet another', address)).rejects.toMatchObject(
      code(authErrors.tooManyCodes),
    );
  });

  it('count an address with a plus suffix as the same mailbox', async () => {
    const mailbox = newId();
    const calls = Array.from({ length: 9 }, (_, n) =>
      askFrom('one network', { channel: 'email', email: `${mailbox}+${n}@example.com` }),
    );
    expect(await outcomes(calls)).toEqual({ ok: 3, [authErrors.tooManyCodes.code]: 6 });
  });

  it('do not block many users behind one IP address', async () => {
    const client = 'one school';
    const pupils = Array.from({ length: 40 }, () => newPhone());
    for (const address of pupils) {
      const input = { role: 'student', displayName: 'Élève', address } as const;
      const { verificationId } = await auth.call(authRpc.register, input, { client });
      const digits = auth.lastCode(address);
      await auth.call(authRpc.verify, { verificationId, code: digits }, { client });
      await askFrom(client, address);
    }
  });

  it('two hundred an hour from one network, to whichever addresses', async () => {
    for (let n = 0; n < 20; n++) {
      const calls = Array.from({ length: 10 }, () => askFrom('a machine', newEmail()));
      expect(await outcomes(calls)).toEqual({ ok: 10 });
    }
    await expect(askFrom('a machine', newEmail())).rejects.toMatchObject(
      code(authErrors.tooManyCodes),
    );
  });

  it('a hundred wrong retries an hour from one network; a first try is always compared', async () => {
    const client = 'a guesser';
    const addresses = Array.from({ length: 30 }, () => newEmail());
    const counts: Record<string, number>[] = [];
    for (const address of addresses) {
      const { verificationId } = await askFrom(client, address);
      const guesses = Array.from({ length: 5 }, () =>
        auth.call(authRpc.verify, { verificationId, code: '000000' }, { client }),
      );
      counts.push(await outcomes(guesses));
    }
    const sum = (type: { code: string }) => counts.reduce((n, c) => n + (c[type.code] ?? 0), 0);
    expect(sum(authErrors.badCode)).toBe(30 + 100);
    expect(sum(authErrors.tooManyTries)).toBe(20);
    const address = newEmail();
    await auth.signUp(address);
    const { verificationId } = await askFrom(client, address);
    await auth.call(authRpc.verify, { verificationId, code: auth.lastCode(address) }, { client });
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
  it('is sent a note in place of a code, and the caller gets the same answers', async () => {
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
