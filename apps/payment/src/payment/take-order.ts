import type { RpcOutput } from '@edu/contract-kit';
import type { paymentRpc } from '@edu/contracts-payment';
import { SQLSTATE, sqlState, storable, type IdempotencyScope } from '@edu/persistence';
import type { PaymentDb } from '../payment.db.ts';
import type { PspIntent } from '../psp/psp.ts';
import { settle } from './payment.domain.ts';
import { chargedOf, statusOf, toPayment, type OpenPayment } from './payment.row.ts';
import { ORDER_TAKEN } from './payment.sql.ts';

/**
 * The usual case of an order, which a psp has just taken and asks nobody about on a phone, in one round trip
 * with the answer to whoever pays.
 *
 * @returns undefined when it is another case, or the payment has changed since `row` was read
 */
export async function takeOrder(
  db: PaymentDb,
  row: OpenPayment,
  intent: PspIntent,
  scope: IdempotencyScope<typeof paymentRpc.get.output>,
): Promise<RpcOutput<typeof paymentRpc.get> | undefined> {
  const { ref: pspRef, pageOnce: pageUrl = null, noticeDigest = null, next, reason } = intent;
  const status = settle({ ...chargedOf(row), status: statusOf(row) }, intent);
  if (row.pspRef || status !== 'pending' || next?.kind === 'push' || reason) return undefined;
  const answer = toPayment({ ...row, status });
  const values = { paymentId: row.id, seenStatus: row.status, pspRef, pageUrl, noticeDigest };
  const stored = { ...scope, answer: storable(scope, answer) };
  const taken = db.query(ORDER_TAKEN, { ...stored, ...values });
  const isTaken = await taken.then(({ length }) => length > 0, isNoViolation);
  return isTaken ? answer : undefined;
}

/** What a call with the same key wrote at the same moment is another case. */
function isNoViolation(error: unknown): false {
  if (sqlState(error) !== SQLSTATE.uniqueViolation) throw error;
  return false;
}
