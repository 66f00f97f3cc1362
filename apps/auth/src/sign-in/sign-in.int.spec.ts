import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { newId, platformErrors } from '@edu/contract-kit';
import { authErrors, authEvents, authRpc } from '@edu/contracts-auth';
import { notificationErrors, notificationRpc } from '@edu/contracts-notification';
import * as argon2 from '@node-rs/argon2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressText } from '../account/account.domain.ts';
import {
  asActor,
  newEmail,
  newPhone,
  PASSWORD,
  startAuth,
  type TestAuth,
} from '../auth.harness.ts';
import { PasswordService } from '../password/password.service.ts';

let auth: TestAuth;
beforeAll(async () => {
  auth = await startAuth();
});
afterAll(() => auth.stop());

const registration = { role: 'tutor', displayName: 'Awa Koné', locale: 'en' } as const;
const code = (problem: { code: string }) => ({ code: problem.code });

describe('registration', () => {
  it('by e-mail: a code, an account, its events, its trail', async () => {
    const address = newEmail();
    const sent = await auth.call(authRpc.register, {
      ...registration,
      address,
      password: PASSWORD,
    });
    expect(sent.channel).toBe('email');
    expect(auth.lastMessage(address)).toMatchObject({ purpose: 'register', minutes: 10 });
    const tokens = await auth.call(authRpc.verify, {
      verificationId: sent.verificationId,
      code: auth.lastCode(address),
    });
    expect(tokens).toMatchObject({ tokenType: 'Bearer', expiresIn: 900 });
    expect(tokens.user).toMatchObject({ roles: ['tutor'], displayName: 'Awa Koné', phone: null });
    expect(await auth.call(authRpc.me, {}, { as: asActor(tokens) })).toEqual(tokens.user);

    const userId = tokens.user.id;
    const mine = (data: { userId: string }) => data.userId === userId;
    await auth.events.next(authEvents.userVerified, mine);
    const registered = auth.events.of(authEvents.userRegistered).filter(mine);
    expect(registered).toEqual([{ userId, roles: ['tutor'], locale: 'en' }]);
    const { rows } = await auth.sql.query(
      'SELECT action, actor_kind, actor_id FROM audit_log WHERE subject_id = $1 ORDER BY id',
      [userId],
    );
    // Nobody is known until the code is right; whoever gave it is the user.
    const nobody = { actor_kind: 'anonymous', actor_id: null };
    expect(rows).toEqual([
      { action: 'account.registered', ...nobody },
      { action: 'account.verified', ...nobody },
      { action: 'account.logged_in', actor_kind: 'user', actor_id: userId },
    ]);
  });

  it('by phone, without a password, then in again by code', async () => {
    const address = newPhone();
    const { user } = await auth.signUp(address);
    expect(user).toMatchObject({ email: null });
    const { verificationId } = await auth.call(authRpc.loginCode, { address });
    expect(auth.lastMessage(address)).toMatchObject({ purpose: 'login' });
    const again = await auth.call(authRpc.verify, { verificationId, code: auth.lastCode(address) });
    expect(again.user).toEqual(user);
    await expect(auth.call(authRpc.login, { address, password: PASSWORD })).rejects.toMatchObject(
      code(authErrors.badCredentials),
    );
  });

  it('sets the password only when the address is proven', async () => {
    const address = newEmail();
    const { verificationId } = await auth.call(authRpc.register, {
      ...registration,
      address,
      password: PASSWORD,
    });
    const login = () => auth.call(authRpc.login, { address, password: PASSWORD });
    await expect(login()).rejects.toMatchObject(code(authErrors.badCredentials));
    await auth.call(authRpc.verify, { verificationId, code: auth.lastCode(address) });
    expect((await login()).user.email).toBe(address.channel === 'email' && address.email);
  });

  it('of a known address: the same answer, a note to its owner, nothing to prove', async () => {
    const address = newEmail();
    const owner = await auth.signUp(address, PASSWORD);
    const answer = await auth.call(authRpc.register, {
      ...registration,
      address,
      password: 'quatre bananes vertes',
    });
    expect(Object.keys(answer).sort()).toEqual(['channel', 'expiresAt', 'verificationId']);
    expect(auth.lastMessage(address)).toEqual({ kind: 'known_address' });
    for (const guess of ['000000', '123456']) {
      await expect(
        auth.call(authRpc.verify, { verificationId: answer.verificationId, code: guess }),
      ).rejects.toMatchObject(code(authErrors.badCode));
    }
    const { user } = await auth.call(authRpc.login, { address, password: PASSWORD });
    expect(user).toEqual(owner.user);
  });

  it('by another person neither blocks the owner of the address, nor stays valid after the proof', async () => {
    const address = newEmail();
    const register = async (password: string) => {
      const input = { ...registration, address, password };
      const { verificationId } = await auth.call(authRpc.register, input);
      return { verificationId, code: auth.lastCode(address) };
    };
    const stranger = await register('the stranger’s password');
    const owner = await register(PASSWORD);
    await register('the stranger’s password, later');
    const { user } = await auth.call(authRpc.verify, owner);
    await expect(auth.call(authRpc.verify, stranger)).rejects.toMatchObject(
      code(authErrors.badCode),
    );
    await expect(
      auth.call(authRpc.login, { address, password: 'the stranger’s password' }),
    ).rejects.toMatchObject(code(authErrors.badCredentials));
    const mine = await auth.call(authRpc.login, { address, password: PASSWORD });
    expect(mine.user.id).toBe(user.id);
  });

  it('proven twice at once makes one account', async () => {
    const address = newEmail();
    const proofs = [];
    for (let n = 0; n < 3; n++) {
      const { verificationId } = await auth.call(authRpc.register, { ...registration, address });
      proofs.push({ verificationId, code: auth.lastCode(address) });
    }
    const results = await Promise.allSettled(proofs.map((p) => auth.call(authRpc.verify, p)));
    expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
    for (const result of results) {
      if (result.status === 'rejected') {
        expect(result.reason).toMatchObject(code(authErrors.badCode));
      }
    }
  });

  it('takes the language of the request where none is given', async () => {
    const address = newEmail();
    const { role, displayName } = registration;
    const input = { role, displayName, address };
    const { verificationId } = await auth.call(authRpc.register, input, { locale: 'en' });
    expect(auth.sent.at(-1)).toMatchObject({ to: address, locale: 'en' });
    const { user } = await auth.call(authRpc.verify, {
      verificationId,
      code: auth.lastCode(address),
    });
    expect(user.locale).toBe('en');
  });

  it('that is not proven emits no event and leaves no audit entry', async () => {
    const address = newEmail();
    await auth.call(authRpc.register, { ...registration, address });
    const { rows } = await auth.sql.query<{ account_id: string }>(
      `SELECT account_id FROM challenge WHERE address = $1`,
      [address.channel === 'email' && address.email],
    );
    const { account_id: id } = rows[0]!;
    const outbox = await auth.sql.query('SELECT FROM outbox WHERE aggregate_id = $1', [id]);
    const trail = await auth.sql.query('SELECT FROM audit_log WHERE subject_id = $1', [id]);
    expect([outbox.rowCount, trail.rowCount]).toEqual([0, 0]);
  });

  it.each(['1234567890', 'educonnect', 'Awa Koné 2026', ' '.repeat(10)])(
    'refuses the password %j',
    async (password) => {
      await expect(
        auth.call(authRpc.register, { ...registration, address: newEmail(), password }),
      ).rejects.toMatchObject({ ...code(authErrors.weakPassword), status: 422 });
    },
  );

  it.each([
    [
      'an e-mail address without a domain',
      { address: { channel: 'email', email: 'awa@localhost' } },
    ],
    ['a local phone number', { address: { channel: 'sms', phone: '0701020304' } }],
    [
      'two addresses at once',
      {
        address: { channel: 'sms', phone: '+2250701020304', email: 'a@b.ci' },
      },
    ],
    ['a short password', { password: 'too short' }],
    ['a staff role', { role: 'admin' }],
    ['an unknown field', { verified: true }],
    ['a control character in the name', { displayName: 'a\u0000b' }],
  ])('refuses %s', async (_what, change) => {
    const input = { ...registration, address: newEmail(), ...change } as never;
    await expect(auth.call(authRpc.register, input)).rejects.toMatchObject(
      code(platformErrors.invalidInput),
    );
  });
});

describe('a message that cannot be sent', () => {
  it('answers the 503 of the notification service, and is not counted', async () => {
    const address = newPhone();
    auth.fake(notificationRpc.sendCode, () => {
      throw notificationErrors.notSent();
    });
    for (let n = 0; n < 5; n++) {
      await expect(auth.call(authRpc.register, { ...registration, address })).rejects.toMatchObject(
        { ...code(notificationErrors.notSent), status: 503 },
      );
    }
    const waiting = await auth.sql.query('SELECT 1 FROM challenge WHERE address = $1', [
      address.channel === 'sms' && address.phone,
    ]);
    expect(waiting.rowCount).toBe(0);
    auth.fake(notificationRpc.sendCode, (input) => {
      auth.sent.push(input);
      return { sentAt: new Date().toISOString() };
    });
    await auth.signUp(address);
  });
});

describe('sign-in by password', () => {
  it('answers alike for a wrong password, no password and no account', async () => {
    const [withPassword, without, unknown] = [newEmail(), newPhone(), newEmail()];
    const { user } = await auth.signUp(withPassword, PASSWORD);
    await auth.signUp(without);
    for (const address of [withPassword, without, unknown]) {
      await expect(
        auth.call(authRpc.login, { address, password: 'not this one' }),
      ).rejects.toMatchObject({ ...code(authErrors.badCredentials), status: 401 });
    }
    const { rows } = await auth.sql.query<{ subject_id: string | null }>(
      `SELECT subject_id FROM audit_log WHERE action = 'account.login_failed'
       ORDER BY id DESC LIMIT 3`,
    );
    expect(rows.at(-1)!.subject_id).toBe(user.id);
    expect(rows[0]!.subject_id).toBeNull();
  });

  it('stops taking passwords for an address after 20 failures, known or not', async () => {
    const [known, unknown] = [newEmail(), newEmail()];
    await auth.signUp(known, PASSWORD);
    for (const address of [known, unknown]) {
      for (let n = 0; n < 20; n++) {
        await expect(
          auth.call(authRpc.login, { address, password: 'not this one' }),
        ).rejects.toMatchObject(code(authErrors.badCredentials));
      }
      await expect(auth.call(authRpc.login, { address, password: PASSWORD })).rejects.toMatchObject(
        { ...code(authErrors.tooManyTries), retryAfter: 900 },
      );
    }
    const { verificationId } = await auth.call(authRpc.loginCode, { address: known });
    await auth.call(authRpc.verify, { verificationId, code: auth.lastCode(known) });
  });

  it('takes 20 passwords of a burst; right ones are not counted', async () => {
    const address = newEmail();
    await auth.signUp(address, PASSWORD);
    for (let n = 0; n < 25; n++) await auth.call(authRpc.login, { address, password: PASSWORD });
    const burst = Array.from({ length: 45 }, (_, n) =>
      auth.call(authRpc.login, { address, password: `guess number ${n}` }),
    );
    const results = await Promise.allSettled(burst);
    const codes = results.map(
      (r) => ((r as PromiseRejectedResult).reason as Error & { code: string }).code,
    );
    const count = ({ code: of }: { code: string }) => codes.filter((c) => c === of).length;
    // On a busy machine there is no time for some of them, which count like the others.
    expect(count(authErrors.badCredentials) + count(authErrors.busy)).toBe(20);
    expect(count(authErrors.badCredentials)).toBeGreaterThan(0);
    expect(count(authErrors.tooManyTries)).toBe(25);
  });

  it('still accepts the owner from a known network while other networks guess', async () => {
    const address = newEmail();
    const home = { client: 'the owner at home' };
    await auth.signUp(address, PASSWORD);
    await auth.call(authRpc.login, { address, password: PASSWORD }, home);
    await auth.sql.query(
      `INSERT INTO throttle (key, hits, expires_at)
       SELECT $1, array_fill($2::timestamptz, ARRAY[199]), $2::timestamptz + interval '15 minutes'
       ON CONFLICT (key) DO UPDATE SET hits = excluded.hits`,
      [`subject-passwords:${addressText(address)}`, auth.clock.now()],
    );
    const guess = { address, password: 'not this one' };
    const from = (n: number) => auth.call(authRpc.login, guess, { client: `network ${n}` });
    await expect(from(1)).rejects.toMatchObject(code(authErrors.badCredentials));
    await expect(from(2)).rejects.toMatchObject(code(authErrors.tooManyTries));
    await auth.call(authRpc.login, { address, password: PASSWORD }, home);
  });

  it.each([
    ['NFC', 'NFD'],
    ['NFD', 'NFC'],
  ])('takes a password set in %s and typed in %s', async (set, typed) => {
    const address = newEmail();
    const password = 'forêt où l’été naît';
    await auth.signUp(address, password.normalize(set));
    await auth.call(authRpc.login, { address, password: password.normalize(typed) });
  });

  it.each(['NFC', 'NFD'])('accepts an older hash, made of %s, and replaces it', async (form) => {
    const address = newEmail();
    const password = 'forêt où ﬁnit l’été';
    const { user } = await auth.signUp(address, password);
    const old = await argon2.hash(password.normalize(form), { memoryCost: 19_456, timeCost: 2 });
    const setHash = 'UPDATE account SET password_hash = $2 WHERE id = $1';
    await auth.sql.query(setHash, [user.id, old]);
    const hash = async () => {
      const { rows } = await auth.sql.query<{ hash: string }>(
        'SELECT password_hash AS hash FROM account WHERE id = $1',
        [user.id],
      );
      return rows[0]!.hash;
    };
    await auth.call(authRpc.login, { address, password: password.normalize('NFD') });
    expect(await hash()).not.toBe(old);
    expect(await argon2.verify(await hash(), password.normalize('NFKC'))).toBe(true);
    await auth.call(authRpc.login, { address, password: password.normalize('NFC') });
  });

  it('takes as long for an unknown address as for a wrong password', async () => {
    const addresses = await Promise.all(
      Array.from({ length: 3 }, async () => {
        const address = newEmail();
        await auth.signUp(address, PASSWORD);
        return address;
      }),
    );
    const times = { known: [] as number[], unknown: [] as number[] };
    for (let n = 0; n < 30; n++) {
      for (const kind of ['known', 'unknown'] as const) {
        const address = kind === 'known' ? addresses[n % 3]! : newEmail();
        const start = performance.now();
        await auth
          .call(authRpc.login, { address, password: 'not this one' })
          .catch(() => undefined);
        times[kind].push(performance.now() - start);
      }
    }
    const median = (all: number[]) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)]!;
    const ratio = median(times.unknown) / median(times.known);
    // Without the dummy hash it is below 0.3; the rest is noise of a shared machine.
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
  });

  /** Does it while as many passwords wait to be compared as may, all from networks of that standing. */
  async function whileFull(standing: 'own' | 'strange', work: () => Promise<void>) {
    const passwords = auth.instances[0]!.app.get(PasswordService, { strict: false });
    let over = false;
    // Each asks again as soon as it has its answer, so that nobody else finds a place.
    const askOn = async () => {
      while (!over) await passwords.compare(null, PASSWORD, standing).catch(() => setImmediate());
    };
    const others = Array.from({ length: availableParallelism() + 60 }, askOn);
    try {
      await work();
    } finally {
      over = true;
      await Promise.all(others);
    }
  }

  it('answers auth.busy while too many passwords wait to be hashed, but lets in whoever comes from where they or somebody else have signed in, and others afterwards', async () => {
    const [address, guest] = [newEmail(), newEmail()];
    await auth.signUp(address, PASSWORD);
    await auth.signUp(guest, PASSWORD);
    const login = (client = 'elsewhere', who = address) =>
      auth.call(authRpc.login, { address: who, password: PASSWORD }, { client });
    await login('home');
    await whileFull('strange', async () => {
      await expect(login()).rejects.toMatchObject({ ...code(authErrors.busy), status: 503 });
      expect((await login('home')).tokenType).toBe('Bearer');
      expect((await login('home', guest)).tokenType).toBe('Bearer');
    });
    expect((await login()).tokenType).toBe('Bearer');
  });

  it.each([
    ['counts, from where nobody has signed in,', 'strange', 'auth.too_many_tries'],
    ['does not count, from where its owner has,', 'own', undefined],
  ] as const)('%s what there is no time to compare', async (_, standing, after) => {
    const address = newEmail();
    const client = `network of ${standing}`;
    await auth.signUp(address, PASSWORD);
    const login = () => auth.call(authRpc.login, { address, password: PASSWORD }, { client });
    if (standing === 'own') await login();
    await whileFull(standing, async () => {
      for (let n = 0; n < 20; n++) await expect(login()).rejects.toMatchObject({ status: 503 });
    });
    const answer = await login().catch((error: unknown) => error as { code: string });
    expect('code' in answer ? answer.code : undefined).toBe(after);
  });
});

it('answers an unknown verification id like a wrong code', async () => {
  await expect(
    auth.call(authRpc.verify, { verificationId: newId(), code: '123456' }),
  ).rejects.toMatchObject(code(authErrors.badCode));
});
