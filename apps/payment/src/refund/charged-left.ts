import type { Payment as PaymentRow, Refund as RefundRow } from '../generated/prisma/client.ts';
import type { PaymentTx } from '../payment.db.ts';
import { askedOf } from '../payment/payment.row.ts';
import { priceOfPaid, shareOfPaid } from '../quote/rate.domain.ts';

/** What has not gone back yet: of the price that a psp is for, and of the other money that it charged. */
interface ChargedLeft {
  readonly price: bigint;
  readonly paid: bigint;
}

/**
 * The payment must be locked.
 *
 * @param exceptId a refund that does not count
 * @returns undefined where the price itself was charged
 */
async function chargedLeft(
  tx: PaymentTx,
  payment: PaymentRow,
  exceptId?: string,
): Promise<ChargedLeft | undefined> {
  const whole = chargedWhole(payment);
  if (!whole) return undefined;
  const { id: paymentId } = payment;
  const isCharged = { paymentId, chargedAmount: { not: null } };
  const [refunds, chargebacks] = await Promise.all([
    tx.prisma.refund.findMany({
      where: {
        ...isCharged,
        status: { not: 'failed' },
        ...(exceptId && { id: { not: exceptId } }),
      },
    }),
    tx.prisma.chargeback.findMany({ where: { ...isCharged, state: { not: 'won' } } }),
  ]);
  return [...refunds, ...chargebacks].reduce(
    (left, { amount, chargedAmount }) => ({
      price: left.price - amount,
      paid: left.paid - chargedAmount!,
    }),
    whole,
  );
}

/**
 * What of the other money goes back with a refund; null where the price itself was charged.
 *
 * @param isSame what it was before counts, if there was something
 */
export async function shareFor(
  tx: PaymentTx,
  payment: PaymentRow,
  { id, amount, chargedAmount }: Pick<RefundRow, 'id' | 'amount' | 'chargedAmount'>,
  isSame = true,
): Promise<{ chargedAmount: bigint; chargedCurrency: string } | null> {
  const { chargedCurrency } = payment;
  if (chargedCurrency === null) return null;
  if (isSame && chargedAmount !== null) return { chargedAmount, chargedCurrency };
  const left = await chargedLeft(tx, payment, id);
  return { chargedAmount: shareOfPaid(amount, left!), chargedCurrency };
}

/** What of the price a bank takes back with other money; what it takes beyond what is left counts too. */
export async function priceTaken(
  tx: PaymentTx,
  payment: PaymentRow,
  charged: bigint,
): Promise<bigint | null> {
  const whole = chargedWhole(payment);
  if (!whole) return null;
  const left = (await chargedLeft(tx, payment))!;
  const price = priceOfPaid(charged, charged > left.paid ? whole : left);
  return price > 0n ? price : 1n;
}

function chargedWhole(payment: PaymentRow): ChargedLeft | undefined {
  const { chargedAmount } = payment;
  if (chargedAmount === null) return undefined;
  return { price: askedOf(payment).amount, paid: chargedAmount };
}
