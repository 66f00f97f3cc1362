import { generateKeyPairSync } from 'node:crypto';
import type { Problem } from '@edu/contract-kit';
import { authErrors, authRpc } from '@edu/contracts-auth';
import { agreeAt, startOidcSimulator, type OidcSimulator } from '@edu/simulators';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newEmail, startAuth, type TestAuth } from '../auth.harness.ts';

const TEAM = { teamId: 'TEAM123456', keyId: 'KEY1234567' };
const key = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const another = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pemOf = ({ privateKey }: typeof key) =>
  privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

let auth: TestAuth;
let apple: OidcSimulator;
beforeAll(async () => {
  const clientId = 'app.educonnect';
  apple = await startOidcSimulator({
    ...{ clientId, clientSecret: 'of the simulator' },
    appleKey: { ...TEAM, publicKey: key.publicKey },
  });
  await fetch(`${apple.url}/.well-known/openid-configuration`);
  const like = { name: 'Apple', issuer: apple.url, clientId, scope: 'openid email name' };
  const issuers = [
    { id: 'apple', ...like, signingKey: { ...TEAM, privateKey: pemOf(key) } },
    { id: 'forged', ...like, signingKey: { ...TEAM, privateKey: pemOf(another) } },
  ].map((issuer) => ({ ...issuer, responseMode: 'form_post' }));
  auth = await startAuth({ env: { OIDC_ISSUERS: JSON.stringify(issuers) } });
});
afterAll(async () => {
  await auth.stop();
  await apple.close();
});

const begin = (issuer: string) => auth.call(authRpc.beginIssuerSignIn, { issuer });
const problemOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error as Problem,
  );
const emailOf = () => (newEmail() as { email: string }).email;

it('posts its answer, with a name the first time, and takes a secret that the team signs', async () => {
  const person = { email: emailOf() };
  const { url, attempt } = await begin('apple');
  const asked = new URL(url).searchParams;
  expect(asked.get('response_mode')).toBe('form_post');
  expect(asked.get('redirect_uri')).toMatch(/\/api\/v1\/auth\/issuer-form$/);
  const query = await agreeAt(url, person);
  expect(new URLSearchParams(query).get('user')).toContain('"firstName"');
  const newcomer = await problemOf(auth.call(authRpc.issuerSignIn, { attempt, query }));
  expect(newcomer).toMatchObject({ code: authErrors.issuerNewcomer.code });
  const ticket = newcomer!.params!['ticket'] as string;
  const details = { role: 'student', displayName: 'Ama Boateng' } as const;
  const { user } = await auth.call(authRpc.issuerSignUp, { ticket, ...details });
  expect(user.email).toBe(person.email);

  const again = await begin('apple');
  const second = await agreeAt(again.url, person);
  expect(new URLSearchParams(second).has('user')).toBe(false);
  const { attempt: fresh } = again;
  const entered = await auth.call(authRpc.issuerSignIn, { attempt: fresh, query: second });
  expect(entered.user.id).toBe(user.id);
});

it('says where an address is only passed on, so that its owner may give another', async () => {
  const { url, attempt } = await begin('apple');
  const query = await agreeAt(url, { email: emailOf(), hides: true });
  const problem = await problemOf(auth.call(authRpc.issuerSignIn, { attempt, query }));
  expect(problem).toMatchObject({
    code: authErrors.issuerNewcomer.code,
    params: { kind: 'relayed', email: expect.stringMatching(/@privaterelay\.example$/) as string },
  });
});

it('refuses a secret that another key has signed', async () => {
  const { url, attempt } = await begin('forged');
  const query = await agreeAt(url, { email: emailOf() });
  const problem = await problemOf(auth.call(authRpc.issuerSignIn, { attempt, query }));
  expect(problem).toMatchObject({ code: authErrors.issuerFailed.code });
});

it.each([[{ clientSecret: 'x', signingKey: { ...TEAM, privateKey: 'PRIVATE KEY' } }], [{}]])(
  'is not configured with two secrets or none',
  async (secrets) => {
    const { issuersVariable } = await import('./issuer.config.ts');
    const issuer = { id: 'a', name: 'A', issuer: 'https://a.example', clientId: 'a', ...secrets };
    expect(issuersVariable.safeParse(JSON.stringify([issuer])).success).toBe(false);
  },
);
