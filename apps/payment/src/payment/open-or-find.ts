import { newId, platformErrors } from '@edu/contract-kit';
import { creditErrors, paymentErrors } from '@edu/contracts-payment';
import { hasCredit } from '../ledger/balances.ts';
import { creditReserved } from '../ledger/ledger.domain.ts';
import { post } from '../ledger/ledger.ts';
import type { PaymentTx } from '../payment.db.ts';
import type { Payer, PspFacts } from '../psp/psp.ts';
import type { RiskFacts } from '../risk/risk.domain.ts';
import type { Bill } from '../terms/terms.domain.ts';
import type { OpenPayment } from './payment.row.ts';
import { FIND_OPEN, OPEN_PAYMENT, type OpenPart } from './payment.sql.ts';

/** How a bill is to be paid. */
interface Order {
  readonly psp: PspFacts;
  /** What the psp needs to know of whoever pays; null where nothing. */
  readonly payer: Payer | null;
  /** What of it is paid by credit. */
  readonly credit: bigint;
  readonly facts: RiskFacts;
  readonly askAgainMs: number;
}

/**
 * One that is open for any of the lessons of a bill, made now unless there is one.
 *
 * @returns which rules of risk refuse it, where they do
 * @throws payment.already_paid, payment.credit_changed
 */
export async function openOrFind(
  tx: PaymentTx,
  { bookingId, payerId, price, parts, linkId, quoted }: Bill,
  { psp, payer, credit, facts: { elsewhere, ...facts }, askAgainMs }: Order,
): Promise<OpenPayment | { readonly refusedBy: readonly string[] }> {
  const rows = parts.map((part) => ({ bookingId: part.bookingId, amount: part.price.amount }));
  const id = newId();
  const [made] = await tx.query(OPEN_PAYMENT, {
    ...{ id, bookingId, payerId, psp: psp.id, ...price, credit, askAgainMs, ...facts },
    elsewhere: elsewhere && JSON.stringify(elsewhere),
    payer: payer && JSON.stringify(payer),
    parts: JSON.stringify(rows),
    linkId: linkId ?? null,
    quoteId: quoted?.quoteId ?? null,
    chargedAmount: quoted?.charged.amount ?? null,
    chargedCurrency: quoted?.charged.currency ?? null,
  });
  const { isOpened, refusedBy } = made!;
  if (isOpened && credit > 0n) {
    const { currency } = price;
    if (!(await hasCredit(tx, payerId, { amount: credit, currency }))) {
      throw creditErrors.creditChanged();
    }
    await post(tx, creditReserved({ id, payerId, creditAmount: credit, currency }));
  }
  // Looked at after the insert: an earlier payment that kept us from inserting is seen there,
  // and one that succeeded just before it is seen here.
  const [found] = await tx.query(FIND_OPEN, { bookingIds: rows.map((part) => part.bookingId) });
  const { isPaid, ...open } = found!;
  if (isPaid) throw paymentErrors.alreadyPaid();
  if (open.id !== null) return { ...open, parts: open.parts.map(partOf) };
  if (refusedBy) return { refusedBy };
  // Closed between the two statements: the next try opens a new one.
  throw platformErrors.unavailable({ retryAfter: 1 });
}

const partOf = ({ bookingId, amount, refundedAmount }: OpenPart): OpenPayment['parts'][number] => ({
  ...{ bookingId, amount: BigInt(amount), refundedAmount: BigInt(refundedAmount) },
});
