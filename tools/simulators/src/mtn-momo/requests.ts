import { z } from 'zod';
import { callFaults } from '../kit/call-faults.ts';
import type { Deliveries } from '../kit/deliveries.ts';
import { deliveryFaults } from '../kit/delivery-faults.ts';
import { seed, type FaultBoard } from '../kit/fault-board.ts';
import { faultRule, milliseconds } from '../kit/fault-rule.ts';
import type { Later } from '../kit/later.ts';
import type { MoneyEntry, MoneyLog } from '../kit/money-log.ts';
import type { ObjectStore } from '../kit/object-store.ts';
import type { Prompt } from '../kit/prompt-page.ts';
import type { Token } from '../kit/tokens.ts';
import { CREATED_NUMBER, CURRENCIES, hasWallet, SANDBOX, TEST_NUMBERS } from './environments.ts';
import { MtnError } from './mtn-error.ts';

const code = z.string().regex(/^[A-Z_]{1,60}$/);

export const mtnFaults = z.strictObject({
  seed,
  api: callFaults.prefault({}),
  webhooks: deliveryFaults.prefault({}),
  /** A request is refused with this code: 400. */
  reject: faultRule.extend({ code: code.default('PAYEE_NOT_ALLOWED_TO_RECEIVE') }).prefault({}),
  /** A request that ends at once with this reason, without a prompt. */
  fail: faultRule.extend({ reason: code.default('PAYER_LIMIT_REACHED') }).prefault({}),
  /** A call is refused although its token should still be good. */
  tokenGone: faultRule.prefault({}),
  /** The payer agrees, and the callback is on its way `ms` before the request has its answer. */
  callbackFirst: faultRule.extend({ ms: milliseconds.default(300) }).prefault({}),
  /** Callbacks are PUT; otherwise POST. */
  putCallbacks: z.boolean().default(false),
  /** An answer with a status that no document names. */
  strangeStatus: faultRule.prefault({}),
  /** An answer that is no JSON. */
  unreadable: faultRule.prefault({}),
});
export type MtnFaults = z.infer<typeof mtnFaults>;

/** https://momodeveloper.mtn.com/api-documentation, RequestToPayResult, RefundResult and TransferResult */
interface Result {
  amount: string;
  currency: string;
  externalId: string;
  payerMessage?: string | undefined;
  payeeNote?: string | undefined;
  status: string;
  financialTransactionId?: string;
  reason?: string;
}
export interface RequestToPay extends Result {
  payer: { partyIdType: 'MSISDN'; partyId: string };
}
/** A refund and a transfer. */
interface Sent extends Result {
  payee: RequestToPay['payer'];
}
interface Kept<T> {
  readonly id: string;
  readonly shown: T;
  readonly createdAt: string;
}
type KeptRequest = Kept<RequestToPay> & { readonly callbackUrl: string | null };
type KeptRefund = Kept<Sent> & { readonly of: string };
export type MtnKinds = {
  request: KeptRequest;
  refund: KeptRefund;
  transfer: Kept<Sent>;
  token: Token;
  holder: Holder;
};
/** Whose a number is. */
export interface Holder {
  readonly given_name: string;
  readonly family_name: string;
}
export type Ordered = 'request' | 'refund' | 'transfer';
export type Outcome = 'succeed' | 'refund' | 'transfer' | `fail:${string}`;

/** What comes with a body. */
export interface Order {
  readonly id: string;
  readonly environment: string;
  readonly callbackUrl: string | null;
  readonly body: unknown;
}

// No apostrophe and the like: MTN refuses them.
const note = z
  .string()
  .regex(/^[\w .,-]{0,160}$/)
  .optional();
const common = {
  amount: z.string().regex(/^(?!0+(\.0+)?$)\d{1,12}(\.\d{1,2})?$/),
  currency: z.string().length(3),
  externalId: z.string().min(1).max(64),
  payerMessage: note,
  payeeNote: note,
};
const msisdn = z.string().regex(/^\d{8,15}$/);
const REQUEST = z.strictObject({
  ...common,
  payer: z.strictObject({ partyIdType: z.literal('MSISDN'), partyId: msisdn }),
});
const REFUND = z.strictObject({ ...common, referenceIdToRefund: z.uuid() });
const TRANSFER = z.strictObject({ ...common, payee: REQUEST.shape.payer });

/** How long a prompt waits for the payer, and what the sandbox and a refund take. */
const PROMPT_MS = 5 * 60_000;
const SETTLE_MS = 300;

/** Requests to pay, refunds, transfers and what becomes of them. Every method runs in the caller's transaction. */
export class Requests {
  readonly store: ObjectStore<MtnKinds>;
  readonly #deliveries: Deliveries;
  readonly #money: MoneyLog;
  readonly #later: Later<Outcome>;
  readonly #faults: FaultBoard<MtnFaults>;

  constructor(
    store: ObjectStore<MtnKinds>,
    parts: { deliveries: Deliveries; money: MoneyLog; later: Later<Outcome> },
    faults: FaultBoard<MtnFaults>,
  ) {
    this.store = store;
    this.#deliveries = parts.deliveries;
    this.#money = parts.money;
    this.#later = parts.later;
    this.#faults = faults;
  }

  order({ id, environment, callbackUrl, body }: Order): void {
    const data = this.#read('request', REQUEST, { id, environment, body });
    const { partyId } = data.payer;
    const { fail } = this.#faults.current;
    const status = partyId === CREATED_NUMBER ? 'CREATED' : 'PENDING';
    const createdAt = new Date().toISOString();
    this.store.put('request', id, { id, shown: { ...data, status }, callbackUrl, createdAt });
    if (this.#faults.take(fail)) return this.#later.schedule(id, `fail:${fail.reason}`, SETTLE_MS);
    if (!hasWallet(environment, partyId)) {
      return this.#later.schedule(id, 'fail:PAYER_NOT_FOUND', SETTLE_MS);
    }
    if (environment !== SANDBOX) return this.#later.schedule(id, 'fail:EXPIRED', PROMPT_MS);
    const wanted = TEST_NUMBERS.get(partyId);
    if (wanted === 'PENDING') return;
    this.#later.schedule(id, wanted ? `fail:${wanted}` : 'succeed', SETTLE_MS);
  }

  refund({ id, environment, body }: Order): void {
    const data = this.#read('refund', REFUND, { id, environment, body });
    const { referenceIdToRefund: of, ...rest } = data;
    const request = this.store.find('request', of);
    if (!request) throw new MtnError(404, 'RESOURCE_NOT_FOUND', 'There is no such payment.');
    const shown = { ...rest, payee: request.shown.payer, status: 'PENDING' };
    this.store.put('refund', id, { id, shown, of, createdAt: new Date().toISOString() });
    this.#later.schedule(id, 'refund', SETTLE_MS);
  }

  /** Money to a wallet; `processing` keeps it under way. */
  transfer({ id, environment, body }: Order): void {
    const data = this.#read('transfer', TRANSFER, { id, environment, body });
    const { fail, api } = this.#faults.current;
    const shown = { ...data, status: 'PENDING' };
    this.store.put('transfer', id, { id, shown, createdAt: new Date().toISOString() });
    const reason = this.#faults.take(fail)
      ? fail.reason
      : !hasWallet(environment, data.payee.partyId) && 'PAYEE_NOT_FOUND';
    if (reason) return this.#later.schedule(id, `fail:${reason}`, SETTLE_MS);
    const isSlow = this.#faults.take(api.processing);
    this.#later.schedule(id, 'transfer', isSlow ? api.processing.ms : SETTLE_MS);
  }

  /** As MTN shows it now, or as a fault has it. */
  shown(kind: Ordered, id: string): object {
    if (!z.uuid().safeParse(id).success) throw new MtnError(400, 'INVALID_ID', 'No UUID.');
    const kept = this.store.find(kind, id);
    if (!kept) throw new MtnError(404, 'RESOURCE_NOT_FOUND', 'Requested resource was not found.');
    const isStrange = this.#faults.take(this.#faults.current.strangeStatus);
    return isStrange ? { ...kept.shown, status: 'ONGOING' } : kept.shown;
  }

  /** What happens without a request. */
  happen(id: string, outcome: Outcome): void {
    if (outcome === 'refund') return this.#refunded(id);
    if (this.store.find('transfer', id)) return this.#transferred(id, outcome);
    const request = this.store.find('request', id)!;
    if (isOver(request.shown)) return;
    if (outcome !== 'succeed') {
      return this.#end(request, { status: 'FAILED', reason: outcome.slice('fail:'.length) });
    }
    this.#log('charge', id, request.shown);
    this.#end(request, { status: 'SUCCESSFUL', financialTransactionId: transactionId() });
  }

  /** The payer types the PIN, or not. */
  answer(id: string, refusal: string | null): void {
    const request = this.store.find('request', id);
    if (!request || isOver(request.shown)) return;
    const { processing } = this.#faults.current.api;
    if (refusal) this.happen(id, `fail:${refusal}`);
    else if (this.#faults.take(processing)) this.#later.schedule(id, 'succeed', processing.ms);
    else this.happen(id, 'succeed');
  }

  #read<T extends { currency: string }>(
    kind: Ordered,
    schema: z.ZodType<T>,
    { id, environment, body }: Omit<Order, 'callbackUrl'>,
  ): T {
    if (!z.uuidv4().safeParse(id).success) throw new MtnError(400, 'INVALID_ID', 'No UUID v4.');
    if (this.store.find(kind, id)) {
      throw new MtnError(409, 'RESOURCE_ALREADY_EXIST', 'Duplicated reference id.');
    }
    const { success, data, error } = schema.safeParse(body);
    if (!success) throw new MtnError(400, 'INVALID_BODY', z.prettifyError(error));
    const currency = CURRENCIES.get(environment);
    if (!currency) throw new MtnError(400, 'INVALID_TARGET_ENVIRONMENT', 'Access denied.');
    if (data.currency !== currency) throw new MtnError(500, 'INVALID_CURRENCY', 'Not supported.');
    const { reject } = this.#faults.current;
    if (this.#faults.take(reject)) throw new MtnError(400, reject.code, 'Refused.');
    return data;
  }

  #end(request: KeptRequest, change: Partial<RequestToPay> & { status: string }): void {
    const { id, callbackUrl } = request;
    const shown = { ...request.shown, ...change };
    this.store.put('request', id, { ...request, shown });
    if (!callbackUrl) return;
    // It does not say which request it is about but by what we called it.
    this.#deliveries.enqueue({
      ...{ id: `${id}:${shown.status}`, type: 'requesttopay', url: callbackUrl },
      body: JSON.stringify(shown),
    });
  }

  #refunded(id: string): void {
    const refund = this.store.find('refund', id)!;
    const { of, shown } = refund;
    const request = this.store.find('request', of)!;
    const others = this.store.list('refund', { where: { of }, limit: 100 });
    const gone = others
      .filter((other) => other.shown.status === 'SUCCESSFUL')
      .reduce((sum, other) => sum + Number(other.shown.amount), 0);
    const isGood =
      request.shown.status === 'SUCCESSFUL' &&
      gone + Number(shown.amount) <= Number(request.shown.amount);
    if (isGood) this.#log('refund', of, shown);
    const change = isGood
      ? { status: 'SUCCESSFUL', financialTransactionId: transactionId() }
      : { status: 'FAILED', reason: 'COULD_NOT_PERFORM_TRANSACTION' };
    this.store.put('refund', id, { ...refund, shown: { ...shown, ...change } });
  }

  #transferred(id: string, outcome: Outcome): void {
    const transfer = this.store.find('transfer', id)!;
    const { shown } = transfer;
    const isGood = outcome === 'transfer';
    if (isGood) this.#log('payout', id, shown);
    const change = isGood
      ? { status: 'SUCCESSFUL', financialTransactionId: transactionId() }
      : { status: 'FAILED', reason: outcome.slice('fail:'.length) };
    this.store.put('transfer', id, { ...transfer, shown: { ...shown, ...change } });
  }

  #log(action: MoneyEntry['action'], of: string, { amount, currency }: Result): void {
    this.#money.add({
      ...{ action, charge: of, paymentIntent: of, amount: minorUnits(amount, currency), currency },
      ...{ metadata: {}, idempotencyKey: null },
    });
  }
}

const isOver = ({ status }: Result) => status === 'SUCCESSFUL' || status === 'FAILED';
export const minorUnits = (amount: string, currency: string) =>
  Math.round(Number(amount) * (currency === 'EUR' ? 100 : 1));
const transactionId = () => String(Math.floor(1e9 + Math.random() * 9e9));

export function promptOf(request: KeptRequest | null): Prompt | null {
  if (!request) return null;
  const { id, shown } = request;
  const { payerMessage, payer, amount, currency, status } = shown;
  const ended = status === 'SUCCESSFUL' ? 'paid' : 'failed';
  const from = `${payerMessage ?? ''} · +${payer.partyId}`;
  return { id, from, amount, currency, state: isOver(shown) ? ended : 'open' };
}
