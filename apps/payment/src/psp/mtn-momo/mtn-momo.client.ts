import type { Currency } from '@edu/contract-kit';
import { z } from 'zod';
import { digestOf } from '../digest-of.ts';
import { addUp } from '../held.ts';
import { readWebhook } from '../json-api.ts';
import { noDispute } from '../not-offered.ts';
import {
  PspRefused,
  PspUncertain,
  type IntentOrder,
  type NoWallet,
  type PayoutOrder,
  type PhoneLine,
  type Psp,
  type PspFacts,
  type PspIntent,
  type PspNotice,
  type PspPayout,
  type PspRefund,
  type RefundOrder,
  type Sum,
  type Wallet,
} from '../psp.ts';
import { takenPayout } from '../taken-payout.ts';
import { takes } from '../ways.domain.ts';
import {
  AccountBalance,
  AccountHolder,
  Callback,
  MtnResult,
  noteOfRefund,
  noteOfRequest,
  referenceOf,
  toMtnAmount,
  toMtnIntent,
  toMtnPayout,
  toMtnRefund,
  toNotice,
  UserInfo,
} from './mtn-momo.domain.ts';
import { ALREADY_EXISTS, type MtnProduct } from './product.ts';

export interface MtnParts {
  readonly collection: MtnProduct;
  /** Null where nothing can be sent back or paid out. */
  readonly disbursement: MtnProduct | null;
  /** What the numbers of the account's country begin with. */
  readonly dial: string;
}

const NOT_FOUND = 'RESOURCE_NOT_FOUND';
/** Shown on the payer's phone. */
const MESSAGE = 'EduConnect';

/** Asks MTN MoMo; see `psp.ts` for what it can do. */
export class MtnMomoClient implements Psp {
  readonly id: string;
  readonly capabilities: Psp['capabilities'];
  readonly fetchDispute = noDispute;
  readonly #parts: MtnParts;

  constructor(parts: MtnParts, { id, capabilities }: PspFacts) {
    this.id = id;
    this.capabilities = capabilities;
    this.#parts = parts;
  }

  async createIntent(wanted: IntentOrder): Promise<PspIntent> {
    const { paymentId, money, payer, webhookUrl, orderedAt } = wanted;
    if (!payer.phone) throw new PspRefused('phone_required', undefined);
    if (!payer.phone.startsWith(this.#parts.dial)) throw new PspRefused('phone_abroad', undefined);
    // MTN takes an order first and says what is wrong with it later.
    if (!takes(this.capabilities, money)) throw new PspRefused('amount_not_taken', undefined);
    const ref = referenceOf('intent', paymentId);
    const body = {
      ...{ amount: toMtnAmount(money), currency: money.currency, externalId: paymentId },
      ...{ payerMessage: MESSAGE, payeeNote: noteOfRequest(orderedAt) },
    };
    const isNew = await order(this.#parts.collection, '/requesttopay', {
      body: { ...body, payer: { partyIdType: 'MSISDN', partyId: payer.phone.slice(1) } },
      headers: { 'x-reference-id': ref, 'x-callback-url': webhookUrl },
    });
    return isNew ? this.#toIntent(ref, { ...body, status: 'PENDING' }) : this.fetchIntent(ref);
  }

  /** MTN says whether somebody has a wallet under the number, and nothing of whom. */
  async walletOf({ phone }: PhoneLine, currency: Currency): Promise<Wallet | NoWallet> {
    const { name } = this.capabilities.way;
    const operator = name ?? this.id;
    const path = `/accountholder/msisdn/${phone.slice(1)}/active`;
    const found = await unlessUnknown(
      this.#parts.collection.ask(AccountHolder, { method: 'GET', path }),
    );
    if (!found?.result) return { served: [operator] };
    const bounds = this.capabilities.amounts[currency] ?? null;
    return { operator, bounds, isUp: true, appears: true, dial: null };
  }

  findIntent({ paymentId }: IntentOrder): Promise<PspIntent | null> {
    return unlessUnknown(this.fetchIntent(referenceOf('intent', paymentId)));
  }

  async fetchIntent(ref: string): Promise<PspIntent> {
    const path = `/requesttopay/${encodeURIComponent(ref)}`;
    return this.#toIntent(
      ref,
      await this.#parts.collection.ask(MtnResult, { method: 'GET', path }),
    );
  }

  /** A prompt cannot be called back: it ends by itself. */
  cancelIntent(ref: string): Promise<PspIntent> {
    return this.fetchIntent(ref);
  }

  /** MTN takes an order of any amount: what is more than was paid is refused here. */
  async refund({ refundId, intentRef, money }: RefundOrder): Promise<PspRefund> {
    const paid = await this.fetchIntent(intentRef);
    // A status that says nothing yet: what is known of the payment does not end by it.
    if (paid.status === 'pending')
      throw new PspUncertain(false, new Error('MTN is not sure of it'));
    const isLess = paid.sum.currency === money.currency && paid.sum.amount >= money.amount;
    if (paid.status !== 'succeeded' || !isLess) throw new PspRefused('more_than_paid', undefined);
    const ref = referenceOf('refund', refundId);
    const body = {
      ...{ amount: toMtnAmount(money), currency: money.currency, externalId: refundId },
      ...{ payerMessage: MESSAGE, payeeNote: noteOfRefund(intentRef) },
    };
    const isNew = await order(this.#disbursement(), '/refund', {
      body: { ...body, referenceIdToRefund: intentRef },
      headers: { 'x-reference-id': ref },
    });
    return isNew ? toMtnRefund(ref, { ...body, status: 'PENDING' }) : this.fetchRefund(ref);
  }

  async fetchRefund(ref: string): Promise<PspRefund> {
    const path = `/refund/${encodeURIComponent(ref)}`;
    return toMtnRefund(ref, await this.#disbursement().ask(MtnResult, { method: 'GET', path }));
  }

  refundsOf(): Promise<readonly PspRefund[]> {
    return Promise.resolve([]);
  }

  /** A transfer, of which MTN is asked how it went: an order has no address for a callback. */
  async payOut(wanted: PayoutOrder): Promise<PspPayout> {
    const { idempotencyKey, payoutId, money, payee } = wanted;
    if (!payee.phone.startsWith(this.#parts.dial)) throw new PspRefused('phone_abroad', undefined);
    const { payouts: amounts } = this.capabilities;
    if (!amounts || !takes({ amounts }, money)) {
      throw new PspRefused('amount_not_taken', undefined);
    }
    const ref = referenceOf('payout', idempotencyKey);
    const body = {
      ...{ amount: toMtnAmount(money), currency: money.currency, externalId: payoutId },
      ...{ payerMessage: MESSAGE, payeeNote: MESSAGE },
    };
    const isNew = await order(this.#disbursement(), '/transfer', {
      body: { ...body, payee: { partyIdType: 'MSISDN', partyId: payee.phone.slice(1) } },
      headers: { 'x-reference-id': ref },
    });
    return isNew ? toMtnPayout(ref, { ...body, status: 'PENDING' }) : takenPayout(this, wanted);
  }

  async fetchPayout(ref: string): Promise<PspPayout> {
    const path = `/transfer/${encodeURIComponent(ref)}`;
    return toMtnPayout(ref, await this.#disbursement().ask(MtnResult, { method: 'GET', path }));
  }

  findPayout({ idempotencyKey }: PayoutOrder): Promise<PspPayout | null> {
    return unlessUnknown(this.fetchPayout(referenceOf('payout', idempotencyKey)));
  }

  async nameOf({ phone }: PhoneLine): Promise<string | null> {
    const path = `/accountholder/msisdn/${phone.slice(1)}/basicuserinfo`;
    return unlessUnknown(this.#disbursement().ask(UserInfo, { method: 'GET', path }));
  }

  /** Each product has an account of its own. */
  async balance(): Promise<readonly Sum[]> {
    const { collection, disbursement } = this.#parts;
    const request = { method: 'GET', path: '/account/balance' } as const;
    const products = [collection, ...(disbursement ? [disbursement] : [])];
    return addUp(await Promise.all(products.map((one) => one.ask(AccountBalance, request))));
  }

  parseWebhook(rawBody: Buffer): PspNotice | null {
    const said = readWebhook(rawBody, Callback);
    return said && toNotice(said, digestOf(rawBody));
  }

  #disbursement(): MtnProduct {
    const { disbursement } = this.#parts;
    if (!disbursement) throw new PspRefused('disbursement_not_offered', undefined);
    return disbursement;
  }

  #toIntent(ref: string, result: MtnResult): PspIntent {
    return toMtnIntent(ref, result, this.capabilities.promptMs!);
  }
}

/** @returns null when MTN does not know what it is asked about */
async function unlessUnknown<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof PspRefused && error.code === NOT_FOUND) return null;
    throw error;
  }
}

/** @returns false when it had been ordered before */
async function order(
  product: MtnProduct,
  path: string,
  { body, headers }: { readonly body: object; readonly headers: Record<string, string> },
): Promise<boolean> {
  try {
    await product.ask(z.unknown(), { method: 'POST', path, body }, headers);
    return true;
  } catch (error) {
    if (error instanceof PspRefused && error.code === ALREADY_EXISTS) return false;
    throw error;
  }
}
