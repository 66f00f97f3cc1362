import { Injectable } from '@nestjs/common';
import { UserData } from '@edu/data-rights';
import { audit, servicePrincipal } from '@edu/identity';
import { Uploads } from '@edu/storage';
import { ProfileDb } from '../profile.db.ts';
import { KycVault } from './kyc-vault.service.ts';

/** Documents are given out to their owner with the keys that open them; erased, the objects go as well. */
@Injectable()
export class KycUserData {
  constructor(
    private readonly db: ProfileDb,
    private readonly vault: KycVault,
    uploads: Uploads,
    data: UserData,
  ) {
    data.add({
      files: (userId) => this.files(userId),
      erase: (tx, userId) => uploads.deleteLater(tx, `kyc/${userId}/`),
      erased: () => uploads.wake(),
    });
  }

  /** The log says who is given the keys before anybody is. */
  private async files(ownerId: string) {
    const documents = await this.db.prisma.kycDocument.findMany({
      where: { of: { providerId: ownerId }, deletedAt: null },
      include: { of: true },
      orderBy: { id: 'asc' },
    });
    await this.db.tx(async (tx) => {
      for (const { id, caseId, piece, of } of documents) {
        await audit(tx, {
          ...{ principal: servicePrincipal('profile'), onBehalfOf: ownerId, reason: 'export' },
          ...{ action: 'kyc.document_opened', subject: { kind: 'kyc document', id } },
          details: { caseId, check: of.checkName, piece },
        });
      }
    });
    const files = documents.map(async (document) => {
      const { id, type, piece, of } = document;
      const sealed = await this.vault.sealOf(document, ownerId);
      const ending = type === 'application/pdf' ? 'pdf' : 'webp';
      const name = `kyc/${of.checkName}-${piece}-${id}.${ending}`;
      return sealed ? [{ name, key: sealed.objectKey, seal: sealed.seal }] : [];
    });
    return (await Promise.all(files)).flat();
  }
}
