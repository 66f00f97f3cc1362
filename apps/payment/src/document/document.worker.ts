import { Injectable } from '@nestjs/common';
import { doubling, Work } from '@edu/work';
import { DocumentIssuer } from './document-issuer.ts';

const CLAIM_MS = 30_000;
const RETRY = { firstMs: 1_000, maxMs: 900_000 };

/** Issues the documents that payments, refunds and years that are over have left as wanted. */
@Injectable()
export class DocumentWorker {
  readonly wake: () => void;

  constructor(issuer: DocumentIssuer, work: Work) {
    this.wake = work.follow({
      name: 'issue documents',
      table: 'document',
      claimMs: CLAIM_MS,
      retryAfterMs: doubling(RETRY),
      work: ({ id }) => issuer.issue(id),
    });
  }
}
