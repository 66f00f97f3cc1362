import { Currency, Id, type Money } from '@edu/contract-kit';
import { z } from 'zod';
import { HeldAmount, HeldCurrency, heldOf } from '../held.ts';
import type { PspIntent, PspNotice, PspPayout, PspRefund, Sum } from '../psp.ts';
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

const Payout = z.object({
  payoutId: uuid,
  status: z.string(),
  ...{ amount, currency: z.string(), failureReason },
  clientReferenceId: z.string().nullish(),
});
export type Payout = z.infer<typeof Payout>;

const found = <T extends z.ZodType>(data: T) =>
  z.discriminatedUnion('status', [
    z.object({ status: z.literal('FOUND'), data }),
    z.object({ status: z.literal('NOT_FOUND') }),
  ]);
/** Source: https://docs.pawapay.io/v2/api-reference/finances/wallet-balances */
export const WalletBalances = z.object({
  balances: z.array(
    z
      .object({ balance: HeldAmount, currency: HeldCurrency })
      .transform(({ balance, currency }): Sum => heldOf(balance, currency)),
  ),
});

/** Source: https://docs.pawapay.io/v2/api-reference/deposits/check-deposit-status */
export const FoundDeposit = found(Deposit);
export const FoundRefund = found(Refund);
/** Source: https://docs.pawapay.io/v2/api-reference/payouts/check-payout-status */
export const FoundPayout = found(Payout);

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
    status: SENT_STATUS.get(status) ?? 'pending',
    sum: sumOf(refund),
    failureReason: status === 'FAILED' ? (failed?.failureCode ?? status) : null,
  };
}

/** One that is `ENQUEUED` waits for an operator that is down, for hours at times. */
export function toPawapayPayout(payout: Payout): PspPayout {
  const { payoutId, status, failureReason: failed, clientReferenceId } = payout;
  return {
    ref: payoutId,
    payoutId: Id.safeParse(clientReferenceId).data ?? null,
    status: SENT_STATUS.get(status) ?? 'pending',
    sum: sumOf(payout),
    failureReason: status === 'FAILED' ? (failed?.failureCode ?? status) : null,
  };
}

const INTENT_STATUS = new Map<string, PspIntent['status']>([
  ['COMPLETED', 'succeeded'],
  ['FAILED', 'canceled'],
]);
/** Of money that leaves us, back to a payer or to a payee. */
const SENT_STATUS = new Map<string, PspPayout['status']>([
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
    ? notice('payment', callback.depositId, callback.status, 'deposit')
    : notice('refund', callback.refundId, callback.status);
}

function notice(
  kind: 'payment' | 'refund' | 'payout',
  ref: string,
  status: string,
  of: string = kind,
): PspNotice {
  const type = `${of}.${status.toLowerCase()}`;
  return { eventId: `${of}:${ref}:${status}`, type, about: { kind, ref } };
}
