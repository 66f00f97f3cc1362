import { z } from 'zod';
import { callFaults } from '../kit/call-faults.ts';
import type { Deliveries } from '../kit/deliveries.ts';
import { deliveryFaults } from '../kit/delivery-faults.ts';
import { seed, type FaultBoard } from '../kit/fault-board.ts';
import { faultRule, milliseconds } from '../kit/fault-rule.ts';
import type { Later } from '../kit/later.ts';
import type { MoneyLog } from '../kit/money-log.ts';
import type { ObjectStore } from '../kit/object-store.ts';
import type { Prompt } from '../kit/prompt-page.ts';
import { signatureOptions, type StoredKey } from './callback-signer.ts';
import { BOUNDS, predict, testNumber } from './operators.ts';

const code = z.string().regex(/^[A-Z_]{1,60}$/);

export const pawapayFaults = z.strictObject({
  seed,
  api: callFaults.prefault({}),
  webhooks: deliveryFaults.prefault({}),
  signature: signatureOptions.prefault({}),
  /** A request is refused with this code: 200, as pawaPay refuses. */
  reject: faultRule.extend({ code: code.default('PROVIDER_TEMPORARILY_UNAVAILABLE') }).prefault({}),
  /** A prompt that the operator ends with this code, whatever the payer does. */
  fail: faultRule.extend({ code: code.default('UNSPECIFIED_FAILURE') }).prefault({}),
  /** The operator is down: no prompt for `ms`. */
  enqueued: faultRule.extend({ ms: milliseconds.default(2_000) }).prefault({}),
  /** Operators that are down, as the configuration says. */
  closed: z.array(z.string()).default([]),
  /** The payer agrees, and the callback is on its way `ms` before the request has its answer. */
  callbackFirst: faultRule.extend({ ms: milliseconds.default(300) }).prefault({}),
  /** An answer with a status that no document names. */
  strangeStatus: faultRule.prefault({}),
  /** An answer that is no JSON. */
  unreadable: faultRule.prefault({}),
});
export type PawapayFaults = z.infer<typeof pawapayFaults>;

interface Failure {
  failureCode: string;
  failureMessage: string;
}

/** https://docs.pawapay.io/v2/api-reference/deposits/check-deposit-status */
export interface Deposit {
  depositId: string;
  status: string;
  amount: string;
  currency: string;
  country: string;
  payer: { type: 'MMO'; accountDetails: { phoneNumber: string; provider: string } };
  customerMessage?: string | undefined;
  clientReferenceId?: string | undefined;
  created: string;
  failureReason?: Failure;
}
export interface Refund {
  refundId: string;
  status: string;
  amount: string;
  currency: string;
  country: string;
  recipient: Deposit['payer'];
  clientReferenceId?: string | undefined;
  created: string;
  failureReason?: Failure;
  metadata: Record<string, string>;
}
export type PawapayKinds = { deposit: Deposit; refund: Refund; key: StoredKey };
export type Outcome = 'prompt' | 'complete' | 'expire' | 'refund' | `fail:${string}`;

/** A refusal: with HTTP 200 when the request could be read, else with 4xx. */
export class PawapayError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const uuid4 = z.uuidv4();
const amount = z.string().regex(/^[1-9]\d{0,11}$/);
const reference = z.string().max(64).optional();
const metadata = z
  .array(z.record(z.string(), z.union([z.string(), z.boolean()])))
  .max(10)
  .default([]);
const DEPOSIT = z.strictObject({
  depositId: uuid4,
  ...{ amount, currency: z.string(), clientReferenceId: reference, metadata },
  payer: z.strictObject({
    type: z.literal('MMO'),
    accountDetails: z.strictObject({
      phoneNumber: z.string().regex(/^\d{6,15}$/),
      provider: z.string(),
    }),
  }),
  customerMessage: z
    .string()
    .regex(/^[A-Za-z0-9 ]{4,22}$/)
    .optional(),
});
const REFUND = z.strictObject({
  ...{ refundId: uuid4, depositId: uuid4, amount, currency: z.string() },
  ...{ clientReferenceId: reference, metadata },
});

/** How long a prompt waits for the payer, and what a test number takes. */
const PROMPT_MS = 5 * 60_000;
const SETTLE_MS = 300;

/** Deposits, refunds and what becomes of them. Every method runs in the caller's transaction. */
export class Deposits {
  readonly store: ObjectStore<PawapayKinds>;
  readonly #deliveries: Deliveries;
  readonly #money: MoneyLog;
  readonly #later: Later<Outcome>;
  readonly #faults: FaultBoard<PawapayFaults>;

  constructor(
    store: ObjectStore<PawapayKinds>,
    parts: { deliveries: Deliveries; money: MoneyLog; later: Later<Outcome> },
    faults: FaultBoard<PawapayFaults>,
  ) {
    this.store = store;
    this.#deliveries = parts.deliveries;
    this.#money = parts.money;
    this.#later = parts.later;
    this.#faults = faults;
  }

  order(body: unknown): object {
    const { metadata: _, ...data } = read(DEPOSIT, body);
    const { depositId, currency } = data;
    const known = this.store.find('deposit', depositId);
    if (known) return { depositId, status: 'DUPLICATE_IGNORED', created: known.created };
    const { phoneNumber, provider } = data.payer.accountDetails;
    const operator = predict(phoneNumber);
    const refuse = (why: string) => rejected({ depositId }, why);
    const { reject, enqueued } = this.#faults.current;
    if (this.#faults.take(reject)) return refuse(reject.code);
    if (!operator || operator.provider !== provider) return refuse('INVALID_PHONE_NUMBER');
    if (operator.currency !== currency) return refuse('INVALID_CURRENCY');
    const value = Number(data.amount);
    const { min, max } = BOUNDS[provider] ?? BOUNDS['']!;
    if (value < min || value > max) return refuse('AMOUNT_OUT_OF_BOUNDS');
    const created = new Date().toISOString();
    const isLate = this.#faults.take(enqueued);
    const status = isLate ? 'ENQUEUED' : 'ACCEPTED';
    this.store.put('deposit', depositId, { ...data, status, country: operator.country, created });
    this.#later.schedule(depositId, 'prompt', isLate ? enqueued.ms : 0);
    return { depositId, status: 'ACCEPTED', created, nextStep: 'FINAL_STATUS' };
  }

  refund(body: unknown): object {
    const data = read(REFUND, body);
    const { refundId, depositId, clientReferenceId, currency } = data;
    const known = this.store.find('refund', refundId);
    if (known) return { refundId, status: 'DUPLICATE_IGNORED', created: known.created };
    const deposit = this.store.find('deposit', depositId);
    if (deposit?.status !== 'COMPLETED') return rejected({ refundId }, 'INVALID_STATE');
    const refunds = this.store.list('refund', { where: { 'metadata.of': depositId }, limit: 100 });
    const gone = refunds.filter(({ status }) => status !== 'FAILED');
    const left = Number(deposit.amount) - gone.reduce((sum, one) => sum + Number(one.amount), 0);
    if (currency !== deposit.currency) return rejected({ refundId }, 'INVALID_CURRENCY');
    if (Number(data.amount) > left) return rejected({ refundId }, 'AMOUNT_TOO_LARGE');
    const created = new Date().toISOString();
    this.store.put('refund', refundId, {
      ...{
        refundId,
        status: 'ACCEPTED',
        amount: data.amount,
        currency,
        clientReferenceId,
        created,
      },
      ...{ country: deposit.country, recipient: deposit.payer },
      metadata: {
        ...(Object.assign({}, ...data.metadata) as Record<string, string>),
        of: depositId,
      },
    });
    this.#later.schedule(refundId, 'refund', SETTLE_MS);
    return { refundId, status: 'ACCEPTED', created };
  }

  /** As pawaPay shows it now, or as a fault has it. */
  shown(kind: 'deposit' | 'refund', id: string): object {
    if (!uuid4.safeParse(id).success) throw new PawapayError(400, 'INVALID_INPUT', 'No UUIDv4.');
    const data = this.store.find(kind, id);
    if (!data) return { status: 'NOT_FOUND' };
    const isStrange = this.#faults.take(this.#faults.current.strangeStatus);
    return { status: 'FOUND', data: isStrange ? { ...data, status: 'ON_HOLD' } : data };
  }

  /** What happens without a request. */
  happen(id: string, outcome: Outcome): void {
    if (outcome === 'prompt') return this.#prompt(id);
    if (outcome === 'refund') return this.#refunded(id);
    if (outcome === 'complete') return this.#complete(id);
    this.#fail(id, outcome === 'expire' ? 'PAYMENT_NOT_APPROVED' : outcome.slice('fail:'.length));
  }

  /** The payer types the PIN, or not. */
  answer(id: string, refusal: string | null): void {
    const deposit = this.store.find('deposit', id);
    if (!deposit || isOver(deposit)) return;
    const { processing } = this.#faults.current.api;
    const outcome: Outcome = refusal ? `fail:${refusal}` : 'complete';
    if (!refusal && this.#faults.take(processing)) {
      this.store.put('deposit', id, { ...deposit, status: 'PROCESSING' });
      this.#later.schedule(id, outcome, processing.ms);
    } else this.happen(id, outcome);
  }

  #prompt(id: string): void {
    const deposit = this.store.find('deposit', id)!;
    if (isOver(deposit)) return;
    const { fail } = this.#faults.current;
    const wanted = this.#faults.take(fail)
      ? fail.code
      : testNumber(deposit.payer.accountDetails.phoneNumber);
    this.store.put('deposit', id, { ...deposit, status: wanted ? 'SUBMITTED' : 'PROCESSING' });
    if (wanted === 'SUBMITTED') return;
    if (!wanted) return this.#later.schedule(id, 'expire', PROMPT_MS);
    this.#later.schedule(id, wanted === 'COMPLETED' ? 'complete' : `fail:${wanted}`, SETTLE_MS);
  }

  #complete(id: string): void {
    const deposit = this.store.find('deposit', id)!;
    if (isOver(deposit)) return;
    this.#log('charge', id, deposit);
    this.#end('deposit', id, { ...deposit, status: 'COMPLETED' });
  }

  #fail(id: string, failureCode: string): void {
    const deposit = this.store.find('deposit', id)!;
    if (isOver(deposit)) return;
    const failureReason = { failureCode, failureMessage: 'The payment failed.' };
    this.#end('deposit', id, { ...deposit, status: 'FAILED', failureReason });
  }

  #refunded(id: string): void {
    const refund = this.store.find('refund', id)!;
    this.#log('refund', refund.metadata['of']!, refund);
    this.#end('refund', id, { ...refund, status: 'COMPLETED' });
  }

  #end<Kind extends 'deposit' | 'refund'>(
    kind: Kind,
    id: string,
    object: PawapayKinds[Kind],
  ): void {
    this.store.put(kind, id, object);
    const { status } = object;
    this.#deliveries.enqueue({ id: `${id}:${status}`, type: kind, body: JSON.stringify(object) });
  }

  #log(
    action: 'charge' | 'refund',
    depositId: string,
    { amount: sum, currency }: Deposit | Refund,
  ) {
    this.#money.add({
      ...{ action, charge: depositId, paymentIntent: depositId, amount: Number(sum), currency },
      ...{ metadata: {}, idempotencyKey: null },
    });
  }
}

const isOver = ({ status }: Deposit) => status === 'COMPLETED' || status === 'FAILED';

export function promptOf(deposit: Deposit | null): Prompt | null {
  if (!deposit) return null;
  const { depositId: id, amount, currency, customerMessage, payer, status } = deposit;
  const { phoneNumber, provider } = payer.accountDetails;
  const from = `${customerMessage} · ${provider} · +${phoneNumber}`;
  const ended = status === 'COMPLETED' ? 'paid' : 'failed';
  return { id, from, amount, currency, state: isOver(deposit) ? ended : 'open' };
}

function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const { success, data, error } = schema.safeParse(body);
  if (!success) throw new PawapayError(400, 'INVALID_INPUT', z.prettifyError(error));
  return data;
}

const rejected = (about: object, failureCode: string) => ({
  ...about,
  status: 'REJECTED',
  failureReason: { failureCode, failureMessage: 'The request was rejected.' },
});
