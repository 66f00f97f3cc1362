import { KEY_BYTES, newKeyBytes, openKey, SealBroken, sealKey } from './sealed-key.ts';

/** A user's key as it is stored: without the master key it is nothing. */
export interface SealedUserKey {
  /** Which master key seals it. */
  readonly masterKeyId: string;
  readonly sealed: Buffer;
}

const FORM = /^[a-z0-9-]{1,32}:[0-9a-f]{64}$/;

/**
 * The keys that seal users' keys. The first seals; all open, so that a new one is put in front, what the
 * others have sealed is sealed anew, and only then are they taken away.
 */
export class MasterKeys {
  readonly #keys: ReadonlyMap<string, Buffer>;
  readonly current: string;

  /** @param text `id:64 hexadecimal digits`, the newest first, separated by commas */
  constructor(text: string) {
    const parts = text.split(',').map((part) => part.trim());
    if (!parts.every((part) => FORM.test(part))) {
      throw new Error('a master key is written as id:64 hexadecimal digits');
    }
    const keys = parts.map((part) => part.split(':') as [id: string, hex: string]);
    this.#keys = new Map(keys.map(([id, hex]) => [id, Buffer.from(hex, 'hex')]));
    if (this.#keys.size < keys.length) throw new Error('two master keys have one id');
    this.current = keys[0]![0];
  }

  /** A key for a user, and how it is stored. */
  newUserKey(userId: string): SealedUserKey {
    return this.#seal(newKeyBytes(), userId);
  }

  /** @throws SealBroken for a key of another user, one that was changed, or of a master key that is gone */
  openUserKey({ masterKeyId, sealed }: SealedUserKey, userId: string): Buffer {
    const master = this.#keys.get(masterKeyId);
    if (!master) throw new SealBroken(`there is no master key ${masterKeyId}`);
    const key = openKey(master, sealed, aboutUser(masterKeyId, userId));
    if (key.length !== KEY_BYTES) throw new SealBroken('the key has another length');
    return key;
  }

  /** The same user key under the current master key: documents stay as they are. @throws SealBroken */
  sealAnew(stored: SealedUserKey, userId: string): SealedUserKey {
    if (stored.masterKeyId === this.current) return stored;
    return this.#seal(this.openUserKey(stored, userId), userId);
  }

  #seal(key: Buffer, userId: string): SealedUserKey {
    const masterKeyId = this.current;
    const about = aboutUser(masterKeyId, userId);
    return { masterKeyId, sealed: sealKey(this.#keys.get(masterKeyId)!, key, about) };
  }
}

const aboutUser = (masterKeyId: string, userId: string) =>
  JSON.stringify(['user key', masterKeyId, userId]);
