import type { z } from 'zod';
import { AccessToken, LentToken } from '../access-token.ts';
import { digestOf } from '../digest-of.ts';
import { askJson, isUnauthorized, readWebhook, type JsonRequest } from '../json-api.ts';
import { noDispute, noRefund, noRefunds } from '../not-offered.ts';
import {
  PspRefused,
  PspUncertain,
  type IntentOrder,
  type Psp,
  type PspFacts,
  type PspIntent,
  type PspNotice,
} from '../psp.ts';
import { takes } from '../ways.domain.ts';
import { ENVIRONMENTS } from './environments.ts';
import {
  isAbandoned,
  isTooOldToOrder,
  Notification,
  Opened,
  orderIdOf,
  readRef,
  refOf,
  Refusal,
  State,
  toNotice,
  toOrangeIntent,
} from './orange-money.domain.ts';
import type { OrangeMoneyEnv } from './orange-money.env.ts';

interface Account {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly merchantKey: string;
}

/** Whom the payer pays, on Orange's page and in its message. */
const REFERENCE = 'EduConnect';

/** Asks Orange; see `psp.ts` for what it can do. */
export class OrangeMoneyClient implements Psp {
  readonly id: string;
  readonly capabilities: Psp['capabilities'];
  readonly refund = noRefund;
  readonly fetchRefund = noRefund;
  readonly refundsOf = noRefunds;
  readonly fetchDispute = noDispute;
  readonly #env: OrangeMoneyEnv;
  readonly #account: Account;
  readonly #token: AccessToken;

  constructor(env: OrangeMoneyEnv, account: Account, { id, capabilities }: PspFacts) {
    this.id = id;
    this.capabilities = capabilities;
    this.#env = env;
    this.#account = account;
    this.#token = new AccessToken(() => this.#lend());
  }

  /**
   * Page, token and what notifications repeat are said with the order alone. One whose answer was lost cannot be asked
   * about, and nobody can pay it either: nobody was led to its page. It is ordered anew, under another name.
   */
  async createIntent(order: IntentOrder): Promise<PspIntent> {
    const { paymentId, money, idempotencyKey, orderedAt } = order;
    if (!takes(this.capabilities, money)) throw new PspRefused('amount_not_taken', undefined);
    if (isTooOldToOrder(paymentId, orderedAt)) throw new PspRefused('ordered_too_late', undefined);
    const orderId = orderIdOf(paymentId, idempotencyKey);
    const { pay_token: payToken, payment_url: url, notif_token } = await this.#open(orderId, order);
    const named = { paymentId, orderId, amount: money.amount, payToken };
    const intent = toOrangeIntent(refOf(named), named, { status: 'INITIATED' }, this.#currency);
    return {
      ...{ ...intent, next: { kind: 'redirect', url }, pageOnce: url },
      noticeDigest: digestOf(notif_token),
    };
  }

  /** What its answer has not said cannot be asked about; see `createIntent`. */
  findIntent(): Promise<PspIntent | null> {
    return Promise.resolve(null);
  }

  async fetchIntent(ref: string): Promise<PspIntent> {
    return (await this.#ask(ref)).intent;
  }

  /** A page cannot be closed: it ends by itself, or is taken for ended once its time has passed. */
  async cancelIntent(ref: string, now: Date): Promise<PspIntent> {
    const { intent, state, paymentId } = await this.#ask(ref);
    if (!isAbandoned(paymentId, state, now)) return intent;
    return { ...intent, status: 'canceled', reason: 'not_paid' };
  }

  parseWebhook(rawBody: Buffer): PspNotice | null {
    const said = readWebhook(rawBody, Notification);
    return said && toNotice(said, digestOf(rawBody));
  }

  get #currency() {
    return ENVIRONMENTS[this.#env.ORANGE_MONEY_ENVIRONMENT].currency;
  }

  #open(orderId: string, { money, returnUrl, webhookUrl }: IntentOrder) {
    const body = {
      merchant_key: this.#account.merchantKey,
      currency: ENVIRONMENTS[this.#env.ORANGE_MONEY_ENVIRONMENT].called,
      ...{ order_id: orderId, amount: money.amount, lang: 'fr', reference: REFERENCE },
      return_url: `${returnUrl}?redirect_status=succeeded`,
      cancel_url: `${returnUrl}?redirect_status=failed`,
      notif_url: webhookUrl,
    };
    return this.#token.use(
      (token) =>
        this.#post(token, 'webpayment', body, Opened).catch((error: unknown) => {
          const isLost = error instanceof PspUncertain && !isUnauthorized(error);
          throw isLost ? new PspUncertain(true, error) : error;
        }),
      isUnauthorized,
    );
  }

  async #ask(ref: string) {
    const named = readRef(ref);
    if (!named) throw new PspRefused('unknown_payment', undefined);
    const { orderId, amount, payToken, paymentId } = named;
    const body = { order_id: orderId, amount, pay_token: payToken };
    const state = await this.#token.use(
      (token) => this.#post(token, 'transactionstatus', body, State),
      isUnauthorized,
    );
    if (state.order_id !== orderId) {
      throw new PspUncertain(false, new Error('it speaks of another payment'));
    }
    return { intent: toOrangeIntent(ref, named, state, this.#currency), state, paymentId };
  }

  #post<T>(
    token: string,
    what: 'webpayment' | 'transactionstatus',
    body: object,
    schema: z.ZodType<T>,
  ): Promise<T> {
    const path = `/orange-money-webpay/${this.#env.ORANGE_MONEY_ENVIRONMENT}/v1/${what}`;
    return this.#send(schema, { method: 'POST', path, body }, `Bearer ${token}`);
  }

  #lend(): Promise<z.infer<typeof LentToken>> {
    const { clientId, clientSecret } = this.#account;
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
    const form = { grant_type: 'client_credentials' };
    const request = { method: 'POST', path: '/oauth/v3/token', form } as const;
    return this.#send(LentToken, request, `Basic ${basic}`);
  }

  #send<T>(schema: z.ZodType<T>, request: JsonRequest, authorization: string): Promise<T> {
    const { ORANGE_MONEY_API_URL: url, ORANGE_MONEY_TIMEOUT_MS: timeoutMs } = this.#env;
    const codeOf = (body: unknown) => Refusal.safeParse(body).data?.message;
    return askJson({ url, headers: { authorization }, timeoutMs, codeOf }, request, schema);
  }
}
