import { alphanumericId } from '../kit/ids.ts';
import type { MoneyEntry } from '../kit/money-log.ts';
import { decimalsOf } from './currency.ts';
import type { BalanceTransaction, StripeStore } from './stripe-objects.ts';

const TYPES: Readonly<
  Partial<Record<MoneyEntry['action'], readonly [BalanceTransaction['type'], 1 | -1]>>
> = {
  charge: ['charge', 1],
  refund: ['refund', -1],
  refund_failed: ['refund_failure', 1],
  dispute: ['adjustment', -1],
  dispute_won: ['adjustment', 1],
};

/** 1.5 % of a charge; what is taken for a dispute stands in the dispute. */
const feeOf = (action: MoneyEntry['action'], amount: number): number =>
  action === 'charge' ? Math.round((amount * 15) / 1_000) : 0;

/** In which money an account keeps all that it takes, and what one unit of other money is in it. */
export interface Settlement {
  readonly currency: string;
  readonly rates: Record<string, number>;
}

type Moved = Pick<BalanceTransaction, 'amount' | 'fee' | 'currency'> &
  Partial<Pick<BalanceTransaction, 'exchange_rate'>>;

/** What the account has, and how it came by that: in the currency that it came in, unless it settles in one of its own. */
export class Balance {
  private readonly store: StripeStore;
  private readonly settlement: Settlement | undefined;

  constructor(store: StripeStore, settlement?: Settlement) {
    this.store = store;
    this.settlement = settlement;
  }

  /** @param source the charge, the refund or the dispute whose money it is */
  record(action: MoneyEntry['action'], source: string, amount: number, currency: string): void {
    const known = TYPES[action];
    if (!known) return;
    const [type, sign] = known;
    const settled = this.settled(amount, currency);
    const fee = feeOf(action, settled.amount);
    this.put(type, source, { ...settled, amount: sign * settled.amount, fee });
  }

  /** https://docs.stripe.com/currencies/conversions */
  private settled(amount: number, from: string) {
    const { currency = from, rates = {} } = this.settlement ?? {};
    const rate = rates[from];
    if (currency === from || rate === undefined) return { amount, currency: from };
    const major = (amount / 10 ** decimalsOf(from)) * rate;
    const settled = Math.round(major * 10 ** decimalsOf(currency));
    return { amount: settled, currency, exchange_rate: rate };
  }

  /** To the bank account of whose account it is, https://docs.stripe.com/api/payouts/create; it arrives at once. */
  payOut(amount: number, currency: string): object {
    const id = alphanumericId('po_1', 23);
    const created = this.put('payout', id, { amount: -amount, fee: 0, currency });
    return {
      ...{ id, object: 'payout', amount, currency, created, arrival_date: created },
      ...{ automatic: false, livemode: false, method: 'standard', status: 'paid' },
      ...{ type: 'bank_account', metadata: {} },
    };
  }

  private put(
    type: BalanceTransaction['type'],
    source: string,
    { amount, fee, currency, exchange_rate = null }: Moved,
  ): number {
    const id = alphanumericId('txn_3', 23);
    const created = Math.floor(Date.now() / 1_000);
    this.store.put('balance_transaction', id, {
      ...{ id, object: 'balance_transaction', type, source, currency, amount, fee },
      ...{ net: amount - fee, exchange_rate, created },
    });
    return created;
  }

  /** With the object that it is of in place of its id, where that is asked for. */
  shown(transaction: BalanceTransaction, isExpanded: boolean): object {
    const { source } = transaction;
    if (!isExpanded) return transaction;
    const [found] = (['charge', 'refund', 'dispute'] as const).flatMap(
      (kind) => this.store.find(kind, source) ?? [],
    );
    return { ...transaction, source: found ?? source };
  }

  /** https://docs.stripe.com/api/balance */
  now(): object {
    const sums = new Map<string, number>();
    const add = (amount: number, currency: string) =>
      sums.set(currency, (sums.get(currency) ?? 0) + amount);
    for (const { currency, net } of this.store.list('balance_transaction', { limit: MOST })) {
      add(net, currency);
    }
    // What was taken for disputes, and given back, stands in them.
    for (const { balance_transactions } of this.store.list('dispute', { limit: MOST })) {
      for (const { fee, currency } of balance_transactions) add(-fee, currency);
    }
    const available = [...sums].map(([currency, amount]) => ({
      ...{ amount, currency },
      source_types: { card: amount },
    }));
    return { object: 'balance', available, pending: [], livemode: false };
  }
}

const MOST = 1_000_000;
