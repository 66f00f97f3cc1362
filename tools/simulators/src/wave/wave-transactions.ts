import { alphanumericId } from '../kit/ids.ts';
import type { ObjectStore } from '../kit/object-store.ts';
import { WaveError } from './wave-wire.ts';

/** A line of the wallet. https://docs.wave.com/balance-api */
export interface Transaction {
  timestamp: string;
  transaction_id: string;
  transaction_type: 'api_checkout' | 'api_checkout_refund';
  /** What the wallet gained or lost: the fee is not in it. */
  amount: string;
  fee: string;
  currency: 'XOF';
  is_reversal: boolean;
  client_reference: string | null;
  checkout_api_session_id: string;
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
type Store = ObjectStore<{ transaction: KeptTransaction }>;

const PAGE = 100;
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
