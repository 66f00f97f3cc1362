import { Currency, CURRENCY_EXPONENTS, Id, type Money } from '@edu/contract-kit';
import { z } from 'zod';
import { HeldAmount, HeldCurrency, heldOf } from '../held.ts';
import type { PspIntent, PspNotice, PspPayout, PspRefund, Sum } from '../psp.ts';
import { uuidOf } from '../uuid-of.ts';

/** MTN writes amounts as text in whole units: "5000" francs, "19.99" euros. */
export function toMtnAmount({ amount, currency }: Money): string {
  const exponent = CURRENCY_EXPONENTS[currency];
  return exponent === 0 ? String(amount) : (amount / 10 ** exponent).toFixed(exponent);
}

/**
 * `X-Reference-Id`, which names a request at MTN: it follows from our own id, so that a callback leads to it; that
 * of a payout, of which MTN tells nobody, from the key of its order.
 */
export const referenceOf = (of: 'intent' | 'refund' | 'payout', id: string): string =>
  uuidOf(`mtn-momo:${of}:${id}`);

const amount = z.string().regex(/^\d{1,15}(\.\d+)?$/);
/** Documented as an object, seen as text. */
const reason = z
  .union([
    z.string().max(200),
    z.object({ code: z.string().max(200) }).transform(({ code }) => code),
  ])
  .nullish();
const Result = z.object({
  ...{ amount, currency: z.string(), status: z.string(), reason },
  externalId: z.string().nullish(),
  payeeNote: z.string().nullish(),
});
/** Source: https://momodeveloper.mtn.com/api-documentation, RequestToPayResult; refunds and transfers have the same. */
export const MtnResult = Result;
export type MtnResult = z.infer<typeof MtnResult>;

/** GET /accountholder/msisdn/{number}/active */
export const AccountHolder = z.object({ result: z.boolean() });
/** GET /accountholder/msisdn/{number}/basicuserinfo */
export const UserInfo = z
  .object({
    name: z.string().max(500).nullish(),
    given_name: z.string().max(200).nullish(),
    family_name: z.string().max(200).nullish(),
  })
  .transform(({ name, given_name, family_name }) => {
    const parts = [given_name, family_name].flatMap((part) => part?.trim() || []);
    return name?.trim() || parts.join(' ') || null;
  });
export const MtnError = z.object({ code: z.string().max(100) });

/** What is left for us to read in the note that MTN keeps with a request and shows to nobody but us. */
export const noteOfRequest = (orderedAt: Date) =>
  `EduConnect ${Math.floor(orderedAt.getTime() / 1_000)}`;
/** MTN does not say of what a refund is one; its notes may have no other signs than these. */
export const noteOfRefund = (intentRef: string) => `EduConnect ${intentRef}`;
const LAST_WORD = /[^ ]+$/;

/** While the payer may still have a prompt; `CREATED` is the sandbox's. In other states there is nothing to do. */
const PROMPTING = new Set(['PENDING', 'CREATED']);
const INTENT_STATUS = new Map<string, PspIntent['status']>([
  ['SUCCESSFUL', 'succeeded'],
  ['FAILED', 'canceled'],
]);
/** Of money that leaves us, back to a payer or to a payee. */
const SENT_STATUS = new Map<string, PspPayout['status']>([
  ['SUCCESSFUL', 'succeeded'],
  ['FAILED', 'failed'],
]);

export function toMtnIntent(ref: string, result: MtnResult, promptMs: number): PspIntent {
  const { status, externalId } = result;
  return {
    ref,
    paymentId: Id.safeParse(externalId).data ?? null,
    status: INTENT_STATUS.get(status) ?? 'pending',
    sum: sumOf(result),
    next: PROMPTING.has(status)
      ? { kind: 'push', expiresAt: expiryOf(result, promptMs), dial: null }
      : null,
    ...(status === 'FAILED' && { reason: reasonOf(result) }),
  };
}

export function toMtnRefund(ref: string, result: MtnResult): PspRefund {
  const { status, externalId, payeeNote } = result;
  return {
    ref,
    intentRef: z.uuid().safeParse(LAST_WORD.exec(payeeNote ?? '')?.[0]).data ?? '',
    refundId: Id.safeParse(externalId).data ?? null,
    status: SENT_STATUS.get(status) ?? 'pending',
    sum: sumOf(result),
    failureReason: status === 'FAILED' ? reasonOf(result) : null,
  };
}

export function toMtnPayout(ref: string, result: MtnResult): PspPayout {
  const { status, externalId } = result;
  return {
    ref,
    payoutId: Id.safeParse(externalId).data ?? null,
    status: SENT_STATUS.get(status) ?? 'pending',
    sum: sumOf(result),
    failureReason: status === 'FAILED' ? reasonOf(result) : null,
  };
}

/** MTN does not say when a request was made: our note does. */
function expiryOf({ payeeNote }: MtnResult, promptMs: number): string | null {
  const seconds = /^EduConnect (\d{10})$/.exec(payeeNote ?? '')?.[1];
  return seconds ? new Date(Number(seconds) * 1_000 + promptMs).toISOString() : null;
}

/** MTN's word, whichever it is: the list of the documentation is not the whole one. */
function reasonOf({ reason: word }: MtnResult): string {
  return word && /^[A-Z_]{1,60}$/.test(word) ? word : 'FAILED';
}

/** GET /account/balance of each product. Source: https://momodeveloper.mtn.com/api-documentation, Balance */
export const AccountBalance = z
  .object({ availableBalance: HeldAmount, currency: HeldCurrency })
  .transform(({ availableBalance, currency }): Sum => heldOf(availableBalance, currency));

function sumOf({ amount: text, currency }: MtnResult): Sum {
  const { data: known } = Currency.safeParse(currency.toUpperCase());
  const exponent = known ? CURRENCY_EXPONENTS[known] : 0;
  const [whole = '', part = ''] = text.split('.');
  const minor = part.padEnd(exponent, '0').slice(0, exponent);
  return { amount: BigInt(whole + minor), currency: known ?? currency };
}

export const Callback = z.object({
  externalId: Id,
  status: z.string().regex(/^[A-Z_]{1,60}$/),
});

/**
 * A callback is not signed, and anybody may send one: it says which payment to ask about, and nothing
 * else of it counts.
 *
 * @param digest of its bytes: a forged one must not stand for the one that MTN sends
 */
export function toNotice(
  { externalId, status }: z.infer<typeof Callback>,
  digest: string,
): PspNotice {
  const ref = referenceOf('intent', externalId);
  return {
    eventId: `requesttopay:${ref}:${digest}`,
    type: `requesttopay.${status.toLowerCase()}`,
    about: { kind: 'payment', ref },
    unsignedOf: externalId,
  };
}
