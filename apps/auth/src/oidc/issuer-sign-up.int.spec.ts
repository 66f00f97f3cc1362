import type { Problem } from '@edu/contract-kit';
import { authErrors, authRpc } from '@edu/contracts-auth';
import {
  agreeAt,
  startOidcSimulator,
  type IssuerPerson,
  type OidcSimulator,
} from '@edu/simulators';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TERMS_VERSION } from '../account/terms.ts';
import { asActor, newEmail, startAuth } from '../auth.harness.ts';
import type { TestAuth, Tokens } from '../auth.harness.ts';

const CLIENT = { clientId: 'educonnect', clientSecret: 'secret of a test' };
const DETAILS = { role: 'parent', displayName: 'Awa Koné', locale: 'fr' } as const;

let auth: TestAuth;
let example: OidcSimulator;
beforeAll(async () => {
  example = await startOidcSimulator(CLIENT);
  await fetch(`${example.url}/.well-known/openid-configuration`);
  const issuers = [{ id: 'example', name: 'Example', issuer: example.url, ...CLIENT }];
  auth = await startAuth({ env: { OIDC_ISSUERS: JSON.stringify(issuers) } });
});
afterAll(async () => {
  await auth.stop();
  await example.close();
});
beforeEach(() => auth.advance(24 * 3_600_000));

type Email = Extract<ReturnType<typeof newEmail>, { channel: 'email' }>;
const anEmail = () => newEmail() as Email;

async function enter(person: IssuerPerson): Promise<Tokens> {
  const { url, attempt } = await auth.call(authRpc.beginIssuerSignIn, { issuer: 'example' });
  const query = await agreeAt(url, person);
  return auth.call(authRpc.issuerSignIn, { attempt, query });
}
async function paramsOf(work: Promise<unknown>, { code }: { code: string }) {
  const failure = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(failure).toMatchObject({ code });
  return (failure as Problem).params as Record<string, string>;
}
/** Comes back from the issuer. @returns the ticket of who has no account here */
const ticketOf = async (person: IssuerPerson) =>
  (await paramsOf(enter(person), authErrors.issuerNewcomer))['ticket']!;
const signUp = (ticket: string, more: { email?: string } = {}) =>
  auth.call(authRpc.issuerSignUp, { ticket, ...DETAILS, ...more });
const verify = (verificationId: string, code: string) =>
  auth.call(authRpc.verify, { verificationId, code });
const refused = (work: Promise<unknown>, { code }: { code: string }) =>
  expect(work).rejects.toMatchObject({ code });
const linksOf = async (tokens: Tokens) =>
  (await auth.call(authRpc.issuerLinks, {}, { as: asActor(tokens) })).items;
const rowsFor = async ({ email }: Email) => {
  const { rows } = await auth.sql.query<Record<string, unknown>>(
    `SELECT roles, zone, terms_version, terms_accepted_at, password_hash, issuer, email
     FROM account LEFT JOIN issuer_link ON account_id = account.id WHERE email = $1`,
    [email],
  );
  return rows;
};

describe('a sign-up with an account of another company', () => {
  it('makes an account that is linked, with a role and terms of its own, and lets in at once', async () => {
    const address = anEmail();
    const params = await paramsOf(enter({ email: address.email }), authErrors.issuerNewcomer);
    expect(params).toMatchObject({ name: 'Example', email: address.email, kind: 'verified' });
    const { user, accessToken } = await auth.call(authRpc.issuerSignUp, {
      ...{ ticket: params['ticket']!, ...DETAILS, zone: 'Africa/Abidjan' },
    });
    expect(user).toMatchObject({
      ...{ roles: ['parent'], displayName: 'Awa Koné', locale: 'fr', zone: 'Africa/Abidjan' },
      ...{ email: address.email, phone: null, hasPassword: false },
    });
    expect(decodeJwt(accessToken)).toMatchObject({ acr: 'aal1', amr: ['fed'] });
    expect(await rowsFor(address)).toMatchObject([
      { issuer: example.url, terms_version: TERMS_VERSION, terms_accepted_at: auth.clock.now() },
    ]);
    expect((await enter({ email: address.email })).user.id).toBe(user.id);
    // No code of ours went there.
    expect(auth.sent.filter(({ message }) => message.kind === 'code')).toEqual([]);
  });

  it('sends a code to an address that the issuer has not verified, and links with it', async () => {
    const address = anEmail();
    const person = { email: address.email, unverified: true } as const;
    const ticket = await ticketOf(person);
    await refused(signUp(ticket), authErrors.issuerUnverified);
    const params = await paramsOf(
      signUp(ticket, { email: address.email }),
      authErrors.codeRequired,
    );
    expect(await rowsFor(address)).toEqual([]);
    const { user } = await verify(params['verificationId']!, auth.lastCode(address));
    expect(await rowsFor(address)).toMatchObject([{ roles: ['parent'], issuer: example.url }]);
    expect((await enter(person)).user.id).toBe(user.id);
  });

  it('sends one to another address than the verified one', async () => {
    const [theirs, own] = [anEmail(), anEmail()];
    const ticket = await ticketOf({ email: theirs.email });
    const params = await paramsOf(signUp(ticket, { email: own.email }), authErrors.codeRequired);
    await verify(params['verificationId']!, auth.lastCode(own));
    expect(await rowsFor(own)).toMatchObject([{ issuer: example.url }]);
    expect(await rowsFor(theirs)).toEqual([]);
  });

  it('answers the same for an address of somebody else, and writes to them', async () => {
    const address = anEmail();
    const tokens = await auth.signUp(address);
    const ticket = await ticketOf({ email: address.email, unverified: true });
    const params = await paramsOf(
      signUp(ticket, { email: address.email }),
      authErrors.codeRequired,
    );
    expect(params).toEqual({ verificationId: expect.any(String) as string, channel: 'email' });
    expect(auth.lastMessage(address)).toMatchObject({ kind: 'known_address' });
    await refused(verify(params['verificationId']!, '000000'), authErrors.badCode);
    expect(await linksOf(tokens)).toEqual([]);
  });

  it('takes no ticket that is forged, over or of an attempt', async () => {
    const address = anEmail();
    await refused(signUp('x'.repeat(80)), authErrors.badChallenge);
    const { attempt } = await auth.call(authRpc.beginIssuerSignIn, { issuer: 'example' });
    await refused(signUp(attempt), authErrors.badChallenge);
    const ticket = await ticketOf({ email: address.email });
    auth.advance(30 * 60_000);
    await refused(signUp(ticket), authErrors.badChallenge);
    expect(await rowsFor(address)).toEqual([]);
  });

  it('makes one account of two tabs, with one ticket or with two', async () => {
    for (const tickets of [1, 2]) {
      const address = anEmail();
      const first = await ticketOf({ email: address.email });
      const second = tickets === 1 ? first : await ticketOf({ email: address.email });
      const answers = await Promise.allSettled([signUp(first), signUp(second)]);
      const failures = answers.flatMap((answer) =>
        answer.status === 'rejected' ? [answer.reason as Problem] : [],
      );
      expect(failures).toMatchObject([{ code: authErrors.issuerKnownAddress.code }]);
      expect(await rowsFor(address)).toHaveLength(1);
    }
  });

  it('lets a code finish what another tab has not, and links one account only', async () => {
    const [one, two] = [anEmail(), anEmail()];
    const person = { email: one.email, unverified: true } as const;
    const codes = [];
    for (const address of [one, two]) {
      const ticket = await ticketOf(person);
      const { verificationId } = await paramsOf(
        signUp(ticket, { email: address.email }),
        authErrors.codeRequired,
      );
      codes.push([verificationId!, auth.lastCode(address)] as const);
    }
    const tokens = await verify(...codes[0]!);
    await refused(verify(...codes[1]!), authErrors.issuerTaken);
    expect(await rowsFor(two)).toEqual([]);
    expect((await auth.call(authRpc.issuerLinks, {}, { as: asActor(tokens) })).items).toHaveLength(
      1,
    );
  });
});
