import { Currency, Id, type Money } from '@edu/contract-kit';
import { z } from 'zod';
import type { PspIntent, PspNotice, PspRefund, Sum } from '../psp.ts';
import { uuidOf } from '../uuid-of.ts';

/** pawaPay writes XOF and XAF, which have no minor unit, as whole francs in a string. */
export const toPawapayAmount = ({ amount }: Money): string => String(amount);

const amount = z.string().regex(/^\d{1,15}(\.0+)?$/);
const uuid = z.string().regex(/^[\da-fA-F-]{36}$/);
const failureReason = z.object({ failureCode: z.string().max(100) }).nullish();

/** To a request that orders something. Every status is open: one of later versions says nothing. */
export const Ordered = z.object({
  status: z.string(),
  created: z.iso.datetime({ offset: true }).nullish(),
  failureReason,
});

/** Metadata are sent as a list and come back as an object. */
const metadata = z
  .union([z.record(z.string(), z.unknown()), z.array(z.record(z.string(), z.unknown()))])
  .nullish()
  .transform((entries) => Object.assign({}, ...[entries ?? {}].flat()) as Record<string, unknown>);

const Deposit = z.object({
  depositId: uuid,
  status: z.string(),
  ...{ amount, currency: z.string(), failureReason },
  created: z.iso.datetime({ offset: true }),
  clientReferenceId: z.string().nullish(),
});
export type Deposit = z.infer<typeof Deposit>;

const Refund = z.object({
  refundId: uuid,
  status: z.string(),
  ...{ amount, currency: z.string(), failureReason, metadata },
  depositId: uuid.nullish(),
  clientReferenceId: z.string().nullish(),
});
export type Refund = z.infer<typeof Refund>;

const found = <T extends z.ZodType>(data: T) =>
  z.discriminatedUnion('status', [
    z.object({ status: z.literal('FOUND'), data }),
    z.object({ status: z.literal('NOT_FOUND') }),
  ]);
/** Source: https://docs.pawapay.io/v2/api-reference/deposits/check-deposit-status */
export const FoundDeposit = found(Deposit);
export const FoundRefund = found(Refund);

export const Prediction = z.object({ provider: z.string().min(1), phoneNumber: z.string().min(1) });
export const PublicKeys = z.array(z.object({ id: z.string(), key: z.string() }));
export const Failed = z.object({ failureReason: z.object({ failureCode: z.string().max(100) }) });

/** The UUIDv4 that pawaPay wants us to know before the call. */
export const pawapayId = (key: string): string => uuidOf(`pawapay:${key}`);

/** While the payer may still have a prompt; in other states, named or not, there is nothing to do. */
const PROMPTING = new Set(['ACCEPTED', 'ENQUEUED', 'SUBMITTED', 'PROCESSING']);

export function toPawapayIntent(deposit: Deposit, promptMs: number): PspIntent {
  const { depositId, status, created, clientReferenceId } = deposit;
  const reason = status === 'FAILED' ? (deposit.failureReason?.failureCode ?? status) : undefined;
  const expiresAt = new Date(Date.parse(created) + promptMs).toISOString();
  return {
    ref: depositId,
    paymentId: Id.safeParse(clientReferenceId).data ?? null,
    status: INTENT_STATUS.get(status) ?? 'pending',
    sum: sumOf(deposit),
    next: PROMPTING.has(status) ? { kind: 'push', expiresAt, dial: null } : null,
    ...(reason && { reason }),
  };
}

export function toPawapayRefund(refund: Refund): PspRefund {
  const { refundId, depositId, status, failureReason: failed, clientReferenceId } = refund;
  const named = refund.metadata['depositId'];
  return {
    ref: refundId,
    intentRef: depositId ?? (typeof named === 'string' ? named : ''),
    refundId: Id.safeParse(clientReferenceId).data ?? null,
    status: REFUND_STATUS.get(status) ?? 'pending',
    sum: sumOf(refund),
    failureReason: status === 'FAILED' ? (failed?.failureCode ?? status) : null,
  };
}

const INTENT_STATUS = new Map<string, PspIntent['status']>([
  ['COMPLETED', 'succeeded'],
  ['FAILED', 'canceled'],
]);
const REFUND_STATUS = new Map<string, PspRefund['status']>([
  ['COMPLETED', 'succeeded'],
  ['FAILED', 'failed'],
]);

function sumOf({ amount: text, currency }: Pick<Deposit, 'amount' | 'currency'>): Sum {
  const known = Currency.safeParse(currency.toUpperCase());
  return { amount: BigInt(text.split('.')[0]!), currency: known.data ?? currency };
}

const status = z.string().regex(/^[A-Z_]{1,60}$/);
export const Callback = z.union([
  z.object({ depositId: uuid, status }),
  z.object({ refundId: uuid, status }),
  z.object({ payoutId: uuid, status }),
]);

/** pawaPay's callbacks have no id of their own: what is reported, and as what, tells one from another. */
export function toNotice(callback: z.infer<typeof Callback>): PspNotice {
  if ('payoutId' in callback) return notice('payout', callback.payoutId, callback.status);
  return 'depositId' in callback
    ? notice('deposit', callback.depositId, callback.status, 'payment')
    : notice('refund', callback.refundId, callback.status, 'refund');
}

function notice(of: string, id: string, status: string, kind?: 'payment' | 'refund'): PspNotice {
  const about = kind ? { kind, ref: id } : null;
  return { eventId: `${of}:${id}:${status}`, type: `${of}.${status.toLowerCase()}`, about };
}
