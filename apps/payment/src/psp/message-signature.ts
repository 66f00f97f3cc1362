import { constants, createHash, timingSafeEqual, verify, type KeyObject } from 'node:crypto';

/** A request as it came; its headers in lower case. */
export interface Message {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly rawBody: Buffer;
}

interface Signature {
  /** Names of what is signed, in order. */
  readonly components: readonly string[];
  /** All of `Signature-Input` that is signed too, as it came. */
  readonly params: string;
  readonly keyId: string;
  readonly algorithm: string | undefined;
  readonly created: number;
  readonly expires: number;
  readonly value: Buffer;
}

/** Seconds by which the times of a signature may differ from ours, either way. */
const TOLERANCE_S = 300;

/** What has to be signed: otherwise one could be used for another address or body. */
const REQUIRED = ['@method', '@authority', '@path', 'content-digest'];

const INPUT =
  /([a-z*][\w.*-]*)=(\(((?:"[^"\\]*"(?: "[^"\\]*")*)?)\)((?:;[a-z][a-z0-9_-]*=(?:"[^"\\]*"|\d{1,15}))*))(?:, *|$)/gy;
const VALUE = /([a-z*][\w.*-]*)=:([A-Za-z0-9+/]+={0,2}):(?:, *|$)/gy;

/**
 * Whether one of the signatures of RFC 9421 on a request is right, and its `Content-Digest` (RFC 9530) is
 * that of its body. Of structured fields only what such signatures are made of is read; anything else is
 * no signature.
 */
export async function isSigned(
  message: Message,
  keyOf: (keyId: string) => Promise<KeyObject | undefined>,
  now: Date,
): Promise<boolean> {
  const isWhole = isDigestOf(message.rawBody, message.headers['content-digest'] ?? '');
  for (const signature of signaturesOf(message.headers)) {
    const base = signatureBase(message, signature);
    const key = await keyOf(signature.keyId);
    // All that can be wrong is looked at before anything is said: a refusal takes as long whatever it is for.
    const isSignature = key !== undefined && isRight(signature, base ?? '', key);
    if (isSignature && base && isWhole && isInTime(signature, now.getTime() / 1_000)) return true;
  }
  return false;
}

/** Every digest of an algorithm that is known has to be right, and there has to be one. */
export function isDigestOf(rawBody: Buffer, header: string): boolean {
  const digests = membersOf(VALUE, header)
    .map(([, name, value]) => ({ name: name!.replace('-', ''), value: value! }))
    .filter(({ name }) => name === 'sha256' || name === 'sha512');
  return (
    digests.length > 0 &&
    digests.every(({ name, value }) => {
      const [given, expected] = [
        Buffer.from(value, 'base64'),
        createHash(name).update(rawBody).digest(),
      ];
      return given.length === expected.length && timingSafeEqual(given, expected);
    })
  );
}

function signaturesOf(headers: Message['headers']): Signature[] {
  const values = new Map(
    membersOf(VALUE, headers['signature'] ?? '').map(([, label, value]) => [label, value!]),
  );
  return membersOf(INPUT, headers['signature-input'] ?? '').flatMap((member) => {
    const [, label, params = '', names = '', rest = ''] = member;
    const value = values.get(label);
    const given = new Map(
      [...rest.matchAll(/;([a-z0-9_-]+)=(?:"([^"]*)"|(\d+))/g)].map(([, name, text, number]) => [
        name,
        text ?? number,
      ]),
    );
    const [keyId, created] = [given.get('keyid'), Number(given.get('created'))];
    if (value === undefined || keyId === undefined || !Number.isFinite(created)) return [];
    return {
      components: [...names.matchAll(/"([^"]*)"/g)].map(([, name]) => name!),
      ...{ params, keyId, created },
      algorithm: given.get('alg'),
      expires: Number(given.get('expires') ?? created),
      value: Buffer.from(value, 'base64'),
    };
  });
}

/** The members of a list; none when any of it has another form. */
function membersOf(form: RegExp, header: string): RegExpExecArray[] {
  const members = [...header.matchAll(form)];
  const read = members.reduce((length, [text]) => length + text.length, 0);
  return read === header.length ? members : [];
}

function isInTime({ created, expires }: Signature, nowS: number): boolean {
  return created <= nowS + TOLERANCE_S && Math.max(created, expires) >= nowS - TOLERANCE_S;
}

/** What was signed; undefined when something required was not, or something signed is not there. */
export function signatureBase(
  { method, path, headers, rawBody }: Message,
  { components, params }: Pick<Signature, 'components' | 'params'>,
): string | undefined {
  if (!REQUIRED.every((name) => components.includes(name))) return undefined;
  if (new Set(components).size < components.length) return undefined;
  const values: Readonly<Record<string, string | undefined>> = {
    ...headers,
    '@method': method,
    '@authority': headers['host']?.toLowerCase(),
    '@path': path,
    'content-length': String(rawBody.length),
  };
  const lines = components.map((name) => [name, values[name]?.trim()] as const);
  if (lines.some(([, value]) => value === undefined)) return undefined;
  return [
    ...lines.map(([name, value]) => `"${name}": ${value}`),
    `"@signature-params": ${params}`,
  ].join('\n');
}

const CURVES: Readonly<Record<string, { algorithm: string; hash: string }>> = {
  prime256v1: { algorithm: 'ecdsa-p256-sha256', hash: 'sha256' },
  secp384r1: { algorithm: 'ecdsa-p384-sha384', hash: 'sha384' },
};
const PSS = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 64 };

/** The key says which algorithms may be; the signature only chooses among them. */
function isRight({ algorithm, value }: Signature, base: string, key: KeyObject): boolean {
  const bytes = Buffer.from(base);
  if (key.asymmetricKeyType === 'rsa') {
    if (algorithm === 'rsa-v1_5-sha256') return verify('sha256', bytes, key, value);
    return algorithm === 'rsa-pss-sha512' && verify('sha512', bytes, { key, ...PSS }, value);
  }
  const curve = CURVES[key.asymmetricKeyDetails?.namedCurve ?? ''];
  if (!curve || (algorithm ?? curve.algorithm) !== curve.algorithm) return false;
  // RFC 9421 wants the two numbers side by side; many sign in DER, as their libraries do.
  return (['der', 'ieee-p1363'] as const).some((dsaEncoding) =>
    verify(curve.hash, bytes, { key, dsaEncoding }, value),
  );
}
