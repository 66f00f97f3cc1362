import { Injectable } from '@nestjs/common';
import { Id, type Actor, type Currency, type RpcInput, type RpcOutput } from '@edu/contract-kit';
import type { paymentRpc } from '@edu/contracts-payment';
import { decodeCursor, toPage } from '@edu/persistence';
import { z } from 'zod';
import { BALANCES } from '../ledger/balance.sql.ts';
import { shareOut } from '../ledger/ledger.domain.ts';
import { PaymentDb } from '../payment.db.ts';
import { toMoney } from '../payment/payment.row.ts';
import { LIST_EXPECTED, LIST_OWN, type OwnEarning } from './own-earnings.sql.ts';

type Earnings = RpcOutput<typeof paymentRpc.earnings>;

/** Milliseconds since 1970, as far as PostgreSQL counts. */
const Timestamp = z.int().min(0).max(Date.UTC(9999, 0));

/** What a provider's lessons bring: from the books, and before that as it would be booked now. */
@Injectable()
export class OwnEarnings {
  constructor(private readonly db: PaymentDb) {}

  async list(
    { cursor, limit }: RpcInput<typeof paymentRpc.earnings>,
    { userId: providerId }: Actor,
  ): Promise<Earnings> {
    // In another order than that of bookings, whose cursors are refused here.
    const [before, beforeBooking, startsBefore] = cursor
      ? decodeCursor(cursor, [Id, Id, Timestamp])
      : [];
    const values = {
      providerId,
      startsBefore: startsBefore === undefined ? null : new Date(startsBefore),
      before: before ?? null,
      beforeBooking: beforeBooking ?? null,
      limit: limit + 1,
    };
    const [rows, totals] = await Promise.all([
      this.db.query(LIST_OWN, values),
      this.totals(providerId),
    ]);
    const page = toPage(rows, limit, toEarning, (row) => [
      row.paymentId,
      row.bookingId,
      row.startsAt.getTime(),
    ]);
    return { ...page, totals };
  }

  private async totals(providerId: string): Promise<Earnings['totals']> {
    const [expected, payable, reserved] = await Promise.all([
      this.db.query(LIST_EXPECTED, { providerId }),
      this.db.query(BALANCES, { account: 'provider_payable', owner: providerId }),
      this.db.query(BALANCES, { account: 'provider_reserve', owner: providerId }),
    ]);
    const sums = new Map<Currency, { expected: bigint; payable: bigint; reserved: bigint }>();
    const sumIn = (currency: Currency) => {
      const sum = sums.get(currency) ?? { expected: 0n, payable: 0n, reserved: 0n };
      sums.set(currency, sum);
      return sum;
    };
    for (const row of expected) {
      sumIn(row.currency).expected += shareOut(BigInt(row.paid), row.commissionBps).provider;
    }
    // Credit: what the platform owes.
    for (const row of payable) sumIn(row.currency).payable -= BigInt(row.balance);
    for (const row of reserved) sumIn(row.currency).reserved -= BigInt(row.balance);
    return [...sums.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([currency, sum]) => ({
        expected: toMoney({ amount: sum.expected, currency }),
        payable: toMoney({ amount: sum.payable, currency }),
        reserved: toMoney({ amount: sum.reserved, currency }),
      }));
  }
}

function toEarning(row: OwnEarning): Earnings['items'][number] {
  const { bookingId, startsAt, currency, commissionBps, postedAt, isHeld } = row;
  const paid = BigInt(row.paid);
  const share = postedAt ? BigInt(row.share) : shareOut(paid, commissionBps).provider;
  const taxes = postedAt ? BigInt(row.taxes) : 0n;
  const money = (amount: bigint) => toMoney({ amount, currency });
  return {
    bookingId,
    startsAt: startsAt.toISOString(),
    paid: money(paid),
    commission: money(paid - share - taxes),
    taxes: money(taxes),
    amount: money(share),
    state: postedAt ? 'payable' : isHeld ? 'held' : 'expected',
    reserve: row.reservedUntil && {
      amount: money(BigInt(row.reserved!)),
      until: row.reservedUntil.toISOString(),
      why: row.reservedBy as NonNullable<Earnings['items'][number]['reserve']>['why'],
      words: row.reservedFor,
    },
    payableAt: postedAt?.toISOString() ?? null,
  };
}
