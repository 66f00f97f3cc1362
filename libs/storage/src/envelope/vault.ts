import type { Db, Tx } from '@edu/persistence';
import { openDocument, openDocumentKey, sealDocument, type DocumentName } from './document-seal.ts';
import type { MasterKeys } from './master-keys.ts';
import { SealBroken } from './sealed-key.ts';
import {
  ADD_KEY,
  DESTROY_KEY,
  FIND_KEY,
  KEYS_OF_OTHER_MASTERS,
  SEAL_ANEW,
  type UserKeyRow,
} from './vault.sql.ts';

/** What opens one document. */
export type DocumentKey = ReturnType<typeof openDocumentKey>;

/** User keys that are sealed anew in one go. */
const BATCH = 200;

/**
 * Documents of users, of a service that has the table `user_key`. Without the row of its owner's key,
 * no document opens, wherever a copy of it lies.
 */
export class Vault {
  readonly #db: Db;
  readonly #masters: MasterKeys;

  constructor(db: Db, masters: MasterKeys) {
    this.#db = db;
    this.#masters = masters;
  }

  /** @returns the sealed key, to be stored with the document's row, and the sealed bytes */
  async seal(name: DocumentName, plain: Uint8Array): Promise<{ sealedKey: Buffer; bytes: Buffer }> {
    const { sealedKey, content } = sealDocument(await this.#keyOf(name.ownerId), name, [plain]);
    return { sealedKey, bytes: Buffer.concat(await Array.fromAsync(content)) };
  }

  /** @returns null when the owner's key was destroyed @throws SealBroken */
  async openKey(name: DocumentName, sealedKey: Uint8Array): Promise<DocumentKey | null> {
    const [row] = await this.#db.query(FIND_KEY, { userId: name.ownerId });
    if (!row) return null;
    return openDocumentKey(this.#open(row), name, Buffer.from(sealedKey));
  }

  /** All of a document in plain. @returns null when the owner's key was destroyed @throws SealBroken */
  async unseal(
    name: DocumentName,
    sealedKey: Uint8Array,
    content: AsyncIterable<Uint8Array>,
  ): Promise<Buffer | null> {
    const [row] = await this.#db.query(FIND_KEY, { userId: name.ownerId });
    if (!row) return null;
    const parts = openDocument(this.#open(row), name, Buffer.from(sealedKey), content);
    return Buffer.concat(await Array.fromAsync(parts));
  }

  /** Makes all documents of a user unreadable, those in backups too. */
  async destroy(tx: Tx, userId: string): Promise<void> {
    await tx.execute(DESTROY_KEY, { userId });
  }

  /**
   * Seals some of the users' keys that are under other master keys under the current one.
   *
   * @returns how many; none once no other is needed any more
   * @throws SealBroken for a key whose master key is gone
   */
  async rotate(): Promise<number> {
    const { current } = this.#masters;
    const rows = await this.#db.query(KEYS_OF_OTHER_MASTERS, { current, limit: BATCH });
    for (const row of rows) {
      const { user_id: userId, master_key_id: before } = row;
      const { masterKeyId, sealed } = this.#masters.sealAnew(storedOf(row), userId);
      await this.#db.query(SEAL_ANEW, { userId, before, masterKeyId, sealed });
    }
    return rows.length;
  }

  async #keyOf(userId: string): Promise<Buffer> {
    const found = await this.#db.query(FIND_KEY, { userId });
    if (found[0]) return this.#open(found[0]);
    await this.#db.query(ADD_KEY, { userId, ...this.#masters.newUserKey(userId) });
    const [row] = await this.#db.query(FIND_KEY, { userId });
    if (!row) throw new SealBroken('the key was destroyed as it was made');
    return this.#open(row);
  }

  #open(row: UserKeyRow): Buffer {
    return this.#masters.openUserKey(storedOf(row), row.user_id);
  }
}

const storedOf = ({ master_key_id: masterKeyId, sealed }: UserKeyRow) => ({
  masterKeyId,
  sealed: Buffer.from(sealed),
});
