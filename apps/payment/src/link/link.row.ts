import type { RpcOutput } from '@edu/contract-kit';
import type { paymentRpc } from '@edu/contracts-payment';
import { numberText, printedCode } from '../document/document.domain.ts';
import type { Document as DocumentRow, Payment as PaymentRow } from '../generated/prisma/client.ts';
import { chargedFields, statusOf, toMoney } from '../payment/payment.row.ts';

type LinkPayment = NonNullable<RpcOutput<typeof paymentRpc.openLink>['payment']>;

/** What strangers see of a payment, and of its receipt nothing that names anybody. */
export function toLinkPayment(row: PaymentRow, receipt?: DocumentRow): LinkPayment {
  return {
    psp: row.psp,
    status: statusOf(row),
    amount: toMoney(row),
    refunded: toMoney({ ...row, amount: row.refundedAmount }),
    ...chargedFields(row),
    promptEndsAt: row.promptEndsAt?.toISOString() ?? null,
    receipt: receipt?.code
      ? { number: numberText(receipt), code: printedCode(receipt.code) }
      : null,
  };
}
