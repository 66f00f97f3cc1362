import { Injectable } from '@nestjs/common';
import type { Actor, RpcInput, RpcOutput } from '@edu/contract-kit';
import { paymentErrors, type paymentRpc } from '@edu/contracts-payment';
import { userPrincipal } from '@edu/identity';
import { translate } from '@edu/i18n';
import type { Call } from '@edu/messaging';
import { Clock } from '@edu/service';
import { PaymentConfig } from '../app.config.ts';
import { DocumentFiles } from '../document/document-files.ts';
import { DocumentIssuer } from '../document/document-issuer.ts';
import { numberText } from '../document/document.domain.ts';
import { documentPolicies } from '../document/document.policies.ts';
import { WITH_PARTIES } from '../document/document.row.ts';
import { PaymentDb } from '../payment.db.ts';
import { isOver, yearOf } from './annual.domain.ts';
import { issuedAnnual } from './annual.row.ts';
import { TAUGHT_BEFORE, WANT_ANNUAL_STATEMENT } from './annual.sql.ts';
import { annualView } from './annual.view.ts';

/** What somebody who teaches asks about their years. */
@Injectable()
export class AnnualStatements {
  constructor(
    private readonly db: PaymentDb,
    private readonly config: PaymentConfig,
    private readonly issuer: DocumentIssuer,
    private readonly files: DocumentFiles,
    private readonly clock: Clock,
  ) {}

  /**
   * The same one, however often it is asked for.
   *
   * @throws payment.year_not_over; payment.document_not_found where nothing of theirs moved until then
   */
  async issue(
    { year }: RpcInput<typeof paymentRpc.issueAnnualStatement>,
    actor: Actor,
  ): Promise<RpcOutput<typeof paymentRpc.issueAnnualStatement>> {
    const { userId: owner } = actor;
    if (!isOver(year, this.clock.now())) throw paymentErrors.yearNotOver();
    const [taught] = await this.db.query(TAUGHT_BEFORE, { owner, to: yearOf(year).to });
    if (!taught) throw paymentErrors.documentNotFound();
    await this.db.query(WANT_ANNUAL_STATEMENT, { owner, year });
    // Looked for anew: whoever wanted it at the same moment may have written the row.
    const { id } = await this.own(year, actor);
    await this.issuer.issue(id);
    const issued = issuedAnnual(await this.own(year, actor));
    return { year, number: numberText(issued), issuedAt: issued.issuedAt.toISOString() };
  }

  /** @throws payment.document_not_found, document_not_ready */
  async file(
    { year, tag }: RpcInput<typeof paymentRpc.annualStatementFile>,
    { actor, locale }: Call,
  ): Promise<RpcOutput<typeof paymentRpc.annualStatementFile>> {
    const row = await this.own(year, actor);
    if (row.issuedAt === null) throw paymentErrors.documentNotReady();
    const document = issuedAnnual(row);
    const { PUBLIC_URL: publicUrl } = this.config;
    return this.files.of({
      name: `${translate(locale, 'documents.file.annual_statement')}-${numberText(document)}.pdf`,
      tag,
      view: (letters) => annualView(document, { locale, publicUrl, letters }),
    });
  }

  private async own(covers: number, { userId: ownerId, ...actor }: Actor) {
    const row = await this.db.prisma.document.findUnique({
      where: { ownerId_covers: { ownerId, covers } },
      include: WITH_PARTIES,
    });
    const principal = userPrincipal({ ...actor, userId: ownerId });
    return documentPolicies.check('document.read', principal, row);
  }
}
