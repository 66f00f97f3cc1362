import { API_PREFIX, type Currency } from '@edu/contract-kit';
import type { z } from 'zod';
import { addUp } from '../held.ts';
import { askJson, readWebhook, type JsonRequest } from '../json-api.ts';
import { isSigned } from '../message-signature.ts';
import { PublicKeyRing } from '../public-key-ring.ts';
import { noDispute } from '../not-offered.ts';
import {
  PspRefused,
  PspUncertain,
  type IntentOrder,
  type NoWallet,
  type Payer,
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
import {
  Callback,
  Failed,
  FoundDeposit,
  FoundPayout,
  FoundRefund,
  Ordered,
  pawapayId,
  Prediction,
  PublicKeys,
  WalletBalances,
  toNotice,
  toPawapayAmount,
  toPawapayIntent,
  toPawapayPayout,
  toPawapayRefund,
} from './pawapay.domain.ts';
import { takenPayout } from '../taken-payout.ts';
import type { PawapayEnv } from './pawapay.env.ts';
import { ActiveConf, providerOf, toNoWallet, toWallet } from './wallets.domain.ts';

/** Asks pawaPay; see `psp.ts` for what it can do. */
export class PawapayClient implements Psp {
  readonly id: string;
  readonly capabilities: Psp['capabilities'];
  readonly fetchDispute = noDispute;
  readonly #env: PawapayEnv;
  readonly #keys: PublicKeyRing;
  #known: { readonly at: number; readonly conf: ActiveConf } | undefined;

  constructor(env: PawapayEnv, { id, capabilities }: PspFacts) {
    this.id = id;
    this.capabilities = capabilities;
    this.#env = env;
    this.#keys = new PublicKeyRing(
      () => this.#ask(PublicKeys, { method: 'GET', path: '/v2/public-key/http' }),
      env.PAWAPAY_KEYS_EVERY_MS,
    );
  }

  /** The operator is pawaPay's guess from the number, with no table of prefixes of ours, or the payer's word. */
  async createIntent(order: IntentOrder): Promise<PspIntent> {
    const { idempotencyKey, paymentId, money, payer } = order;
    if (!payer.phone) throw new PspRefused('phone_required', undefined);
    const { provider, phoneNumber } = await this.#accountOf({ ...payer, phone: payer.phone });
    const depositId = pawapayId(idempotencyKey);
    const created = await this.#order('/v2/deposits', {
      depositId,
      amount: toPawapayAmount(money),
      currency: money.currency,
      payer: { type: 'MMO', accountDetails: { phoneNumber, provider } },
      clientReferenceId: paymentId,
      customerMessage: 'EduConnect',
    });
    if (!created) return this.fetchIntent(depositId);
    const { currency } = money;
    return this.#toIntent({
      ...{ depositId, status: 'ACCEPTED', created, currency, clientReferenceId: paymentId },
      amount: toPawapayAmount(money),
    });
  }

  /** Whose it is and what that operator takes, as pawaPay's configuration of our account says. */
  async walletOf(
    { phone, country }: PhoneLine,
    currency: Currency,
    operator?: string,
  ): Promise<Wallet | NoWallet> {
    const [conf, predicted] = await Promise.all([
      this.#conf(),
      this.#predict(phone).then(
        ({ provider }) => provider,
        (error: unknown) => {
          if (error instanceof PspRefused) return undefined; // nobody has it
          throw error;
        },
      ),
    ]);
    const provider = operator ? providerOf(conf, country, operator) : predicted;
    return toWallet(conf, provider, currency) ?? toNoWallet(conf, country);
  }

  async findIntent({ idempotencyKey }: IntentOrder): Promise<PspIntent | null> {
    const found = await this.#ask(FoundDeposit, depositAt(pawapayId(idempotencyKey)));
    return found.status === 'FOUND' ? this.#toIntent(found.data) : null;
  }

  async fetchIntent(ref: string): Promise<PspIntent> {
    const found = await this.#ask(FoundDeposit, depositAt(ref));
    if (found.status === 'NOT_FOUND') throw new PspRefused(found.status, undefined);
    return this.#toIntent(found.data);
  }

  /** A prompt cannot be called back: it ends by itself. */
  cancelIntent(ref: string): Promise<PspIntent> {
    return this.fetchIntent(ref);
  }

  async refund({ idempotencyKey, refundId, intentRef, money }: RefundOrder): Promise<PspRefund> {
    const ref = pawapayId(idempotencyKey);
    const created = await this.#order('/v2/refunds', {
      refundId: ref,
      depositId: intentRef,
      amount: toPawapayAmount(money),
      currency: money.currency,
      clientReferenceId: refundId,
      // A refund that is asked for later does not always say of what it is one.
      metadata: [{ depositId: intentRef }],
    });
    if (!created) return this.fetchRefund(ref);
    const sum = { amount: BigInt(money.amount), currency: money.currency };
    return { ref, intentRef, refundId, status: 'pending', sum, failureReason: null };
  }

  async fetchRefund(ref: string): Promise<PspRefund> {
    const found = await this.#ask(FoundRefund, refundAt(ref));
    if (found.status === 'NOT_FOUND') throw new PspRefused(found.status, undefined);
    return toPawapayRefund(found.data);
  }

  refundsOf(): Promise<readonly PspRefund[]> {
    return Promise.resolve([]);
  }

  /** To the operator of the number, as pawaPay knows it. The name of the payee is not asked for. */
  async payOut(order: PayoutOrder): Promise<PspPayout> {
    const { idempotencyKey, payoutId, money, payee } = order;
    const { provider, phoneNumber } = await this.#predict(payee.phone);
    const ref = pawapayId(idempotencyKey);
    const created = await this.#order('/v2/payouts', {
      payoutId: ref,
      amount: toPawapayAmount(money),
      currency: money.currency,
      recipient: { type: 'MMO', accountDetails: { phoneNumber, provider } },
      clientReferenceId: payoutId,
      customerMessage: 'EduConnect',
    });
    if (!created) return takenPayout(this, order);
    const sum = { amount: BigInt(money.amount), currency: money.currency };
    return { ref, payoutId, status: 'pending', sum, failureReason: null };
  }

  async fetchPayout(ref: string): Promise<PspPayout> {
    const found = await this.#ask(FoundPayout, payoutAt(ref));
    if (found.status === 'NOT_FOUND') throw new PspRefused(found.status, undefined);
    return toPawapayPayout(found.data);
  }

  async findPayout({ idempotencyKey }: PayoutOrder): Promise<PspPayout | null> {
    const found = await this.#ask(FoundPayout, payoutAt(pawapayId(idempotencyKey)));
    return found.status === 'FOUND' ? toPawapayPayout(found.data) : null;
  }

  /** One wallet for each country, or for each of its operators. */
  async balance(): Promise<readonly Sum[]> {
    const request = { method: 'GET', path: '/v2/wallet-balances' } as const;
    const { balances } = await this.#ask(WalletBalances, request);
    return addUp(balances);
  }

  /** Whatever is wrong with it, and also when its key cannot be had, the answer is the same. */
  async parseWebhook(
    rawBody: Buffer,
    headers: Readonly<Record<string, string>>,
    now: Date,
  ): Promise<PspNotice | null> {
    const path = `${API_PREFIX}/payments/webhooks/${this.id}`;
    const message = { method: 'POST', path, headers, rawBody };
    if (!(await isSigned(message, (id) => this.#keys.find(id, now), now))) return null;
    const callback = readWebhook(rawBody, Callback);
    return callback && toNotice(callback);
  }

  /**
   * @returns when it was taken; null when it had been taken before
   * @throws PspRefused, PspUncertain
   */
  async #order(path: string, body: object): Promise<string | null> {
    const ordered = await this.#ask(Ordered, { method: 'POST', path, body });
    const { status, created, failureReason } = ordered;
    if (status === 'REJECTED') {
      throw new PspRefused(failureReason?.failureCode ?? status, undefined);
    }
    if (status === 'ACCEPTED' && created) return created;
    if (status === 'ACCEPTED' || status === 'DUPLICATE_IGNORED') return null;
    throw new PspUncertain(false, new Error('a status that no version of ours knows'));
  }

  #predict(phone: string): Promise<z.infer<typeof Prediction>> {
    const body = { phoneNumber: phone.slice(1) };
    return this.#ask(Prediction, { method: 'POST', path: '/v2/predict-provider', body });
  }

  async #accountOf({
    phone,
    country,
    operator,
  }: Payer & { readonly phone: string }): Promise<{ provider: string; phoneNumber: string }> {
    const { provider, phoneNumber } = await this.#predict(phone);
    if (!operator) return { provider, phoneNumber };
    const named = providerOf(await this.#conf(), country, operator);
    if (!named) throw new PspRefused('operator_not_served', undefined);
    return { provider: named, phoneNumber };
  }

  /** Asked for again after a while: an operator may go down, or come back. */
  async #conf(): Promise<ActiveConf> {
    const now = performance.now();
    if (this.#known && now - this.#known.at < this.#env.PAWAPAY_KEYS_EVERY_MS) {
      return this.#known.conf;
    }
    const path = '/v2/active-conf?operationType=DEPOSIT';
    const conf = await this.#ask(ActiveConf, { method: 'GET', path });
    this.#known = { at: now, conf };
    return conf;
  }

  #toIntent(deposit: Parameters<typeof toPawapayIntent>[0]): PspIntent {
    return toPawapayIntent(deposit, this.capabilities.promptMs!);
  }

  #ask<T>(schema: z.ZodType<T>, request: JsonRequest): Promise<T> {
    const {
      PAWAPAY_API_URL: url,
      PAWAPAY_API_TOKEN: token,
      PAWAPAY_TIMEOUT_MS: timeoutMs,
    } = this.#env;
    const headers = { authorization: `Bearer ${token}` };
    const codeOf = (body: unknown) => Failed.safeParse(body).data?.failureReason.failureCode;
    return askJson({ url, headers, timeoutMs, codeOf }, request, schema);
  }
}

const at = (path: string) => (ref: string) =>
  ({ method: 'GET', path: `${path}/${encodeURIComponent(ref)}` }) as const;
const depositAt = at('/v2/deposits');
const refundAt = at('/v2/refunds');
const payoutAt = at('/v2/payouts');
