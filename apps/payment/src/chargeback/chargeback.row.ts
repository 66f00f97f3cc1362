import type { EventInput, RpcOutput } from '@edu/contract-kit';
import type { paymentEvents, paymentRpc } from '@edu/contracts-payment';
import type {
  Chargeback as ChargebackRow,
  ChargebackPart as PartRow,
} from '../generated/prisma/client.ts';
import { chargedOf, toMoney } from '../payment/payment.row.ts';
import type { FeesOf } from './chargeback-fees.ts';
import type { Bearer, ChargebackState } from './chargeback.domain.ts';

/** In one order, whoever reads them. */
export const PARTS = { parts: { orderBy: { id: 'asc' } } } as const;

/** How long what was said to a bank is kept after its decision: an appeal may come. */
export const KEPT_MS = 180 * 86_400_000;

export type ChargebackWithParts = ChargebackRow & { readonly parts: readonly PartRow[] };

export const stateOf = ({ state }: Pick<ChargebackRow, 'state'>) => state as ChargebackState;

/** What the events say of a lesson. */
export const toLesson = (
  { bookingId, providerId, earned }: PartRow,
  currency: string,
): EventInput<typeof paymentEvents.chargebackOpened>['lessons'][number] => ({
  ...{ bookingId, providerId },
  frozen: toMoney({ amount: earned, currency }),
});

interface About {
  readonly payerId: string;
  readonly fees: FeesOf;
}

type Chargeback = RpcOutput<typeof paymentRpc.chargebacks>['items'][number];

/** The contract's view of a row. */
export function toChargeback(
  row: ChargebackWithParts,
  nameOf: (userId: string) => string | null,
  { payerId, fees }: About,
): Chargeback {
  const { id, paymentId, reason, currency, decision, refusal } = row;
  const money = (amount: bigint) => toMoney({ amount, currency });
  return {
    ...{ id, paymentId, reason, refusal, payerId },
    decision: decision as Chargeback['decision'],
    payerName: nameOf(payerId),
    state: stateOf(row),
    amount: money(row.amount),
    charged: row.chargedAmount === null ? null : toMoney(chargedOf(row)),
    isWithdrawn: row.isWithdrawn,
    ...{ fee: fees.fee ?? null, feeReturned: fees.feeReturned ?? null },
    answerBy: row.answerBy?.toISOString() ?? null,
    openedAt: row.openedAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
    fileAt: row.fileAt?.toISOString() ?? null,
    lessons: row.parts.map((part) => ({
      bookingId: part.bookingId,
      providerId: part.providerId,
      amount: money(part.amount),
      held: money(part.held),
      earned: money(part.earned),
      borneBy: part.borneBy as Bearer | null,
    })),
  };
}
