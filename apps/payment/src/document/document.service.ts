import { Injectable } from '@nestjs/common';
import type { Actor, RpcInput, RpcOutput } from '@edu/contract-kit';
import { paymentErrors, type paymentRpc } from '@edu/contracts-payment';
import { userPrincipal } from '@edu/identity';
import { translate } from '@edu/i18n';
import type { Call } from '@edu/messaging';
import { PaymentConfig } from '../app.config.ts';
import { PaymentDb } from '../payment.db.ts';
import { paymentPolicies } from '../payment/payment.policies.ts';
import { DocumentFiles } from './document-files.ts';
import { AnnualFacts } from '../annual/annual.facts.ts';
import { earnedIn } from '../annual/annual.domain.ts';
import type { Document as DocumentRow } from '../generated/prisma/client.ts';
import { numberText, readCode, type DocumentKind } from './document.domain.ts';
import { DocumentFacts } from './document.facts.ts';
import { documentPolicies } from './document.policies.ts';
import {
  issuedDocument,
  numberedOf,
  WITH_PARTIES,
  type DocumentWithParties,
} from './document.row.ts';
import { documentView } from './document.view.ts';

type File = RpcOutput<typeof paymentRpc.receiptFile>;

/** What people ask about documents. */
@Injectable()
export class DocumentService {
  constructor(
    private readonly db: PaymentDb,
    private readonly config: PaymentConfig,
    private readonly files: DocumentFiles,
  ) {}

  /** @throws payment.not_found unless the actor is the payer */
  async list(paymentId: string, actor: Actor): Promise<RpcOutput<typeof paymentRpc.documents>> {
    const { documents } = await this.ownPayment(paymentId, actor);
    const issued = documents.filter(({ issuedAt }) => issuedAt !== null).map(issuedDocument);
    return {
      items: issued
        .toSorted((a, b) => a.issuedAt.getTime() - b.issuedAt.getTime())
        .map(({ kind, refundId, facts, issuedAt, ...numbered }) => ({
          ...{ kind, refundId, amount: facts.total },
          number: numberText(numbered),
          bookingId: refundId === null ? null : facts.lessons[0]!.bookingId,
          issuedAt: issuedAt.toISOString(),
        })),
    };
  }

  /** @throws payment.not_found, not_paid, document_not_ready */
  async receiptFile(
    { id, tag }: RpcInput<typeof paymentRpc.receiptFile>,
    call: Call,
  ): Promise<File> {
    const { documents } = await this.ownPayment(id, call.actor);
    const receipt = documents.find(({ kind }) => kind === 'receipt');
    if (!receipt) throw paymentErrors.notPaid();
    return this.file(receipt, tag, call);
  }

  /** @throws payment.document_not_found, document_not_ready */
  async creditNoteFile(
    { id, reversal = false, tag }: RpcInput<typeof paymentRpc.creditNoteFile>,
    call: Call,
  ): Promise<File> {
    const { actor } = call;
    const kind = reversal ? 'credit_note_reversal' : 'credit_note';
    const row = await this.db.prisma.document.findFirst({
      where: { kind, refundId: id, ownerId: actor.userId },
      include: WITH_PARTIES,
    });
    const own = documentPolicies.check('document.read', userPrincipal(actor), row);
    return this.file(own, tag, call);
  }

  /** @throws payment.document_not_found, of what is not issued as of what nobody knows */
  async verify(typed: string): Promise<RpcOutput<typeof paymentRpc.verifyDocument>> {
    const code = readCode(typed);
    const row = code && (await this.db.prisma.document.findUnique({ where: { code } }));
    if (!row) throw paymentErrors.documentNotFound();
    const { issuedAt, ...numbered } = numberedOf({ ...row, parties: [] });
    return {
      kind: row.kind as DocumentKind,
      number: numberText(numbered),
      ...saidOf(row),
      issuedAt: issuedAt.toISOString(),
    };
  }

  private async ownPayment(id: string, { userId: payerId, ...actor }: Actor) {
    const row = await this.db.prisma.payment.findFirst({
      where: { id, payerId },
      include: { documents: { include: WITH_PARTIES } },
    });
    return paymentPolicies.check('payment.read', userPrincipal({ ...actor, userId: payerId }), row);
  }

  /** Set anew from what is written down. */
  private async file(
    row: DocumentWithParties,
    tag: string | undefined,
    { locale }: Call,
  ): Promise<File> {
    if (row.issuedAt === null) throw paymentErrors.documentNotReady();
    const document = issuedDocument(row);
    const publicUrl = this.config.PUBLIC_URL;
    return this.files.of({
      name: `${translate(locale, `documents.file.${document.kind}`)}-${numberText(document)}.pdf`,
      tag,
      view: (letters) => documentView(document, { locale, publicUrl, letters }),
    });
  }
}

/** What whoever has a document in hand compares. */
function saidOf({
  kind,
  facts,
}: DocumentRow): Pick<RpcOutput<typeof paymentRpc.verifyDocument>, 'amount' | 'annual'> {
  if (kind !== 'annual_statement') {
    return { amount: DocumentFacts.parse(facts).total, annual: null };
  }
  const { covers: year, accounts } = AnnualFacts.parse(facts);
  const earned = accounts.map((account) => ({
    ...{ amount: earnedIn(account).net, currency: account.currency },
  }));
  return { amount: null, annual: { year, earned } };
}
