import { Injectable } from '@nestjs/common';
import type { Actor, Money, RpcOutput } from '@edu/contract-kit';
import type { paymentRpc } from '@edu/contracts-payment';
import { BALANCES } from '../ledger/balance.sql.ts';
import { PaymentDb } from '../payment.db.ts';
import { toMoney } from '../payment/payment.row.ts';
import { isOpen } from '../payout/payout.domain.ts';
import { statusOf } from '../payout/payout.row.ts';
import { PayoutTerms } from '../payout/payout-terms.ts';
import { toCreditPayout } from './credit.row.ts';
import { LIST_WAITING, type WaitingRow } from './credit.sql.ts';

type Credit = RpcOutput<typeof paymentRpc.credit>;

const MOST = 50;
const MOST_PAYOUTS = 20;

/** What people have as credit, and what they may have. */
@Injectable()
export class OwnCredit {
  constructor(
    private readonly db: PaymentDb,
    private readonly terms: PayoutTerms,
  ) {}

  async get({ userId }: Actor): Promise<Credit> {
    const [balances, waiting, payouts] = await Promise.all([
      this.db.query(BALANCES, { account: 'credit', owner: userId }),
      this.db.query(LIST_WAITING, { payerId: userId, limit: MOST }),
      this.db.prisma.payout.findMany({
        where: { providerId: userId, paidFrom: 'credit' },
        ...{ orderBy: { id: 'desc' }, take: MOST_PAYOUTS },
      }),
    ]);
    // Credit is below zero.
    const owed = balances
      .map(({ balance, currency }) => toMoney({ amount: -BigInt(balance), currency }))
      .filter(({ amount }) => amount > 0);
    const open = payouts.filter((row) => isOpen(statusOf(row))).map(({ currency }) => currency);
    return {
      balances: owed,
      payable: owed.filter((one) => this.isPayable(one, open)).map(({ currency }) => currency),
      payouts: payouts.map(toCreditPayout),
      waiting: waiting.map(toWaiting),
    };
  }

  private isPayable({ amount, currency }: Money, open: readonly string[]): boolean {
    if (open.includes(currency)) return false;
    return this.terms
      .offering(currency)
      .some(({ id }) => amount >= this.terms.bounds(id, currency)!.min);
  }
}

function toWaiting(row: WaitingRow): Credit['waiting'][number] {
  const { id, bookingId, startsAt, amount, currency, reason, status, offeredAt } = row;
  return {
    ...{ id, bookingId, reason, state: status },
    amount: toMoney({ amount: BigInt(amount), currency }),
    startsAt: startsAt?.toISOString() ?? null,
    offeredAt: offeredAt.toISOString(),
  };
}
