import { KeyObject, sign as signBytes } from 'node:crypto';
import { AccessClaims, newId } from '@edu/contract-kit';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { testKeys } from './test-actor.ts';

const { keyId: kid, privateKey, publicKey, publicJwk } = testKeys;

type Head = Record<string, unknown>;

/** By name; `good` is one that is honoured, to show that the others differ from it in one thing. */
export interface BadTokens {
  readonly good: string;
  readonly bad: ReadonlyMap<string, string>;
}

/**
 * Access tokens that nobody may be let in with, most of them signed with the right key.
 *
 * @param elsewhere an address that some of them name as the place of their key
 */
export async function badTokens(elsewhere: string): Promise<BadTokens> {
  const [claims, theirs] = [goodClaims(), await generateKeyPair('RS256', { extractable: true })];
  const theirJwk = { ...(await exportJWK(theirs.publicKey)), kid, alg: 'RS256', use: 'sig' };
  const good = sign(claims);
  const [head, payload, signature] = good.split('.') as [string, string, string];
  const bad = new Map<string, string>();

  for (const alg of ['none', 'None', 'nOnE', '']) {
    bad.set(`alg ${alg || 'empty'}, unsigned`, unsigned({ alg }, claims, ''));
    bad.set(
      `alg ${alg || 'empty'}, with a signature of before`,
      unsigned({ alg }, claims, signature),
    );
  }
  const publicForms = {
    PEM: await exportSPKI(publicKey),
    modulus: publicJwk.n!,
    JWK: JSON.stringify(publicJwk),
  };
  for (const [form, secret] of Object.entries(publicForms)) {
    bad.set(`HS256 by the ${form} of the public key`, await hmac(claims, secret));
  }

  const of = (name: string, wrong: Head, header: Head = {}) =>
    bad.set(name, sign({ ...claims, ...wrong }, header));
  const now = Math.floor(Date.now() / 1_000);
  of('of another audience', { aud: 'others' });
  of('of our audience and another', { aud: [claims.aud, 'others'] });
  of('of no audience', { aud: undefined });
  of('of another issuer', { iss: 'https://accounts.example' });
  of('of no issuer', { iss: undefined });
  of('expired', { exp: now - 60 });
  of('that never expires', { exp: undefined });
  of('not yet valid', { nbf: now + 600 });
  of('of a role that there is not', { roles: ['root'] });
  of('whose subject is a number', { sub: 1 });
  of('whose subject is a list', { sub: [claims.sub] });
  of('whose subject is no id', { sub: `${claims.sub}' OR '1'='1` });
  of('whose session is an object', { sid: { id: claims.sid } });
  of('whose roles are text', { roles: 'admin' });
  of('whose roles are objects', { roles: [{ name: 'admin' }] });
  of('whose end is text', { exp: '9999999999' });
  of('whose proof is text', { step_up_time: 'now' });

  for (const typ of ['JWT', 'dpop+jwt', undefined]) of(`of type ${typ}`, {}, { typ });
  const paths = ['../../dev/null', '/etc/passwd', `${kid}\0`, '', '__proto__'];
  for (const other of [...paths, "x' UNION SELECT 'a", elsewhere, 'unknown', 7, [kid], { kid }]) {
    of(`of the key ${JSON.stringify(other)}`, {}, { kid: other });
  }
  of('of no key', {}, { kid: undefined });
  of('with a critical header', {}, { crit: ['urn:example:x'], 'urn:example:x': 1 });
  of('with its payload as it is', {}, { crit: ['b64'], b64: false });

  const byOther = (header: Head) =>
    sign({ ...claims, roles: ['admin'] }, header, theirs.privateKey);
  bad.set('of another signer', byOther({}));
  bad.set('with its own jwk', byOther({ jwk: theirJwk }));
  bad.set('with its own jku', byOther({ jku: elsewhere }));
  bad.set('with its own x5u', byOther({ x5u: elsewhere }));
  bad.set('with its own x5c', byOther({ x5c: [theirJwk.n] }));

  const admin = encode({ ...claims, roles: ['admin'] });
  const first = signature.startsWith('A') ? 'B' : 'A';
  bad.set('with a role added', `${head}.${admin}.${signature}`);
  bad.set('with a claim twice', `${head}.${twice(claims)}.${signature}`);
  bad.set('with another signature', `${head}.${payload}.${first}${signature.slice(1)}`);
  bad.set('with no signature', `${head}.${payload}.`);
  bad.set('cut off', good.slice(0, -12));
  bad.set('without dots', good.replaceAll('.', ''));
  bad.set('with one dot', `${head}.${payload}`);
  bad.set('of five parts', `${good}.${payload}.${signature}`);
  bad.set('twice', `${good}${good}`);
  bad.set('of three letters', 'a.b.c');
  bad.set('that is the claims', JSON.stringify(claims));
  bad.set('of 100 kB', sign({ ...claims, filler: 'x'.repeat(70_000) }));
  bad.set('somewhat too long', sign({ ...claims, filler: 'x'.repeat(4_000) }));
  return { good, bad };
}

function goodClaims() {
  const now = Math.floor(Date.now() / 1_000);
  const { iss, aud } = AccessClaims.shape;
  return {
    ...{ iss: iss.value as string, aud: aud.value as string, sub: newId(), sid: newId() },
    ...{ roles: ['student'], locale: 'en', iat: now, exp: now + 900 },
  };
}

const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');

/** By hand, so that claims and header may be whatever they like: no library would sign most of these. */
function sign(claims: object, header: Head = {}, key = privateKey): string {
  const input = `${encode({ alg: 'RS256', kid, typ: 'at+jwt', ...header })}.${encode(claims)}`;
  const signature = signBytes('sha256', Buffer.from(input), KeyObject.from(key));
  return `${input}.${signature.toString('base64url')}`;
}

function hmac(claims: JWTPayload, secret: string): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', kid, typ: 'at+jwt' })
    .sign(Buffer.from(secret.padEnd(64, ' ')));
}

const unsigned = (header: Head, claims: object, signature: string) =>
  `${encode({ kid, typ: 'at+jwt', ...header })}.${encode(claims)}.${signature}`;

/** JSON readers take the last of two. */
const twice = (claims: object) =>
  Buffer.from(JSON.stringify(claims).replace('{', '{"roles":["admin"],')).toString('base64url');
