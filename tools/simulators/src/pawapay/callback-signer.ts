import {
  constants,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  type KeyObject,
} from 'node:crypto';
import { z } from 'zod';
import type { ObjectStore } from '../kit/object-store.ts';

/** How callbacks are signed. https://docs.pawapay.io/v2/docs/signatures */
export const signatureOptions = z.strictObject({
  algorithm: z
    .enum(['ecdsa-p256-sha256', 'ecdsa-p384-sha384', 'rsa-v1_5-sha256', 'rsa-pss-sha512'])
    .default('ecdsa-p256-sha256'),
  /** pawaPay's samples write DER; RFC 9421 wants the two numbers side by side. */
  encoding: z.enum(['der', 'ieee-p1363']).default('der'),
  digest: z.enum(['sha-256', 'sha-512']).default('sha-256'),
  /** Another one is another key: the next after a rotation. */
  generation: z.int().min(1).max(1_000).default(1),
  /** Signs with the key of the generation before too. */
  twice: z.boolean().default(false),
  /** Says that its key is this one, which is not published unless it is. */
  keyId: z.string().max(100).nullable().default(null),
});
type Options = z.infer<typeof signatureOptions>;

export interface StoredKey {
  id: string;
  pem: string;
}

interface Callback {
  readonly url: string;
  readonly body: string;
  readonly seconds: number;
}

const COMPONENTS =
  '"@method" "@authority" "@path" "signature-date" "content-digest" "content-type"';

/** Keys in the store, and signatures with them. */
export class CallbackSigner {
  readonly #store: ObjectStore<{ key: StoredKey }>;

  constructor(store: ObjectStore<{ key: StoredKey }>) {
    this.#store = store;
  }

  /** As `GET /v2/public-key/http` shows them: that of the options is always there. */
  published({ algorithm, generation }: Options): { id: string; key: string }[] {
    this.#key(algorithm, generation);
    return this.#store.list('key', { limit: 100 }).map(({ id, pem }) => ({
      id,
      key: createPublicKey(pem).export({ type: 'spki', format: 'pem' }).toString(),
    }));
  }

  headers(callback: Callback, options: Options): Record<string, string> {
    const generations = options.twice && options.generation > 1 ? [options.generation - 1] : [];
    const body = { 'content-type': 'application/json; charset=UTF-8' };
    const digest = createHash(options.digest.replace('-', '')).update(callback.body);
    const covered = {
      ...body,
      'content-digest': `${options.digest}=:${digest.digest('base64')}:`,
      'signature-date': new Date(callback.seconds * 1_000).toISOString(),
    };
    const signed = [...generations, options.generation].map((generation, nth) =>
      this.#sign(callback, covered, { ...options, generation }, nth === 0 ? 'sig-pp' : 'sig-pp2'),
    );
    return {
      ...covered,
      signature: signed.map(({ signature }) => signature).join(', '),
      'signature-input': signed.map(({ input }) => input).join(', '),
    };
  }

  #sign(
    { url, seconds }: Callback,
    covered: Record<string, string>,
    { algorithm, encoding, generation, keyId }: Options,
    label: string,
  ) {
    const { host, pathname } = new URL(url);
    const { id, key } = this.#key(algorithm, generation);
    const params = `(${COMPONENTS});alg="${algorithm}";keyid="${keyId ?? id}";created=${seconds};expires=${seconds + 60}`;
    const values: Record<string, string> = {
      ...covered,
      ...{ '@method': 'POST', '@authority': host, '@path': pathname },
    };
    const names = COMPONENTS.split(' ').map((name) => name.slice(1, -1));
    const base = [
      ...names.map((name) => `"${name}": ${values[name]}`),
      `"@signature-params": ${params}`,
    ].join('\n');
    const value = sign(HASHES[algorithm], Buffer.from(base), {
      key,
      dsaEncoding: encoding,
      ...(algorithm === 'rsa-pss-sha512' && {
        padding: constants.RSA_PKCS1_PSS_PADDING,
        saltLength: 64,
      }),
    });
    return { signature: `${label}=:${value.toString('base64')}:`, input: `${label}=${params}` };
  }

  #key(algorithm: Options['algorithm'], generation: number): { id: string; key: KeyObject } {
    const id = `${algorithm}:${generation}`;
    const stored = this.#store.find('key', id);
    if (stored) return { id, key: createPrivateKey(stored.pem) };
    const { privateKey: key } = algorithm.startsWith('rsa')
      ? generateKeyPairSync('rsa', { modulusLength: 2_048 })
      : generateKeyPairSync('ec', { namedCurve: algorithm.includes('p256') ? 'P-256' : 'P-384' });
    const pem = key.export({ type: 'pkcs8', format: 'pem' }).toString();
    this.#store.put('key', id, { id, pem });
    return { id, key };
  }
}

const HASHES = {
  'ecdsa-p256-sha256': 'sha256',
  'ecdsa-p384-sha384': 'sha384',
  'rsa-v1_5-sha256': 'sha256',
  'rsa-pss-sha512': 'sha512',
} as const;
