import { alphanumericId } from '../kit/ids.ts';
import type { ObjectStore } from '../kit/object-store.ts';
import { WaveError } from './wave-wire.ts';

/** A line of the wallet. https://docs.wave.com/balance-api */
export interface Transaction {
  timestamp: string;
  transaction_id: string;
  transaction_type: 'api_checkout' | 'api_checkout_refund' | 'api_payout' | 'api_payout_reversal';
  /** What the wallet gained or lost: the fee is not in it. */
  amount: string;
  fee: string;
  currency: 'XOF';
  is_reversal: boolean;
  client_reference: string | null;
  checkout_api_session_id: string | null;
}
export type KeptTransaction = Transaction & { readonly date: string };

/** What a session has to say. */
interface Moved {
  readonly id: string;
  readonly amount: string;
  readonly currency: 'XOF';
  readonly client_reference: string | null;
  readonly transaction_id: string | null;
}
/** What a payout has to say. */
interface PaidOut {
  readonly receive_amount: string;
  readonly fee: string;
  readonly currency: 'XOF';
  readonly client_reference?: string | undefined;
}
type Store = ObjectStore<{ transaction: KeptTransaction }>;

const PAGE = 100;
const MOST = 1_000_000;
/** One percent, as Wave takes it. */
const feeOf = (amount: number) => Math.floor(amount / 100);

/** Writes down what a session moved. */
export function record(store: Store, type: Transaction['transaction_type'], session: Moved): void {
  const fee = feeOf(Number(session.amount));
  const isRefund = type === 'api_checkout_refund';
  const sign = isRefund ? -1 : 1;
  const id = isRefund ? alphanumericId('T_', 10) : session.transaction_id!;
  const timestamp = new Date().toISOString();
  store.put('transaction', `transaction ${id}`, {
    ...{ timestamp, date: timestamp.slice(0, 10), transaction_id: id, transaction_type: type },
    amount: String(sign * (Number(session.amount) - fee)),
    fee: String(sign * fee),
    currency: session.currency,
    is_reversal: isRefund,
    client_reference: session.client_reference,
    checkout_api_session_id: session.id,
  });
}

/** Writes down what a payout took out of the wallet, its fee included, or brought back. */
export function recordPayout(store: Store, payout: PaidOut, isReversal = false): void {
  const { receive_amount: received, fee, currency, client_reference } = payout;
  const id = alphanumericId('T_', 10);
  const timestamp = new Date().toISOString();
  const lost = Number(received) + Number(fee);
  store.put('transaction', `transaction ${id}`, {
    ...{ timestamp, date: timestamp.slice(0, 10), transaction_id: id, currency },
    transaction_type: isReversal ? 'api_payout_reversal' : 'api_payout',
    amount: String(isReversal ? lost : -lost),
    fee: isReversal ? `-${fee}` : fee,
    is_reversal: isReversal,
    client_reference: client_reference ?? null,
    checkout_api_session_id: null,
  });
}

/** What the wallet has. */
export function balanceOf(store: Store): { amount: string; currency: 'XOF' } {
  const all = store.list('transaction', { limit: MOST });
  const amount = all.reduce((sum, one) => sum + Number(one.amount), 0);
  return { amount: String(amount), currency: 'XOF' };
}

/** The transactions of a day, page by page. */
export function pageOf(store: Store, query: URLSearchParams): object {
  const date = query.get('date') ?? new Date().toISOString().slice(0, 10);
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) {
    throw new WaveError(400, 'request-validation-error', 'date must be a day');
  }
  const after = query.get('after');
  const beforeId = after === null ? undefined : Buffer.from(after, 'base64url').toString();
  const found = store.list('transaction', { where: { date }, beforeId, limit: PAGE + 1 });
  const items = found.slice(0, PAGE).map(({ date: _, ...shown }) => shown);
  const last = items.at(-1);
  const end = last && Buffer.from(`transaction ${last.transaction_id}`).toString('base64url');
  const page_info = {
    ...{ start_cursor: after, end_cursor: end ?? null, has_next_page: found.length > PAGE },
  };
  return { page_info, date, items };
}
