import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isDigestOf, isSigned, signatureBase, type Message } from './message-signature.ts';

const NOW = new Date('2026-11-27T10:00:00Z');
const NOW_S = NOW.getTime() / 1_000;
const COMPONENTS = '"@method" "@authority" "@path" "content-digest" "content-length"';
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const PSS = { padding: 6, saltLength: 64 };

const digestOf = (body: string, hash = 'sha256') =>
  `sha-${hash.slice(3)}=:${createHash(hash).update(body).digest('base64')}:`;

interface Made {
  body?: string;
  components?: string;
  times?: string;
  alg?: string | null;
  signer?: (base: Buffer) => Buffer;
  label?: string;
}

const der = (base: Buffer) => sign('sha256', base, p256.privateKey);

function signed({
  body = '{"a":1}',
  components = COMPONENTS,
  times = `;created=${NOW_S};expires=${NOW_S + 60}`,
  alg = 'ecdsa-p256-sha256',
  signer = der,
  label = 'sig-pp',
}: Made = {}): Message {
  const params = `(${components})${alg === null ? '' : `;alg="${alg}"`};keyid="K:1"${times}`;
  const names = [...components.matchAll(/"([^"]+)"/g)].map(([, name]) => name!);
  const message = {
    ...{ method: 'POST', path: '/hook', rawBody: Buffer.from(body) },
    headers: { host: 'api.example', 'content-digest': digestOf(body) },
  };
  // Where something required is not signed, what was signed does not matter.
  const base = signatureBase(message, { components: names, params }) ?? 'nothing';
  const value = signer(Buffer.from(base)).toString('base64');
  const headers = {
    ...message.headers,
    signature: `${label}=:${value}:`,
    'signature-input': `${label}=${params}`,
  };
  return { ...message, headers };
}

const keys =
  (key = p256.publicKey) =>
  (id: string) =>
    Promise.resolve(id === 'K:1' ? key : undefined);
const check = (message: Message, key = p256.publicKey) => isSigned(message, keys(key), NOW);
const changed = (change: Partial<Message>, headers: Record<string, string> = {}): Message => {
  const message = signed();
  return { ...message, ...change, headers: { ...message.headers, ...headers } };
};

it('builds the base of RFC 9421, 2.5', () => {
  const params = `("@method" "@authority" "@path" "content-digest");created=1;keyid="k"`;
  const message: Message = {
    ...{ method: 'POST', path: '/foo', rawBody: Buffer.from('{"hello": "world"}') },
    headers: { host: 'Example.com', 'content-digest': ' sha-512=:x: ' },
  };
  const components = ['@method', '@authority', '@path', 'content-digest'];
  expect(signatureBase(message, { components, params })).toBe(
    [
      '"@method": POST',
      '"@authority": example.com',
      '"@path": /foo',
      '"content-digest": sha-512=:x:',
      `"@signature-params": ${params}`,
    ].join('\n'),
  );
});

/** RFC 9530, appendix D. */
it('reads the digest of a published example', () => {
  const body = Buffer.from('{"hello": "world"}\n');
  const sha256 = 'sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:';
  expect(isDigestOf(body, sha256)).toBe(true);
  expect(isDigestOf(Buffer.from('{"hello": "world"}'), sha256)).toBe(false);
});

describe('isSigned believes', () => {
  const at256 = (base: Buffer) =>
    sign('sha256', base, { key: p256.privateKey, dsaEncoding: 'ieee-p1363' });
  const at384 = (dsaEncoding: 'der' | 'ieee-p1363') => (base: Buffer) =>
    sign('sha384', base, { key: p384.privateKey, dsaEncoding });
  const rsa15 = (base: Buffer) => sign('sha256', base, rsa.privateKey);
  const pss = (base: Buffer) => sign('sha512', base, { key: rsa.privateKey, ...PSS });

  it.each([
    ['P-256 in DER', {}, p256],
    ['P-256 as the RFC wants it', { signer: at256 }, p256],
    ['P-256 that names no algorithm', { alg: null }, p256],
    ['P-384 in DER', { signer: at384('der'), alg: 'ecdsa-p384-sha384' }, p384],
    ['P-384 as the RFC wants it', { signer: at384('ieee-p1363'), alg: 'ecdsa-p384-sha384' }, p384],
    ['RSA', { signer: rsa15, alg: 'rsa-v1_5-sha256' }, rsa],
    ['RSA-PSS', { signer: pss, alg: 'rsa-pss-sha512' }, rsa],
    ['an older one within its time', { times: `;created=${NOW_S - 200}` }, p256],
  ] as const)('%s', async (_what, made, { publicKey }) => {
    expect(await check(signed(made), publicKey)).toBe(true);
  });

  it('one of several, as while a key is replaced', async () => {
    const [wrong, right] = [signed({ signer: at384('der'), label: 'a' }), signed({ label: 'b' })];
    const both = (name: string) => `${wrong.headers[name]}, ${right.headers[name]}`;
    const headers = { signature: both('signature'), 'signature-input': both('signature-input') };
    expect(await check(changed({}, headers))).toBe(true);
  });

  it('both digests when both are right', async () => {
    const body = '{"a":1}';
    const both = `${digestOf(body)}, ${digestOf(body, 'sha512')}`;
    expect(isDigestOf(Buffer.from(body), both)).toBe(true);
    expect(isDigestOf(Buffer.from(body), `${digestOf('b')}, ${digestOf(body, 'sha512')}`)).toBe(
      false,
    );
  });
});

describe('isSigned does not believe', () => {
  it.each([
    ['another body', changed({ rawBody: Buffer.from('{"a":2}') })],
    ['another body with its digest', changed({}, { 'content-digest': digestOf('{"a":2}') })],
    [
      'another body with its digest, that was not signed',
      changed({ rawBody: Buffer.from('{"a":2}') }, { 'content-digest': digestOf('{"a":2}') }),
    ],
    ['a body without a digest', changed({}, { 'content-digest': '' })],
    ['a digest of an unknown kind', changed({}, { 'content-digest': 'md5=:AAAA:' })],
    ['another method', changed({ method: 'PUT' })],
    ['another path', changed({ path: '/other' })],
    ['another host', changed({}, { host: 'other.example' })],
    ['no signature', changed({}, { signature: '' })],
    ['no input', changed({}, { 'signature-input': '' })],
    [
      'the signature of another label',
      changed({}, { 'signature-input': 'x=("@method");created=1' }),
    ],
    ['rubbish', changed({}, { signature: 'sig-pp=:!:' })],
    ['rubbish after it', changed({}, { signature: `${signed().headers['signature']};x` })],
    ['another key', signed({ signer: (base) => sign('sha384', base, p384.privateKey) })],
    ['another algorithm than its key has', signed({ alg: 'rsa-v1_5-sha256' })],
    ['one that is over', signed({ times: `;created=${NOW_S - 400};expires=${NOW_S - 301}` })],
    ['one of the future', signed({ times: `;created=${NOW_S + 301}` })],
    ['one without a time', signed({ times: '' })],
    ['one without the digest', signed({ components: '"@method" "@authority" "@path"' })],
    ['one without the path', signed({ components: '"@method" "@authority" "content-digest"' })],
    ['one of what is not there', signed({ components: `${COMPONENTS} "x-more"` })],
    ['one of the same twice', signed({ components: `${COMPONENTS} "@path"` })],
  ])('%s', async (_what, message) => {
    expect(await check(message)).toBe(false);
  });

  it('a key that nobody publishes, or one of no use here', async () => {
    const unknown = () => Promise.resolve(undefined);
    expect(await isSigned(signed(), unknown, NOW)).toBe(false);
    expect(await check(signed(), generateKeyPairSync('ed25519').publicKey)).toBe(false);
    expect(await check(signed(), rsa.publicKey)).toBe(false);
  });

  it('a long header for long', async () => {
    const input = `sig-pp=(${'"@method" '.repeat(900)}"`;
    const began = performance.now();
    expect(await check(changed({}, { 'signature-input': input }))).toBe(false);
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
