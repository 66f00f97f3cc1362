import { Injectable } from '@nestjs/common';
import { Log } from '@edu/service';
import { doubling, Work } from '@edu/work';
import { PaymentConfig } from '../app.config.ts';
import { PaymentDb } from '../payment.db.ts';
import { DocumentDrafts } from './document.drafts.ts';
import { DocumentPeople } from './document-people.ts';
import { newCode, SERIES, type DocumentKind } from './document.domain.ts';
import { ISSUE_DOCUMENT } from './document.sql.ts';

const CLAIM_MS = 30_000;
const RETRY = { firstMs: 1_000, maxMs: 900_000 };

/** Issues the documents that payments and refunds have left as wanted. */
@Injectable()
export class DocumentWorker {
  constructor(
    private readonly db: PaymentDb,
    private readonly drafts: DocumentDrafts,
    private readonly people: DocumentPeople,
    private readonly config: PaymentConfig,
    private readonly log: Log,
    work: Work,
  ) {
    work.follow({
      name: 'issue documents',
      table: 'document',
      claimMs: CLAIM_MS,
      retryAfterMs: doubling(RETRY),
      work: ({ id }) => this.issue(id),
    });
  }

  /** Names are asked for before the number is taken: nobody waits for a counter meanwhile. */
  private async issue(id: string): Promise<void | 'again'> {
    const row = await this.db.prisma.document.findUniqueOrThrow({ where: { id } });
    const draft = await this.drafts.of(row);
    if (!draft) return 'again';
    const parties = await this.people.named(draft.parties);
    const series = SERIES[row.kind as DocumentKind];
    const { ISSUER: issuer } = this.config;
    const [issued] = await this.db.query(ISSUE_DOCUMENT, {
      ...{ id, issuer, series, code: newCode() },
      facts: JSON.stringify(draft.facts),
      parties: JSON.stringify(parties),
    });
    if (issued) this.log.info({ documentId: id, kind: row.kind }, 'document issued');
  }
}
