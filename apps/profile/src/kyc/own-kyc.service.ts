import { Injectable } from '@nestjs/common';
import {
  fieldError,
  platformErrors,
  type KycCheck,
  type RpcInput,
  type Upload,
} from '@edu/contract-kit';
import { kycErrors, type KycVerification, type profileRpc } from '@edu/contracts-profile';
import { Clock } from '@edu/service';
import { ProfileDb } from '../profile.db.ts';
import { ProfileQueries } from '../profile/profile.queries.ts';
import { KycCases } from './kyc-cases.service.ts';
import { KycDocuments } from './kyc-documents.service.ts';
import { missingPieces, piecesOf } from './kyc.domain.ts';
import { KycQueries } from './kyc.queries.ts';

type Begin = RpcInput<typeof profileRpc.beginKycDocument>;

/** What a provider does to have something checked. */
@Injectable()
export class OwnKycService {
  constructor(
    private readonly db: ProfileDb,
    private readonly documents: KycDocuments,
    private readonly cases: KycCases,
    private readonly queries: KycQueries,
    private readonly profiles: ProfileQueries,
    private readonly clock: Clock,
  ) {}

  async list(providerId: string): Promise<{ items: KycVerification[] }> {
    return { items: await this.queries.listOf(providerId) };
  }

  /** @throws profile.not_found, profile.kyc_in_review, upload.too_large, upload.kind_refused */
  async begin(providerId: string, { check, piece, ...file }: Begin): Promise<Upload> {
    await this.profiles.get(providerId);
    const pieces = piecesOf(check).map((one) => one.piece);
    if (!pieces.includes(piece)) {
      const errors = [fieldError('/piece', 'not_one_of', { values: pieces.join(', ') })];
      throw platformErrors.invalidInput({ errors });
    }
    const { state } = await this.queries.verificationOf(providerId, check);
    if (state === 'in_review') throw kycErrors.kycInReview();
    return this.documents.begin(providerId, { check, piece }, file);
  }

  /** @throws upload.* and profile.* of the contract */
  async complete(providerId: string, uploadId: string): Promise<KycVerification> {
    const check = await this.documents.complete(providerId, uploadId);
    return this.queries.verificationOf(providerId, check);
  }

  /** @throws profile.not_found, profile.kyc_in_review, profile.kyc_pieces_missing */
  async submit(providerId: string, check: KycCheck): Promise<KycVerification> {
    await this.profiles.get(providerId);
    await this.db.tx(async (tx) => {
      const { row, state } = await this.cases.lockOpen(tx, providerId, check);
      if (state !== 'collecting') throw kycErrors.kycInReview();
      const documents = await tx.prisma.kycDocument.findMany({ where: { caseId: row.id } });
      const missing = missingPieces(
        check,
        documents.map(({ piece }) => piece),
      );
      if (missing.length > 0) {
        const errors = missing.map((piece) => fieldError(`/pieces/${piece}`, 'missing'));
        throw kycErrors.kycPiecesMissing({ errors });
      }
      const now = this.clock.now();
      await tx.prisma.kycCase.update({ where: { id: row.id }, data: { submittedAt: now } });
      const outside = this.cases.asksOutside(check);
      await this.cases.handle(tx, row.id, { fact: 'submitted', value: { outside }, now });
    });
    return this.queries.verificationOf(providerId, check);
  }
}
