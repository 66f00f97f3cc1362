import { newId, platformErrors, type Problem } from '@edu/contract-kit';
import { authErrors, authRpc } from '@edu/contracts-auth';
import {
  agreeAt,
  startOidcSimulator,
  type IssuerPerson,
  type OidcSimulator,
} from '@edu/simulators';
import { eventually } from '@edu/testing';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asActor, newEmail, PASSWORD, startAuth } from '../auth.harness.ts';
import type { TestAuth, Tokens } from '../auth.harness.ts';

const CLIENT = { clientId: 'educonnect', clientSecret: 'secret of a test' };
const code = (problem: { code: string }) => ({ code: problem.code });
const refused = (work: Promise<unknown>, problem: { code: string }) =>
  expect(work).rejects.toMatchObject(code(problem));

let auth: TestAuth;
let example: OidcSimulator;
let other: OidcSimulator;
beforeAll(async () => {
  [example, other] = [await startOidcSimulator(CLIENT), await startOidcSimulator(CLIENT)];
  // They load with the first question, which may take longer than a sign-in waits.
  for (const { url } of [example, other]) await fetch(`${url}/.well-known/openid-configuration`);
  const gone = await startOidcSimulator(CLIENT);
  await gone.close();
  const issuers = [
    { id: 'example', name: 'Example', issuer: example.url, ...CLIENT },
    { id: 'other', name: 'Other', issuer: other.url, ...CLIENT },
    { id: 'gone', name: 'Gone', issuer: gone.url, ...CLIENT },
  ];
  auth = await startAuth({ env: { OIDC_ISSUERS: JSON.stringify(issuers) } });
});
afterAll(async () => {
  await auth.stop();
  await Promise.all([example.close(), other.close()]);
});
beforeEach(() => auth.advance(24 * 3_600_000));

type Email = Extract<ReturnType<typeof newEmail>, { channel: 'email' }>;
const anEmail = () => newEmail() as Email;
const begin = (issuer = 'example') => auth.call(authRpc.beginIssuerSignIn, { issuer });
const signIn = (attempt: string, query: string) =>
  auth.call(authRpc.issuerSignIn, { attempt, query });
/** What somebody is sent on with. */
async function sentAway(work: Promise<unknown>, problem: { code: string }) {
  const failure = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(failure).toMatchObject(code(problem));
  return (failure as Problem).params as Record<string, string> & { readonly ticket: string };
}
/** From the button to the answer. */
async function enter(person: IssuerPerson, issuer?: string): Promise<Tokens> {
  const { url, attempt } = await begin(issuer);
  return signIn(attempt, await agreeAt(url, person));
}
const beginLink = (tokens: Tokens, issuer = 'example') =>
  auth.call(authRpc.beginIssuerLink, { issuer }, { as: asActor(tokens) });
async function link(tokens: Tokens, person: IssuerPerson) {
  const { url, attempt } = await beginLink(tokens);
  const query = await agreeAt(url, person);
  return auth.call(authRpc.linkIssuer, { attempt, query }, { as: asActor(tokens) });
}
const links = async (tokens: Tokens) =>
  (await auth.call(authRpc.issuerLinks, {}, { as: asActor(tokens) })).items;
const notes = (address: Email) =>
  auth.sent
    .filter(({ to }) => JSON.stringify(to) === JSON.stringify(address))
    .flatMap(({ message }) => (message.kind === 'account_changed' ? [message.what] : []));

describe('a sign-in with an account of another company', () => {
  it('links nothing before its owner has signed in here, and signs in by who they are from then on', async () => {
    const address = anEmail();
    await auth.signUp(address, PASSWORD);
    const email = address.email.toUpperCase();
    const { ticket } = await sentAway(enter({ email }), authErrors.issuerKnownAddress);
    const known = await auth.call(authRpc.login, { address, password: PASSWORD });
    expect(await links(known)).toEqual([]);
    const as = asActor(known);
    const link = await auth.call(authRpc.linkIssuerTicket, { ticket }, { as });
    expect(await auth.call(authRpc.linkIssuerTicket, { ticket }, { as })).toEqual(link);
    const { user, accessToken } = await enter({ email });
    // What the issuer says of roles is not taken.
    expect(user).toMatchObject({ id: known.user.id, roles: ['student'] });
    expect(decodeJwt(accessToken)).toMatchObject({ acr: 'aal1', amr: ['fed'], roles: ['student'] });
    expect(await links(known)).toMatchObject([{ name: 'Example' }]);
    await eventually(() => expect(notes(address)).toEqual(['issuer_linked']));
    // It says nothing of the address any more, or it is another's by now.
    const again = await enter({ email, unverified: true });
    expect(again.user.id).toBe(known.user.id);
    expect(await links(known)).toMatchObject([{ lastUsedAt: auth.clock.now().toISOString() }]);
  });

  it('links a ticket in a later session of the account with that address, and in no other', async () => {
    const address = anEmail();
    const before = await auth.signUp(address, PASSWORD);
    auth.advance(2_000);
    const { ticket } = await sentAway(
      enter({ email: address.email }),
      authErrors.issuerKnownAddress,
    );
    const linkAs = (tokens: Tokens, given = ticket) =>
      auth.call(authRpc.linkIssuerTicket, { ticket: given }, { as: asActor(tokens) });
    await refused(linkAs(before), platformErrors.stepUpRequired);
    await refused(linkAs(await auth.signUp(anEmail())), authErrors.issuerOtherAddress);
    const after = await auth.call(authRpc.login, { address, password: PASSWORD });
    await refused(linkAs(after, 'x'.repeat(80)), authErrors.badChallenge);
    // One of an attempt is none.
    await refused(linkAs(after, (await begin()).attempt), authErrors.badChallenge);
    auth.advance(30 * 60_000);
    const late = await auth.call(authRpc.login, { address, password: PASSWORD });
    await refused(linkAs(late), authErrors.badChallenge);
    expect(await links(late)).toEqual([]);
  });

  it('does not say whether somebody has an address that the issuer has not verified', async () => {
    const address = anEmail();
    const known = await auth.signUp(address);
    const unverified = { email: address.email, unverified: true } as const;
    expect(await sentAway(enter(unverified), authErrors.issuerNewcomer)).toMatchObject({
      ...{ email: address.email, kind: 'unverified' },
    });
    await refused(enter({ email: address.email, declines: true }), authErrors.issuerDeclined);
    expect(await rowsOf(known)).toEqual({ links: '0', sessions: '1' });
  });

  it('takes no answer that is forged, of another question, another issuer or another time', async () => {
    const address = anEmail();
    const known = await auth.signUp(address);
    const person = { email: address.email };
    const [one, two] = [await begin(), await begin()];
    const query = await agreeAt(one.url, person);
    const params = new URLSearchParams(query);
    const failed = authErrors.issuerFailed;
    const forged = (name: string, value: string) => {
      const changed = new URLSearchParams(params);
      changed.set(name, value);
      return signIn(one.attempt, changed.toString());
    };
    await refused(forged('state', 'x'.repeat(43)), failed);
    await refused(forged('iss', other.url), failed);
    await refused(forged('code', 'x'.repeat(43)), failed);
    await refused(signIn(one.attempt, ''), failed);
    // The answer to one question, given to the other, as it is and with the state changed.
    await refused(signIn(two.attempt, query), failed);
    const twos = new URL(two.url).searchParams;
    params.set('state', twos.get('state')!);
    await refused(signIn(two.attempt, params.toString()), failed);
    // Of another issuer.
    const mixed = await begin('other');
    await refused(signIn(mixed.attempt, query), failed);
    await refused(signIn('x'.repeat(80), query), authErrors.badChallenge);
    expect(await rowsOf(known)).toEqual({ links: '0', sessions: '1' });
    const late = await begin();
    const lateQuery = await agreeAt(late.url, person);
    auth.advance(10 * 60_000);
    await refused(signIn(late.attempt, lateQuery), authErrors.badChallenge);
    // An answer works once.
    const last = await begin();
    const lastQuery = await agreeAt(last.url, person);
    await refused(signIn(last.attempt, lastQuery), authErrors.issuerKnownAddress);
    await refused(signIn(last.attempt, lastQuery), failed);
  });

  it('asks with PKCE, a state and a nonce of its own each time, of issuers that are there', async () => {
    expect((await auth.call(authRpc.issuers, {})).items[0]).toEqual({
      id: 'example',
      name: 'Example',
    });
    const asked = [await begin(), await begin()].map(({ url }) => new URL(url).searchParams);
    for (const name of ['state', 'nonce', 'code_challenge']) {
      const values = asked.map((params) => params.get(name));
      expect(values.every((value) => /^[\w-]{43}$/.test(value!))).toBe(true);
      expect(values[0]).not.toBe(values[1]);
    }
    expect(asked[0]!.get('code_challenge_method')).toBe('S256');
    await refused(begin('nobody'), authErrors.unknownIssuer);
    await refused(begin('gone'), authErrors.issuerUnavailable);
  });

  it('asks for the second factor, and lets nobody in whose account is suspended', async () => {
    const address = anEmail();
    const known = await auth.stepUp(await auth.signUp(address));
    await link(known, { email: address.email });
    await auth.sql.query(
      `INSERT INTO totp (account_id, secret, created_at, confirmed_at) VALUES ($1, '', now(), now())`,
      [known.user.id],
    );
    await refused(enter({ email: address.email }), authErrors.mfaRequired);
    await auth.call(authRpc.suspend, { userId: known.user.id });
    await refused(enter({ email: address.email }), authErrors.suspended);
    expect(await rowsOf(known)).toEqual({ links: '1', sessions: '1' });
  });
});

describe('a link', () => {
  it('is made and removed with a fresh proof, and announced', async () => {
    const address = anEmail();
    const signedUp = await auth.signUp(address);
    await refused(beginLink(signedUp), platformErrors.stepUpRequired);
    const tokens = await auth.stepUp(signedUp);
    const { id, name } = await link(tokens, { email: address.email });
    expect(name).toBe('Example');
    expect((await enter({ email: address.email })).user.id).toBe(tokens.user.id);
    await auth.call(authRpc.unlinkIssuer, { id }, { as: asActor(tokens) });
    expect(await links(tokens)).toEqual([]);
    await eventually(() => expect(notes(address)).toEqual(['issuer_linked', 'issuer_unlinked']));
  });

  it('needs the address of this account, this session, and an account that nobody has', async () => {
    const [mine, theirs] = [anEmail(), anEmail()];
    const tokens = await auth.stepUp(await auth.signUp(mine));
    const stranger = await auth.stepUp(await auth.signUp(theirs));
    await refused(link(tokens, { email: theirs.email }), authErrors.issuerOtherAddress);
    await refused(
      link(tokens, { email: mine.email, unverified: true }),
      authErrors.issuerUnverified,
    );
    const { url, attempt } = await beginLink(tokens);
    const query = await agreeAt(url, { email: mine.email });
    const elsewhere = { as: asActor(stranger) };
    await refused(
      auth.call(authRpc.linkIssuer, { attempt, query }, elsewhere),
      authErrors.badChallenge,
    );
    await refused(signIn(attempt, query), authErrors.badChallenge);
    const linked = await auth.call(authRpc.linkIssuer, { attempt, query }, { as: asActor(tokens) });
    expect(await link(tokens, { email: mine.email })).toEqual(linked);
    const { id } = linked;
    await refused(auth.call(authRpc.unlinkIssuer, { id }, elsewhere), authErrors.unknownIssuerLink);
    await refused(
      auth.call(authRpc.unlinkIssuer, { id: newId() }, elsewhere),
      authErrors.unknownIssuerLink,
    );
    expect(await links(tokens)).toHaveLength(1);
  });
});

async function rowsOf({ user }: Tokens) {
  const { rows } = await auth.sql.query<{ links: string; sessions: string }>(
    `SELECT (SELECT count(*) FROM issuer_link WHERE account_id = $1) AS links,
       (SELECT count(*) FROM session WHERE account_id = $1) AS sessions`,
    [user.id],
  );
  return rows[0];
}
