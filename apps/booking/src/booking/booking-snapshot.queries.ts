import { Injectable } from '@nestjs/common';
import { Id, type Currency, type RpcInput, type RpcOutput } from '@edu/contract-kit';
import type { BookingSnapshot, BookingState, bookingRpc } from '@edu/contracts-booking';
import { decodeCursor, statement, toPage } from '@edu/persistence';
import { BookingDb } from '../booking.db.ts';

interface SnapshotRow extends Record<
  'bookingId' | 'learnerId' | 'providerId' | 'mode' | 'amount' | 'currency' | 'zone',
  string
> {
  readonly payerId: string | null;
  readonly subject: string | null;
  readonly groupId: string | null;
  readonly movesId: string | null;
  readonly groupTitle: string | null;
  readonly state: BookingState;
  readonly version: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly busyFrom: Date;
  readonly busyUntil: Date;
  readonly holdExpiresAt: Date | null;
  readonly paymentId: string | null;
}

const LIST = statement(
  { after: 'uuid?', rows: 'int' },
  `
SELECT id AS "bookingId", learner_id AS "learnerId", payer_id AS "payerId", provider_id AS "providerId", group_id AS "groupId", moves_id AS "movesId",
  (SELECT title FROM group_lesson WHERE group_lesson.id = group_id) AS "groupTitle", state, mode, subject,
  starts_at AS "startsAt", ends_at AS "endsAt", busy_from AS "busyFrom", busy_until AS "busyUntil",
  price_amount AS amount, price_currency AS currency, zone,
  CASE state WHEN 'pending' THEN hold_expires_at END AS "holdExpiresAt",
  payment_id AS "paymentId", version
FROM booking WHERE id > coalesce(:after, '00000000-0000-0000-0000-000000000000')
ORDER BY id LIMIT :rows`,
).returns<SnapshotRow>();

/** Every booking, for the projections of other services. */
@Injectable()
export class BookingSnapshots {
  constructor(private readonly db: BookingDb) {}

  async list({
    cursor,
    limit,
  }: RpcInput<typeof bookingRpc.listSnapshot>): Promise<RpcOutput<typeof bookingRpc.listSnapshot>> {
    const [after = null] = cursor ? decodeCursor(cursor, [Id]) : [];
    const rows = await this.db.query(LIST, { after, rows: limit + 1 });
    return toPage(rows, limit, toSnapshot, ({ bookingId }) => [bookingId]);
  }
}

function toSnapshot({
  amount,
  currency,
  groupTitle,
  movesId,
  ...row
}: SnapshotRow): BookingSnapshot {
  return {
    ...row,
    ...(groupTitle !== null && { groupTitle }),
    ...(movesId !== null && { movesId }),
    mode: row.mode as BookingSnapshot['mode'],
    price: { amount: Number(amount), currency: currency as Currency },
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    busyFrom: row.busyFrom.toISOString(),
    busyUntil: row.busyUntil.toISOString(),
    holdExpiresAt: row.holdExpiresAt?.toISOString() ?? null,
  };
}
