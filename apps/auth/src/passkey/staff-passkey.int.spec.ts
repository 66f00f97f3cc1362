import { newId, platformErrors, type Role } from '@edu/contract-kit';
import { authErrors, authRpc } from '@edu/contracts-auth';
import { SoftwareAuthenticator } from '@edu/simulators';
import { decodeJwt } from 'jose';
import { eventually } from '@edu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asActor, byPasskey, newEmail, PASSWORD, startAuth } from '../auth.harness.ts';
import type { TestAuth, Tokens } from '../auth.harness.ts';

const ORIGIN = 'https://educonnect.test';
const DAY_MS = 24 * 3_600_000;
const refused = (work: Promise<unknown>, { code }: { code: string }) =>
  expect(work).rejects.toMatchObject({ code });

let auth: TestAuth;
beforeAll(async () => {
  auth = await startAuth({ env: { PUBLIC_URL: ORIGIN } });
});
afterAll(() => auth.stop());

/** Somebody with a password, signed in by it, with a fresh proof. */
async function somebody(role: Role) {
  const address = newEmail() as { channel: 'email'; email: string };
  const { email } = address;
  await auth.call(authRpc.seedAccount, { role, email, password: PASSWORD, displayName: 'Ada' });
  const tokens = await auth.stepUp(await auth.call(authRpc.login, { address, password: PASSWORD }));
  return { address, email, tokens };
}

async function add(tokens: Tokens, invitation?: string): Promise<SoftwareAuthenticator> {
  const as = asActor(tokens);
  const device = new SoftwareAuthenticator(ORIGIN);
  const credential = device.create(await auth.call(authRpc.beginPasskey, {}, { as }));
  await auth.call(authRpc.addPasskey, { credential, ...(invitation && { invitation }) }, { as });
  return device;
}

async function invitationFor(email: string): Promise<string> {
  const { link } = await auth.call(authRpc.invitePasskey, { email });
  const { origin, pathname, hash } = new URL(link);
  expect([origin, pathname]).toEqual([ORIGIN, '/account/security']);
  return hash.slice(1);
}

const find = (tokens: Tokens) =>
  auth.call(authRpc.findAccounts, { q: 'ada' }, { as: asActor(tokens) });
const anAdmin = async () => auth.stepUp(await byPasskey(auth, (await somebody('admin')).tokens));
const inviteAs = (tokens: Tokens, userId: string) =>
  auth.call(authRpc.inviteStaffPasskey, { userId }, { as: asActor(tokens) });
const refresh = ({ refreshToken }: Tokens) => auth.call(authRpc.refresh, { refreshToken });

describe('the first passkey of staff', () => {
  it('is added with the operator’s link, once, and opens their tools', async () => {
    const { email, tokens } = await somebody('support');
    const needed = authErrors.passkeyInvitationNeeded;
    await refused(add(tokens), needed);
    await refused(add(tokens, 'x'.repeat(43)), needed);
    const first = await invitationFor(email);
    const invitation = await invitationFor(email);
    await refused(add(tokens, first), needed);
    await refused(find(tokens), platformErrors.secondFactorRequired);

    const device = await add(tokens, invitation);
    const again = await refresh(tokens);
    expect(decodeJwt(again.accessToken)).toMatchObject({ acr: 'aal2' });
    await expect(find(again)).resolves.toBeTruthy();
    const request = await auth.call(authRpc.askForPasskey, {});
    const signedIn = await auth.call(authRpc.passkeySignIn, { credential: device.answer(request) });
    await expect(find(signedIn)).resolves.toBeTruthy();
    const { rows } = await auth.sql.query('SELECT FROM passkey_invitation WHERE account_id = $1', [
      signedIn.user.id,
    ]);
    expect(rows).toHaveLength(0);
  });

  it('is of the account that was invited, for a day', async () => {
    const [one, other] = [await somebody('trust'), await somebody('trust')];
    const invitation = await invitationFor(one.email);
    await refused(add(other.tokens, invitation), authErrors.passkeyInvitationNeeded);
    auth.advance(DAY_MS + 1_000);
    const late = await auth.stepUp(await refresh(one.tokens));
    await refused(add(late, invitation), authErrors.passkeyInvitationNeeded);
  });

  it('takes the place of a lost one: its sessions end', async () => {
    const { email, address, tokens } = await somebody('finance');
    const lost = await add(tokens, await invitationFor(email));
    const invitation = await invitationFor(email);
    await refused(refresh(tokens), authErrors.badRefreshToken);
    const request = await auth.call(authRpc.askForPasskey, {});
    const credential = lost.answer(request);
    await refused(auth.call(authRpc.passkeySignIn, { credential }), authErrors.badPasskey);
    const login = await auth.call(authRpc.login, { address, password: PASSWORD });
    await add(await auth.stepUp(login), invitation);
  });

  it('is nobody’s to ask for who is signed in, and of accounts that there are', async () => {
    const { email } = await somebody('admin');
    expect(authRpc.invitePasskey.access).toBe('service');
    const nobody = { email: 'nobody@example.com' };
    await refused(auth.call(authRpc.invitePasskey, nobody), authErrors.unknownUser);
    await expect(auth.call(authRpc.invitePasskey, { email })).resolves.toBeTruthy();
  });

  it('is an admin’s to make a link for, who hands it over: the owner gets a message without it', async () => {
    const [admin, owner] = [await anAdmin(), await somebody('support')];
    const lost = await add(owner.tokens, await invitationFor(owner.email));
    const { id } = owner.tokens.user;
    const { link } = await inviteAs(admin, id);
    const request = await auth.call(authRpc.askForPasskey, {});
    const signsIn = auth.call(authRpc.passkeySignIn, { credential: lost.answer(request) });
    await refused(signsIn, authErrors.badPasskey);
    const { rows } = await auth.sql.query(
      `SELECT actor_id FROM audit_log WHERE subject_id = $1 AND action = 'account.passkey_invited'
       ORDER BY id`,
      [id],
    );
    expect(rows.at(-1)).toEqual({ actor_id: admin.user.id });
    const notes = () => auth.sent.filter(({ to }) => 'email' in to && to.email === owner.email);
    const note = { kind: 'account_changed', what: 'passkey_invited' };
    await eventually(() => expect(notes().map(({ message }) => message)).toContainEqual(note));
    expect(JSON.stringify(notes())).not.toContain(new URL(link).hash.slice(1));

    const { address } = owner;
    const login = await auth.call(authRpc.login, { address, password: PASSWORD });
    await add(await auth.stepUp(login), new URL(link).hash.slice(1));
  });

  it('is no link of other staff, for oneself, for others, or without a fresh proof', async () => {
    const [admin, owner] = [await anAdmin(), await somebody('support')];
    const { id } = owner.tokens.user;
    const support = await auth.stepUp(await byPasskey(auth, (await somebody('trust')).tokens));
    await refused(inviteAs(support, id), platformErrors.forbidden);
    await refused(inviteAs(admin, admin.user.id), authErrors.ownAccount);
    await refused(inviteAs(admin, newId()), authErrors.unknownUser);
    const { tokens } = await somebody('tutor');
    await add(tokens);
    await refused(inviteAs(admin, tokens.user.id), authErrors.notStaff);
    expect((await auth.call(authRpc.passkeys, {}, { as: asActor(tokens) })).items).toHaveLength(1);
    auth.advance(6 * 60_000);
    await refused(inviteAs(await refresh(admin), id), platformErrors.stepUpRequired);
  });

  it('is not what others need a link for', async () => {
    const { tokens } = await somebody('tutor');
    await expect(add(tokens)).resolves.toBeTruthy();
  });
});

describe('staff who have a passkey', () => {
  it('prove by it alone that it is them', async () => {
    const { email, tokens } = await somebody('admin');
    const device = await add(tokens, await invitationFor(email));
    const as = asActor(await refresh(tokens));
    const { ways, passkey } = await auth.call(authRpc.requestStepUp, {}, { as });
    expect(ways).toEqual([{ factor: 'passkey', address: null }]);
    const needed = authErrors.secondFactorNeeded;
    await refused(auth.call(authRpc.requestStepUp, { channel: 'email' }, { as }), needed);
    const byPassword = { kind: 'password', password: PASSWORD } as const;
    await refused(auth.call(authRpc.proveStepUp, { proof: byPassword }, { as }), needed);
    const proof = { kind: 'passkey', credential: device.answer(passkey!) } as const;
    await expect(auth.call(authRpc.proveStepUp, { proof }, { as })).resolves.toBeTruthy();
  });

  it('get nowhere as staff by an app’s codes', async () => {
    const { email, address, tokens } = await somebody('trust');
    await add(tokens, await invitationFor(email));
    await auth.sql.query(`UPDATE session SET amr = '{pwd,otp,mfa}' WHERE account_id = $1`, [
      tokens.user.id,
    ]);
    const byApp = await refresh(tokens);
    expect(decodeJwt(byApp.accessToken)).toMatchObject({ acr: 'aal2' });
    await refused(find(byApp), platformErrors.secondFactorRequired);
    const byPassword = await auth.call(authRpc.login, { address, password: PASSWORD });
    await refused(find(byPassword), platformErrors.secondFactorRequired);
  });
});
