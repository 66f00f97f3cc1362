import { Injectable } from '@nestjs/common';
import type { Actor, RpcOutput } from '@edu/contract-kit';
import type { paymentRpc } from '@edu/contracts-payment';
import { BALANCES } from '../ledger/balance.sql.ts';
import { PaymentDb } from '../payment.db.ts';
import { toMoney } from '../payment/payment.row.ts';
import { LIST_WAITING, type WaitingRow } from './credit.sql.ts';

type Credit = RpcOutput<typeof paymentRpc.credit>;

const MOST = 50;

/** What people have as credit, and what they may have. */
@Injectable()
export class OwnCredit {
  constructor(private readonly db: PaymentDb) {}

  async get({ userId }: Actor): Promise<Credit> {
    const [balances, waiting] = await Promise.all([
      this.db.query(BALANCES, { account: 'credit', owner: userId }),
      this.db.query(LIST_WAITING, { payerId: userId, limit: MOST }),
    ]);
    return {
      // Credit is below zero.
      balances: balances
        .map(({ balance, currency }) => toMoney({ amount: -BigInt(balance), currency }))
        .filter(({ amount }) => amount > 0),
      waiting: waiting.map(toWaiting),
    };
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
