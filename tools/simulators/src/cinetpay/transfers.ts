import type { FaultBoard } from '../kit/fault-board.ts';
import { atHost } from '../kit/http-server.ts';
import { alphanumericId } from '../kit/ids.ts';
import type { ObjectStore } from '../kit/object-store.ts';
import { TRANSFER_CODES, TRANSFER_ORDER, type CinetpayKinds } from './objects.ts';
import { ARRIVES, CinetpayError, type CinetpayFaults, type CinetpayParts } from './payments.ts';

const MOST = 1_000_000;
/** Wallets that take nothing. */
const CLOSED = new Set(['+2250700000001']);

/** Transfers to wallets and what becomes of them. Every method runs in the caller's transaction. */
export class Transfers {
  readonly #store: ObjectStore<CinetpayKinds>;
  readonly #parts: CinetpayParts;
  readonly #faults: FaultBoard<CinetpayFaults>;

  constructor(
    store: ObjectStore<CinetpayKinds>,
    parts: CinetpayParts,
    faults: FaultBoard<CinetpayFaults>,
  ) {
    this.#store = store;
    this.#parts = parts;
    this.#faults = faults;
  }

  /** The result is in the answer, unless a fault keeps it back. */
  create(body: unknown, currency: string): object {
    const { data: order } = TRANSFER_ORDER.safeParse(body);
    if (order?.currency !== currency) throw new CinetpayError(422, 1_004, 'INVALID_PARAMS');
    const { merchant_transaction_id: id } = order;
    if (this.#store.find('transfer', id)) throw new CinetpayError(422, 1_200, 'TRANSACTION_EXIST');
    const { reject, poor, api, enqueued } = this.#faults.current;
    if (this.#faults.take(reject)) throw new CinetpayError(200, 1_004, 'INVALID_PARAMS');
    if (this.#faults.take(poor)) throw new CinetpayError(200, 2_005, 'INSUFFICIENT_BALANCE');
    this.#store.put('transfer', id, {
      ...{ order, status: 'PENDING', createdAt: new Date().toISOString() },
      transaction_id: alphanumericId('', 24),
      notify_token: alphanumericId('', 48),
    });
    const waits = [enqueued, api.processing].find((rule) => this.#faults.take(rule));
    if (waits) this.#parts.later.schedule(id, ARRIVES, waits.ms);
    else this.arrive(id);
    const { notify_token } = this.#store.find('transfer', id)!;
    return { ...this.state(id), notify_token };
  }

  /** The wallet gets the money, or does not. */
  arrive(id: string): void {
    const transfer = this.#store.find('transfer', id)!;
    const { order, transaction_id, notify_token } = transfer;
    const isLost = CLOSED.has(order.phone_number) || this.#faults.take(this.#faults.current.fail);
    const status = isLost ? 'FAILED' : 'SUCCESS';
    this.#store.put('transfer', id, { ...transfer, status });
    if (!isLost) {
      this.#parts.money.add({
        ...{ action: 'payout', charge: id, paymentIntent: id, metadata: {}, idempotencyKey: null },
        ...{ amount: order.amount, currency: order.currency },
      });
    }
    const url = atHost(order.notify_url, this.#parts.notifyHost);
    if (!url) return;
    const said = { notify_token, merchant_transaction_id: id, transaction_id, user: null };
    this.#parts.deliveries.enqueue({
      ...{ id: `${id}:${status}`, type: 'transfer', url, body: JSON.stringify(said) },
    });
  }

  /** @param id ours of the merchant, or CinetPay's */
  state(id: string): object {
    const [byIts] = this.#store.list('transfer', { where: { transaction_id: id }, limit: 1 });
    const transfer = this.#store.find('transfer', id) ?? byIts;
    if (!transfer) throw new CinetpayError(404, 404, 'NOT_FOUND');
    const { order, status, transaction_id } = transfer;
    const { merchant_transaction_id, amount, currency, phone_number } = order;
    const isStrange = this.#faults.take(this.#faults.current.strangeStatus);
    return {
      ...{ code: TRANSFER_CODES[status], status: isStrange ? 'ON_HOLD' : status },
      ...{ merchant_transaction_id, transaction_id, amount: String(amount), fee_amount: '0' },
      ...{ phone_number, currency },
    };
  }

  /** What came in less what went out. Nothing is taken for the work, and nobody fills the account: it may be below zero. */
  balance(currency: string): object {
    const list = (kind: 'payment' | 'transfer') =>
      this.#store.list(kind, { where: { status: 'SUCCESS' }, limit: MOST });
    const sum = (all: readonly { readonly order: { readonly amount: number } }[]) =>
      all.reduce((total, { order }) => total + order.amount, 0);
    const available_balance = String(sum(list('payment')) - sum(list('transfer')));
    return { code: 200, status: 'OK', available_balance, currency };
  }
}
