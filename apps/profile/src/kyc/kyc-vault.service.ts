import { Injectable } from '@nestjs/common';
import { newId } from '@edu/contract-kit';
import type { OpenedKycDocument } from '@edu/contracts-profile';
import { newKey, ObjectStore, Uploads, Vault } from '@edu/storage';
import type { KycDocument } from '../generated/prisma/client.ts';
import type { KeptFile } from './kyc-file.ts';

/** Long enough to begin; a page loads documents as they come into view. */
const LINK_LIFE_S = 60;

/** A file that lies sealed in the storage, and is deleted unless its reservation is kept. */
export interface Sealed extends KeptFile {
  readonly documentId: string;
  readonly objectKey: string;
  readonly sealedKey: Buffer;
  readonly reservation: string;
}

/** Documents in the storage: nothing of them lies there in plain. */
@Injectable()
export class KycVault {
  constructor(
    private readonly store: ObjectStore,
    private readonly uploads: Uploads,
    private readonly vault: Vault,
  ) {}

  async seal(ownerId: string, file: KeptFile): Promise<Sealed> {
    const documentId = newId();
    const { sealedKey, bytes } = await this.vault.seal({ documentId, ownerId }, file.bytes);
    const objectKey = newKey(`kyc/${ownerId}`, 'application/octet-stream', documentId);
    const reservation = await this.uploads.reserve(objectKey);
    await this.store.put(objectKey, bytes);
    return { ...file, documentId, objectKey, sealedKey, reservation };
  }

  /** In plain, for a service outside. @returns null when it cannot be opened any more */
  async read(document: KycDocument, ownerId: string): Promise<Buffer | null> {
    const { id: documentId, objectKey, sealedKey } = document;
    if (!objectKey || !sealedKey) return null;
    const sealed = await this.store.open(objectKey);
    return sealed && this.vault.unseal({ documentId, ownerId }, sealedKey, sealed);
  }

  /** @returns null when the owner's key was destroyed, or the document deleted */
  async open(document: KycDocument, ownerId: string): Promise<OpenedKycDocument | null> {
    const sealed = await this.sealOf(document, ownerId);
    if (!sealed) return null;
    const { objectKey, seal } = sealed;
    const { id, type } = document;
    const url = await this.store.presignDownload(objectKey, `${id}.bin`, LINK_LIFE_S);
    return { type, url, ...seal };
  }

  /** Where it lies, and what opens it alone. @returns null when nothing does any more */
  async sealOf({ id: documentId, objectKey, sealedKey }: KycDocument, ownerId: string) {
    if (!objectKey || !sealedKey) return null;
    const opened = await this.vault.openKey({ documentId, ownerId }, sealedKey);
    return opened && { objectKey, seal: { ...opened, key: opened.key.toString('base64') } };
  }
}
