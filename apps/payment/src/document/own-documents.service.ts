import { Injectable } from '@nestjs/common';
import { Currency, Id, type Actor, type RpcInput, type RpcOutput } from '@edu/contract-kit';
import type { paymentRpc } from '@edu/contracts-payment';
import { decodeCursor, toPage } from '@edu/persistence';
import { Clock } from '@edu/service';
import { z } from 'zod';
import { PaymentDb } from '../payment.db.ts';
import { numberText } from './document.domain.ts';
import { FIRST_MOVED, LIST_OWN_DOCUMENTS, type OwnDocumentRow } from './own-documents.sql.ts';

type OwnDocuments = RpcOutput<typeof paymentRpc.ownDocuments>;
type OwnDocument = OwnDocuments['items'][number];

/** Milliseconds since 1970, as far as PostgreSQL counts. */
const Timestamp = z.int().min(0).max(Date.UTC(9999, 0));
/** Of a document, or of a statement. */
const Key = z.union([Id, z.string().regex(/^(payer|provider)-\d{4}-\d{2}$|^annual-\d{4}$/)]);

/** All that somebody has in writing about their money. */
@Injectable()
export class OwnDocumentsService {
  constructor(
    private readonly db: PaymentDb,
    private readonly clock: Clock,
  ) {}

  async list(
    { cursor, limit, kind, year }: RpcInput<typeof paymentRpc.ownDocuments>,
    { userId: owner }: Actor,
  ): Promise<OwnDocuments> {
    // In another order than that of bookings, whose cursors are refused here.
    const [beforeKey, beforeAt] = cursor ? decodeCursor(cursor, [Key, Timestamp]) : [];
    const whose = { owner, currencies: [...Currency.options] };
    const newYear = (of: number) => new Date(Date.UTC(of, 0));
    const [rows, [first]] = await Promise.all([
      this.db.query(LIST_OWN_DOCUMENTS, {
        ...{ ...whose, now: this.clock.now(), kind: kind ?? null, limit: limit + 1 },
        from: year === undefined ? null : newYear(year),
        until: year === undefined ? null : newYear(year + 1),
        beforeAt: beforeAt === undefined ? null : new Date(beforeAt),
        beforeKey: beforeKey ?? null,
      }),
      this.db.query(FIRST_MOVED, whose),
    ]);
    const page = toPage(rows, limit, toOwnDocument, ({ at, key }) => [key, at.getTime()]);
    return { ...page, since: first?.at.toISOString() ?? null };
  }
}

function toOwnDocument(row: OwnDocumentRow): OwnDocument {
  const { kind, at, paymentId, refundId, amount, month, side } = row;
  return {
    kind: kind as OwnDocument['kind'],
    at: at.toISOString(),
    number: row.number === null ? null : numberText(row),
    ...{ amount, paymentId, refundId, month },
    year: row.covers,
    side: side as OwnDocument['side'],
  };
}
