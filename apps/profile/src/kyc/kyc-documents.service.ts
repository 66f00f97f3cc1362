import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  KYC_CHECKS,
  Problem,
  uploadErrors,
  type AnnouncedFile,
  type KycCheck,
  type Upload,
} from '@edu/contract-kit';
import { kycErrors, type KycPiece } from '@edu/contracts-profile';
import { Clock } from '@edu/service';
import { Uploads, type Arrived } from '@edu/storage';
import { PictureTurn } from '../picture/picture-turn.ts';
import { ProfileDb, type ProfileTx } from '../profile.db.ts';
import { KycCases } from './kyc-cases.service.ts';
import { keptFile } from './kyc-file.ts';
import { KycVault, type Sealed } from './kyc-vault.service.ts';
import { KYC_RULE } from './kyc.domain.ts';

/** Which part of which check a file is. */
export interface Part {
  readonly check: KycCheck;
  readonly piece: KycPiece;
}

/** What is sent for one part is of no use for another. */
const ruleOf = ({ check, piece }: Part) => ({
  ...KYC_RULE,
  purpose: `${KYC_RULE.purpose} ${check} ${piece}`,
});

/** Files of a case: taken from those who send them, looked at, sealed. */
@Injectable()
export class KycDocuments {
  constructor(
    private readonly db: ProfileDb,
    private readonly uploads: Uploads,
    private readonly vault: KycVault,
    private readonly cases: KycCases,
    private readonly turn: PictureTurn,
    private readonly clock: Clock,
  ) {}

  /** @throws upload.too_large, upload.kind_refused */
  begin(ownerId: string, part: Part, file: AnnouncedFile): Promise<Upload> {
    return this.uploads.begin(ruleOf(part), ownerId, file);
  }

  /** @returns of which check it is @throws upload.* and profile.kyc_* of the contract */
  async complete(ownerId: string, uploadId: string): Promise<KycCheck> {
    const part = await this.announced(ownerId, uploadId);
    await this.turn.run(async () => {
      const arrived = await this.uploads.take(ruleOf(part), ownerId, uploadId);
      if (!arrived) return;
      try {
        const sealed = await this.vault.seal(ownerId, await keptFile(arrived));
        await this.db.tx((tx) => this.add(tx, ownerId, part, arrived, sealed));
      } catch (error) {
        // What is wrong with it stays so; after a failure of ours it may be tried again.
        const isRefused = error instanceof Problem && error.status < 500;
        if (isRefused) await this.uploads.discard(arrived);
        throw error;
      }
      await this.uploads.dismiss(arrived);
    });
    return part.check;
  }

  /** What a file was announced as. @throws upload.unknown */
  private async announced(ownerId: string, id: string): Promise<Part> {
    const upload = await this.db.prisma.upload.findUnique({ where: { id, ownerId } });
    const [purpose, name, piece] = upload?.purpose.split(' ') ?? [];
    const check = KYC_CHECKS.find((one) => one === name);
    if (purpose !== KYC_RULE.purpose || !check || !piece) throw uploadErrors.unknown();
    return { check, piece: piece as KycPiece };
  }

  /** What was sealed for nothing is deleted as it was reserved. */
  private async add(
    tx: ProfileTx,
    ownerId: string,
    { check, piece }: Part,
    arrived: Arrived,
    { documentId, objectKey, sealedKey, reservation, type, bytes }: Sealed,
  ): Promise<void> {
    const { row, state } = await this.cases.lockOpen(tx, ownerId, check);
    if (state !== 'collecting') throw kycErrors.kycInReview();
    // One of two at the same time.
    if (!(await this.uploads.complete(tx, arrived))) return;
    await this.uploads.keep(tx, reservation);
    const where = { caseId_piece: { caseId: row.id, piece } };
    const before = await tx.prisma.kycDocument.findUnique({ where });
    if (before) {
      await tx.prisma.kycDocument.delete({ where });
      await this.uploads.deleteLater(tx, before.objectKey!);
    }
    await tx.prisma.kycDocument.create({
      data: {
        ...{ id: documentId, caseId: row.id, piece, objectKey, type, bytes: bytes.length },
        sha256: createHash('sha256').update(bytes).digest(),
        sealedKey: Uint8Array.from(sealedKey),
        sentAt: this.clock.now(),
      },
    });
  }
}
