import type { Deliveries } from '../kit/deliveries.ts';
import type { FaultBoard } from '../kit/fault-board.ts';
import type { Later } from '../kit/later.ts';
import type { MoneyEntry, MoneyLog } from '../kit/money-log.ts';
import type { ObjectStore } from '../kit/object-store.ts';
import type { StoredKey } from './callback-signer.ts';
import type { PawapayFaults } from './faults.ts';
import { PawapayError, uuid4, type Failure, type MobileWallet } from './wire.ts';

/** https://docs.pawapay.io/v2/api-reference/deposits/check-deposit-status */
export interface Deposit {
  depositId: string;
  status: string;
  amount: string;
  currency: string;
  country: string;
  payer: MobileWallet;
  customerMessage?: string | undefined;
  clientReferenceId?: string | undefined;
  created: string;
  failureReason?: Failure;
}
export interface Refund {
  refundId: string;
  status: string;
  amount: string;
  currency: string;
  country: string;
  recipient: MobileWallet;
  clientReferenceId?: string | undefined;
  created: string;
  failureReason?: Failure;
  metadata: Record<string, string>;
}
/** https://docs.pawapay.io/v2/api-reference/payouts/check-payout-status */
export interface Payout {
  payoutId: string;
  status: string;
  amount: string;
  currency: string;
  country: string;
  recipient: MobileWallet;
  customerMessage?: string | undefined;
  clientReferenceId?: string | undefined;
  created: string;
  failureReason?: Failure;
}
export type PawapayKinds = { deposit: Deposit; refund: Refund; payout: Payout; key: StoredKey };
type Moved = 'deposit' | 'refund' | 'payout';
export type Outcome = 'prompt' | 'complete' | 'expire' | 'refund' | 'payout' | `fail:${string}`;

export interface PawapayParts {
  readonly store: ObjectStore<PawapayKinds>;
  readonly deliveries: Deliveries;
  readonly money: MoneyLog;
  readonly later: Later<Outcome>;
  readonly faults: FaultBoard<PawapayFaults>;
}

/** What operators take to answer for themselves. */
export const SETTLE_MS = 300;

/** What has an id, a status, and is reported when it ends. Every method runs in the caller's transaction. */
export abstract class Movements {
  protected readonly parts: PawapayParts;

  constructor(parts: PawapayParts) {
    this.parts = parts;
  }

  /** As pawaPay shows it now, or as a fault has it. */
  shown(kind: Moved, id: string): object {
    const { store, faults } = this.parts;
    if (!uuid4.safeParse(id).success) throw new PawapayError(400, 'INVALID_INPUT', 'No UUIDv4.');
    const data = store.find(kind, id);
    if (!data) return { status: 'NOT_FOUND' };
    const isStrange = faults.take(faults.current.strangeStatus);
    return { status: 'FOUND', data: isStrange ? { ...data, status: 'ON_HOLD' } : data };
  }

  protected end<Kind extends Moved>(kind: Kind, id: string, object: PawapayKinds[Kind]): void {
    const { store, deliveries } = this.parts;
    store.put(kind, id, object);
    const { status } = object;
    deliveries.enqueue({ id: `${id}:${status}`, type: kind, body: JSON.stringify(object) });
  }

  /** @param of the deposit or the payout whose money it is */
  protected log(
    action: MoneyEntry['action'],
    of: string,
    { amount, currency }: Pick<Deposit, 'amount' | 'currency'>,
  ): void {
    this.parts.money.add({
      ...{ action, charge: of, paymentIntent: of, amount: Number(amount), currency },
      ...{ metadata: {}, idempotencyKey: null },
    });
  }
}

export const isOver = ({ status }: Pick<Deposit, 'status'>) =>
  status === 'COMPLETED' || status === 'FAILED';
