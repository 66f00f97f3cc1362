import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { cbor } from './cbor.ts';

/** What is different from a well-behaved device, for those who try what is refused. */
export interface Misbehaviour {
  readonly origin?: string;
  readonly rpId?: string;
  /** The device did not make sure of its user. */
  readonly unverified?: boolean;
  readonly challenge?: string;
  /** What the counter says, in place of one more than before. */
  readonly counter?: number;
  readonly userHandle?: string;
}

/** As `PublicKeyCredential.parseCreationOptionsFromJSON` takes it. */
interface Creation {
  readonly challenge: string;
  readonly rp: { readonly id: string };
  readonly user: { readonly id: string };
}

interface Request {
  readonly challenge: string;
  readonly rpId: string;
}

/** User present, user verified, attested credential data. */
const PRESENT = 0x01;
const VERIFIED = 0x04;
const ATTESTED = 0x40;
/** Of nobody's make. */
const AAGUID = Buffer.alloc(16);

/**
 * A device with one passkey (ECDSA on P-256), and the browser before it: no page can have their part
 * in a program. Source: W3C Web Authentication, level 3
 */
export class SoftwareAuthenticator {
  readonly credentialId = randomBytes(32).toString('base64url');
  readonly origin: string;
  counter = 0;
  readonly #key: KeyObject;
  readonly #publicKey: Buffer;
  #userHandle = '';

  /** @param origin of the page that asks */
  constructor(origin: string) {
    this.origin = origin;
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.#key = privateKey;
    const { x, y } = publicKey.export({ format: 'jwk' });
    // kty: EC2, alg: ES256, crv: P-256. Source: RFC 9053
    this.#publicKey = cbor(
      new Map<number, number | Buffer>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(x!, 'base64url')],
        [-3, Buffer.from(y!, 'base64url')],
      ]),
    );
  }

  create({ challenge, rp, user }: Creation, odd: Misbehaviour = {}) {
    this.#userHandle = user.id;
    const id = Buffer.from(this.credentialId, 'base64url');
    const length = Buffer.alloc(2);
    length.writeUInt16BE(id.length);
    const attested = Buffer.concat([AAGUID, length, id, this.#publicKey]);
    const authData = this.#data(odd.rpId ?? rp.id, ATTESTED, odd, attested);
    return {
      id: this.credentialId,
      clientDataJSON: this.#client('webauthn.create', challenge, odd).toString('base64url'),
      attestationObject: cbor(
        new Map<string, string | Buffer | Map<string, string>>([
          ['fmt', 'none'],
          ['attStmt', new Map<string, string>()],
          ['authData', authData],
        ]),
      ).toString('base64url'),
      transports: ['internal'],
    };
  }

  answer({ challenge, rpId }: Request, odd: Misbehaviour = {}) {
    this.counter = odd.counter ?? this.counter + 1;
    const data = this.#data(odd.rpId ?? rpId, 0, odd);
    const client = this.#client('webauthn.get', challenge, odd);
    const signed = Buffer.concat([data, createHash('sha256').update(client).digest()]);
    return {
      id: this.credentialId,
      clientDataJSON: client.toString('base64url'),
      authenticatorData: data.toString('base64url'),
      signature: sign('sha256', signed, this.#key).toString('base64url'),
      userHandle: odd.userHandle ?? this.#userHandle,
    };
  }

  #client(type: string, challenge: string, odd: Misbehaviour): Buffer {
    const origin = odd.origin ?? this.origin;
    const said = { type, challenge: odd.challenge ?? challenge, origin, crossOrigin: false };
    return Buffer.from(JSON.stringify(said));
  }

  #data(rpId: string, flags: number, odd: Misbehaviour, attested = Buffer.alloc(0)): Buffer {
    const head = Buffer.alloc(5);
    head.writeUInt8(flags | PRESENT | (odd.unverified ? 0 : VERIFIED));
    head.writeUInt32BE(this.counter, 1);
    return Buffer.concat([createHash('sha256').update(rpId).digest(), head, attested]);
  }
}
