import { Injectable } from '@nestjs/common';
import { paymentEvents } from '@edu/contracts-payment';
import { Log } from '@edu/service';
import { AnnualDrafts } from '../annual/annual.drafts.ts';
import { PaymentConfig } from '../app.config.ts';
import type { Document as DocumentRow } from '../generated/prisma/client.ts';
import { PaymentDb } from '../payment.db.ts';
import { DocumentDrafts } from './document.drafts.ts';
import { DocumentPeople } from './document-people.ts';
import { newCode, SERIES, type DocumentKind } from './document.domain.ts';
import { ISSUE_DOCUMENT } from './document.sql.ts';

/** Gives wanted documents their number and their words. */
@Injectable()
export class DocumentIssuer {
  constructor(
    private readonly db: PaymentDb,
    private readonly drafts: DocumentDrafts,
    private readonly annual: AnnualDrafts,
    private readonly people: DocumentPeople,
    private readonly config: PaymentConfig,
    private readonly log: Log,
  ) {}

  /**
   * Once, whoever else does it. Names are asked for before the number is taken: nobody waits for a counter meanwhile.
   *
   * @returns `again` where another document comes first
   * @throws when a name cannot be had
   */
  async issue(id: string): Promise<void | 'again'> {
    const row = await this.db.prisma.document.findUniqueOrThrow({ where: { id } });
    if (row.issuedAt) return;
    const { covers } = row;
    const draft = await (covers === null
      ? this.drafts.of(row)
      : this.annual.of({ ...row, covers }));
    if (!draft) return 'again';
    const parties = await this.people.named(draft.parties);
    const { ISSUER: issuer } = this.config;
    const isNews = await this.write(row, {
      ...{ id, issuer, series: SERIES[row.kind as DocumentKind], code: newCode() },
      facts: JSON.stringify(draft.facts),
      parties: JSON.stringify(parties),
    });
    if (isNews) this.log.info({ documentId: id, kind: row.kind }, 'document issued');
  }

  /** @returns whether it was not there */
  private async write(
    { id: documentId, ownerId: providerId, covers: year }: DocumentRow,
    values: Parameters<(typeof ISSUE_DOCUMENT)['bind']>[0],
  ): Promise<boolean> {
    if (year === null) return (await this.db.query(ISSUE_DOCUMENT, values)).length > 0;
    return this.db.tx(async (tx) => {
      const [issued] = await tx.query(ISSUE_DOCUMENT, values);
      if (issued) {
        await tx.emit(paymentEvents.annualStatementIssued, { documentId, providerId, year });
      }
      return issued !== undefined;
    });
  }
}
