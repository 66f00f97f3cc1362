import { Injectable } from '@nestjs/common';
import { newId, uploadErrors, type AnnouncedFile, type Upload } from '@edu/contract-kit';
import { Db, type Tx } from '@edu/persistence';
import { doubling, Work, type Claimed } from '@edu/work';
import { isKey, newKey, type ContentType } from '../object-key.ts';
import { MAX_LINK_LIFE_S, ObjectStore, readAll } from '../object-store.ts';
import { kindOf } from './file-kind.ts';
import { ADD_DELETION, BEGIN, COMPLETE, END_DELETION, FIND } from './uploads.sql.ts';
import { VirusScanner } from './virus-scanner.ts';

/** What files are taken, and for what. */
export interface UploadRule {
  /** An upload for one thing is of no use for another. */
  readonly purpose: string;
  readonly types: readonly ContentType[];
  readonly maxBytes: number;
}

/** A file that has arrived and was looked at. */
export interface Arrived {
  readonly uploadId: string;
  /** Where it lies, in quarantine. */
  readonly key: string;
  readonly type: ContentType;
  readonly bytes: Buffer;
}

interface Deletion extends Claimed {
  readonly target: string;
}

const QUARANTINE = 'quarantine';
/** To send a file, and to have it looked at. */
const UPLOAD_LIFE_S = 900;
const RETRY = doubling({ firstMs: 5_000, maxMs: 900_000 });

/**
 * Files on their way in, of a service that has the tables `upload` and `object_deletion`. What may be
 * left behind is written down for deletion before it is made, so that no crash leaves an object that
 * nobody knows of.
 */
@Injectable()
export class Uploads {
  /** Looks at once for what is to be deleted. */
  readonly wake: () => void;

  constructor(
    private readonly db: Db,
    private readonly store: ObjectStore,
    private readonly scanner: VirusScanner,
    work: Work,
  ) {
    this.wake = work.follow<Deletion>({
      name: 'object deletions',
      table: 'object_deletion',
      columns: ['target'],
      claimMs: 60_000,
      retryAfterMs: RETRY,
      work: (deletion) => this.#delete(deletion),
    });
  }

  /** A place for one file. @throws upload.too_large, upload.kind_refused */
  async begin(rule: UploadRule, ownerId: string, file: AnnouncedFile): Promise<Upload> {
    const type = rule.types.find((one) => one === file.type);
    if (!type) {
      throw uploadErrors.kindRefused({ params: { kinds: rule.types.map(nameOf).join(', ') } });
    }
    if (file.bytes > rule.maxBytes) {
      throw uploadErrors.tooLarge({ params: { max: rule.maxBytes / 1_000_000 } });
    }
    const id = newId();
    const key = newKey(QUARANTINE, type, id);
    const { headers, ...link } = await this.store.presignUpload(key, file, MAX_LINK_LIFE_S);
    const { purpose } = rule;
    await this.db.query(BEGIN, {
      ...{ id, ownerId, purpose, type, bytes: file.bytes, lifeS: UPLOAD_LIFE_S },
      ...{ deletionId: newId(), target: key },
    });
    const named = Object.entries(headers).map(([name, value]) => ({ name, value }));
    return { uploadId: id, ...link, headers: named };
  }

  /**
   * What was sent, if it is what it says and carries no virus; otherwise nothing of it is kept.
   *
   * @returns null for an upload that was completed before
   * @throws upload.unknown, upload.not_sent, upload.other_content, upload.infected
   */
  async take(rule: UploadRule, ownerId: string, uploadId: string): Promise<Arrived | null> {
    const { purpose, maxBytes } = rule;
    const [upload] = await this.db.query(FIND, { id: uploadId, ownerId, purpose });
    if (!upload) throw uploadErrors.unknown();
    if (upload.completed) return null;
    const type = upload.type as ContentType;
    const key = newKey(QUARANTINE, type, uploadId);
    const stream = await this.store.open(key);
    if (!stream) {
      // Gone when somebody has completed it in the meantime.
      const [now] = await this.db.query(FIND, { id: uploadId, ownerId, purpose });
      if (now?.completed) return null;
      throw uploadErrors.notSent();
    }
    const bytes = await readAll(stream, Math.min(upload.bytes, maxBytes));
    const arrived = { uploadId, key, type, bytes };
    if (kindOf(bytes) !== type) throw await this.#refused(arrived, uploadErrors.otherContent());
    if (await this.scanner.finds(bytes)) {
      throw await this.#refused(arrived, uploadErrors.infected());
    }
    return arrived;
  }

  /** Deletes a file that is of no use. */
  async discard({ key }: Pick<Arrived, 'key'>): Promise<void> {
    await this.store.delete(key);
  }

  /** Deletes a file that has served its purpose. It will be deleted in any case, so this never fails. */
  async dismiss({ key }: Pick<Arrived, 'key'>): Promise<void> {
    await this.store.delete(key).catch(() => undefined);
  }

  /** @returns false when somebody else has completed it */
  async complete(tx: Tx, { uploadId }: Pick<Arrived, 'uploadId'>): Promise<boolean> {
    return (await tx.execute(COMPLETE, { id: uploadId })) === 1;
  }

  /**
   * Says what is about to be written: it is deleted unless `keep` follows within the life of an upload.
   *
   * @param target a key, or a prefix that ends with `/`
   * @returns for `keep`
   */
  async reserve(target: string): Promise<string> {
    const id = newId();
    await this.db.query(ADD_DELETION, { id, target, afterS: UPLOAD_LIFE_S });
    return id;
  }

  /** @throws upload.unknown when it took so long that it is deleted */
  async keep(tx: Tx, reservation: string): Promise<void> {
    const kept = await tx.execute(END_DELETION, { id: reservation });
    if (kept !== 1) throw uploadErrors.unknown();
  }

  /** Deletes what nothing points to after this transaction. @param afterS for pages that still show it */
  async deleteLater(tx: Tx, target: string, afterS = 0): Promise<void> {
    await tx.execute(ADD_DELETION, { id: newId(), target, afterS });
  }

  async #refused(arrived: Arrived, problem: Error): Promise<Error> {
    await this.discard(arrived);
    return problem;
  }

  async #delete({ id, target }: Deletion): Promise<void> {
    await (isKey(target) ? this.store.delete(target) : this.store.deletePrefix(target));
    await this.db.query(END_DELETION, { id });
  }
}

/** As people call it: `JPEG`. */
const nameOf = (type: ContentType) => type.slice(type.indexOf('/') + 1).toUpperCase();
