import { Injectable } from '@nestjs/common';
import { paymentEvents } from '@edu/contracts-payment';
import { Log, SharedRuns } from '@edu/service';
import { AnnualDrafts } from '../annual/annual.drafts.ts';
import { PaymentConfig } from '../app.config.ts';
import type { Document as DocumentRow } from '../generated/prisma/client.ts';
import { PaymentDb } from '../payment.db.ts';
import { DocumentDrafts } from './document.drafts.ts';
import { DocumentPeople } from './document-people.ts';
import { newCode, SERIES, type DocumentKind } from './document.domain.ts';
import type { Party } from './document.facts.ts';
import { ISSUE_DOCUMENTS } from './document.sql.ts';

/** As `ISSUE_DOCUMENTS` takes it. */
interface Worded {
  readonly id: string;
  readonly series: string;
  readonly code: string;
  readonly facts: object;
  readonly parties: readonly Party[];
}

/** Gives wanted documents their number and their words. */
@Injectable()
export class DocumentIssuer {
  /** Those that are ready at the same time are numbered at once; whether each was not there. */
  readonly #numbering = new SharedRuns<Worded, boolean>(
    async (documents) => {
      const issued = await this.db.query(ISSUE_DOCUMENTS, this.numbered(documents));
      const ids = new Set(issued.map(({ id }) => id));
      return documents.map(({ id }) => ids.has(id));
    },
    { apart: true },
  );

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
    const isNews = await this.write(row, {
      ...{ id, series: SERIES[row.kind as DocumentKind], code: newCode() },
      ...{ facts: draft.facts, parties },
    });
    if (isNews) this.log.info({ documentId: id, kind: row.kind }, 'document issued');
  }

  /** @returns whether it was not there */
  private write(
    { id: documentId, ownerId: providerId, covers: year }: DocumentRow,
    worded: Worded,
  ): Promise<boolean> {
    if (year === null) return this.#numbering.ask(worded);
    return this.db.tx(async (tx) => {
      const [issued] = await tx.query(ISSUE_DOCUMENTS, this.numbered([worded]));
      if (issued) {
        await tx.emit(paymentEvents.annualStatementIssued, { documentId, providerId, year });
      }
      return issued !== undefined;
    });
  }

  private numbered(documents: readonly Worded[]) {
    return { issuer: this.config.ISSUER, documents: JSON.stringify(documents) };
  }
}
