import { platformErrors } from '@edu/contract-kit';
import { authErrors, authEvents, authRpc } from '@edu/contracts-auth';
import { notificationErrors, notificationRpc } from '@edu/contracts-notification';
import { eventually } from '@edu/testing';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addressText, type Address } from '../account/account.domain.ts';
import {
  asActor,
  newEmail,
  newPhone,
  PASSWORD,
  startAuth,
  wrongCode,
  type TestAuth,
  type Tokens,
} from '../auth.harness.ts';

const HOUR = 3_600_000;
const code = (problem: { code: string }) => ({ code: problem.code });
const sessionOf = ({ accessToken }: Tokens) => String(decodeJwt(accessToken)['sid']);

let auth: TestAuth;
beforeAll(async () => {
  auth = await startAuth();
});
afterAll(() => auth.stop());
beforeEach(() => auth.advance(24 * HOUR));

const add = (tokens: Tokens, address: Address) =>
  auth.call(authRpc.addAddress, { address }, { as: asActor(tokens) });
const verify = (verificationId: string, digits: string) =>
  auth.call(authRpc.verify, { verificationId, code: digits });
const login = (address: Address) => auth.call(authRpc.login, { address, password: PASSWORD });

async function change(tokens: Tokens, address: Address): Promise<Tokens> {
  const { verificationId } = await auth.changeAddress(tokens, address);
  return verify(verificationId, auth.lastCode(address));
}

/** The notes that an address got about changes. */
const notesTo = (address: Address) =>
  auth.sent
    .filter(({ to }) => JSON.stringify(to) === JSON.stringify(address))
    .flatMap(({ message }) => (message.kind === 'address_changed' ? [message] : []));
const undoTokenTo = (address: Address) =>
  eventually(() => {
    const token = notesTo(address)[0]?.undoToken;
    if (!token) throw new Error('no note with an undo has come');
    return token;
  });
const undo = (token: string) => auth.call(authRpc.undoAddressChange, { token });

describe('an access token alone', () => {
  it('cannot change the address of the account, however fresh the sign-in', async () => {
    const [mine, attackers] = [newEmail(), newEmail()];
    await auth.signUp(mine, PASSWORD);
    const stolen = await login(mine);
    await expect(add(stolen, attackers)).rejects.toMatchObject({
      ...code(platformErrors.stepUpRequired),
      status: 403,
    });
    expect(() => auth.lastMessage(attackers)).toThrow();
    const { user } = await login(mine);
    expect(user.email).toBe(addressText(mine));
  });

  it('of a session that has ended, or of a suspended user, changes nothing', async () => {
    const signedOut = await auth.stepUp(await auth.signUp(newEmail()));
    await auth.call(authRpc.logout, {}, { as: asActor(signedOut) });
    const suspended = await auth.stepUp(await auth.signUp(newEmail()));
    await auth.call(authRpc.suspend, { userId: suspended.user.id });
    for (const tokens of [signedOut, suspended]) {
      await expect(add(tokens, newEmail())).rejects.toMatchObject(
        code(platformErrors.unauthenticated),
      );
    }
  });
});

describe('a new address', () => {
  it('replaces the old one once it is proven', async () => {
    const [email, phone, newer] = [newEmail(), newPhone(), newEmail()];
    let tokens = await auth.signUp(email, PASSWORD);
    for (const address of [phone, newer]) {
      const { verificationId } = await auth.changeAddress(tokens, address);
      expect(auth.lastMessage(address)).toMatchObject({ kind: 'code', purpose: 'address' });
      const before = await auth.call(authRpc.me, {}, { as: asActor(tokens) });
      expect([before.email, before.phone]).not.toContain(addressText(address));
      tokens = await verify(verificationId, auth.lastCode(address));
    }
    const { user } = await login(newer);
    expect([user.phone, user.email]).toEqual([phone, newer].map(addressText));
    await expect(login(email)).rejects.toMatchObject(code(authErrors.badCredentials));
    await auth.events.next(
      authEvents.userVerified,
      (d) => d.userId === user.id && d.channel === 'sms',
    );
    const { rows } = await auth.sql.query<{ action: string }>(
      `SELECT action FROM audit_log WHERE subject_id = $1 AND action = 'account.address_changed'`,
      [user.id],
    );
    expect(rows).toHaveLength(2);
    auth.advance(HOUR);
    await auth.signUp(email); // free again
  });

  it('ends every earlier session and answers with a new one', async () => {
    const address = newEmail();
    const asking = await auth.signUp(address, PASSWORD);
    const elsewhere = await login(address);
    const fresh = await change(asking, newEmail());
    for (const { refreshToken } of [asking, elsewhere]) {
      await expect(auth.call(authRpc.refresh, { refreshToken })).rejects.toMatchObject(
        code(authErrors.badRefreshToken),
      );
    }
    const { user } = fresh;
    for (const sessionId of [sessionOf(asking), sessionOf(elsewhere)]) {
      const ended = await auth.events.next(
        authEvents.sessionRevoked,
        (e) => e.sessionId === sessionId,
      );
      expect(ended).toEqual({ userId: user.id, sessionId, reason: 'address_changed' });
    }
    await auth.call(authRpc.refresh, { refreshToken: fresh.refreshToken });
  });

  it('is refused when the session that asked for it has ended, or its user is suspended', async () => {
    const [signedOut, suspended] = [await auth.signUp(newEmail()), await auth.signUp(newEmail())];
    const [first, second] = [newEmail(), newEmail()];
    const asked = await auth.changeAddress(signedOut, first);
    const askedToo = await auth.changeAddress(suspended, second);
    await auth.call(authRpc.logout, {}, { as: asActor(signedOut) });
    await auth.call(authRpc.suspend, { userId: suspended.user.id });
    await expect(verify(asked.verificationId, auth.lastCode(first))).rejects.toMatchObject(
      code(authErrors.badCode),
    );
    await expect(verify(askedToo.verificationId, auth.lastCode(second))).rejects.toMatchObject(
      code(authErrors.suspended),
    );
  });

  it('that belongs to another account gets the same answer, and is not changed', async () => {
    const taken = newEmail();
    const owner = await auth.signUp(taken, PASSWORD);
    const mine = await auth.signUp(newEmail());
    const { verificationId, channel } = await auth.changeAddress(mine, taken);
    expect(channel).toBe('email');
    expect(auth.lastMessage(taken)).toEqual({ kind: 'known_address' });
    await expect(verify(verificationId, '000000')).rejects.toMatchObject(code(authErrors.badCode));
    expect((await login(taken)).user.id).toBe(owner.user.id);
  });

  it('requested by two users belongs to the first who proves it', async () => {
    const address = newPhone();
    const proofs: [string, string][] = [];
    for (const tokens of [await auth.signUp(newEmail()), await auth.signUp(newEmail())]) {
      const { verificationId } = await auth.changeAddress(tokens, address);
      proofs.push([verificationId, auth.lastCode(address)]);
    }
    const results = await Promise.allSettled(proofs.map((p) => verify(...p)));
    expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
    expect(results.find((r) => r.status === 'rejected')?.reason).toMatchObject(
      code(authErrors.addressTaken),
    );
  });

  it('invalidates codes that were sent to the replaced one', async () => {
    const old = newEmail();
    const mine = await auth.signUp(old);
    const { verificationId } = await auth.call(authRpc.loginCode, { address: old });
    const loginCode = auth.lastCode(old);
    await change(mine, newEmail());
    await expect(verify(verificationId, loginCode)).rejects.toMatchObject(code(authErrors.badCode));
  });

  it('is not changed by a wrong code', async () => {
    const [old, newer] = [newEmail(), newEmail()];
    const mine = await auth.signUp(old, PASSWORD);
    const { verificationId } = await auth.changeAddress(mine, newer);
    await expect(verify(verificationId, wrongCode(auth.lastCode(newer)))).rejects.toMatchObject(
      code(authErrors.badCode),
    );
    expect((await login(old)).user.email).toBe(addressText(old));
    expect(notesTo(old)).toEqual([]);
  });
});

describe('the addresses of before', () => {
  it('each get a message about the change, the new address gets none', async () => {
    const [email, phone, newer] = [newEmail(), newPhone(), newEmail()];
    const withPhone = await change(await auth.signUp(email), phone);
    await undoTokenTo(email);
    await change(withPhone, newer);
    await undoTokenTo(phone);
    await eventually(() => expect(notesTo(email)).toHaveLength(2));
    for (const note of [...notesTo(email), ...notesTo(phone)]) {
      expect(note).not.toContain(addressText(newer));
      expect(JSON.stringify(note)).not.toContain(addressText(newer));
    }
    expect(notesTo(newer)).toEqual([]);
  });

  it('get the message later when it cannot be sent at once', async () => {
    const [old, newer] = [newEmail(), newEmail()];
    const mine = await auth.signUp(old);
    const { verificationId } = await auth.changeAddress(mine, newer);
    const digits = auth.lastCode(newer);
    auth.fake(notificationRpc.sendCode, () => {
      throw notificationErrors.notSent();
    });
    await verify(verificationId, digits);
    await eventually(async () => {
      const { rows } = await auth.sql.query<{ attempts: number }>(
        'SELECT attempts FROM address_notice WHERE address = $1',
        [addressText(old)],
      );
      expect(rows[0]?.attempts).toBeGreaterThanOrEqual(1);
    });
    expect(notesTo(old)).toEqual([]);
    auth.fake(notificationRpc.sendCode, (input) => {
      auth.sent.push(input);
      return { sentAt: new Date().toISOString() };
    });
    await undoTokenTo(old);
    await eventually(async () => {
      expect((await auth.sql.query('SELECT FROM address_notice')).rowCount).toBe(0);
    });
    expect(notesTo(old)).toHaveLength(1);
  });

  it('get the account back by undoing the change, which ends every session', async () => {
    const [old, attackers] = [newEmail(), newEmail()];
    const thief = await change(await auth.signUp(old, PASSWORD), attackers);
    const pending = newPhone();
    const asked = await auth.changeAddress(thief, pending);
    auth.advance(72 * HOUR - 60_000);
    const token = await undoTokenTo(old);
    await undo(token);
    const { user } = await login(old);
    expect(user.email).toBe(addressText(old));
    const { refreshToken } = thief;
    await expect(auth.call(authRpc.refresh, { refreshToken })).rejects.toMatchObject(
      code(authErrors.badRefreshToken),
    );
    await expect(verify(asked.verificationId, auth.lastCode(pending))).rejects.toMatchObject(
      code(authErrors.badCode),
    );
    await expect(login(attackers)).rejects.toMatchObject(code(authErrors.badCredentials));
    await expect(undo(token)).rejects.toMatchObject(code(authErrors.badUndoToken));
    await eventually(() => expect(notesTo(attackers)).toMatchObject([{ undoToken: null }]));
    const { rows } = await auth.sql.query(
      `SELECT FROM audit_log WHERE subject_id = $1 AND action = 'account.address_restored'`,
      [user.id],
    );
    expect(rows).toHaveLength(1);
  });

  it('get it back after further changes, which can no longer be undone', async () => {
    const [old, second, third] = [newEmail(), newEmail(), newEmail()];
    const taken = await change(await auth.signUp(old, PASSWORD), second);
    await change(taken, third);
    const [ours, theirs] = [await undoTokenTo(old), await undoTokenTo(second)];
    await undo(ours);
    await expect(undo(theirs)).rejects.toMatchObject(code(authErrors.badUndoToken));
    expect((await login(old)).user.email).toBe(addressText(old));
  });

  it('can remove an address that was added', async () => {
    const [mine, attackers] = [newEmail(), newPhone()];
    await change(await auth.signUp(mine, PASSWORD), attackers);
    await undo(await undoTokenTo(mine));
    expect((await login(mine)).user.phone).toBeNull();
    await auth.call(authRpc.loginCode, { address: attackers });
    expect(auth.lastMessage(attackers)).toEqual({ kind: 'unknown_address' });
  });

  it('can undo a change for 72 hours', async () => {
    const old = newEmail();
    await change(await auth.signUp(old), newEmail());
    const token = await undoTokenTo(old);
    auth.advance(72 * HOUR);
    await expect(undo(token)).rejects.toMatchObject({
      ...code(authErrors.badUndoToken),
      status: 422,
    });
  });

  it('are refused with an undo token that was not issued', async () => {
    const old = newEmail();
    await change(await auth.signUp(old), newEmail());
    const token = await undoTokenTo(old);
    const forged = token.slice(0, -2) + (token.endsWith('AA') ? 'BA' : 'AA');
    for (const guess of [forged, 'a'.repeat(43)]) {
      await expect(undo(guess)).rejects.toMatchObject(code(authErrors.badUndoToken));
    }
  });
});
