import type { Currency } from '@edu/contract-kit';
import type { z } from 'zod';
import { AccessToken, LentToken } from '../access-token.ts';
import { digestOf } from '../digest-of.ts';
import { askJson, isUnauthorized, readWebhook, type JsonRequest } from '../json-api.ts';
import { noDispute, noRefund, noRefunds } from '../not-offered.ts';
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
  type Sum,
  type Wallet,
} from '../psp.ts';
import { heldOf } from '../held.ts';
import { takenPayout } from '../taken-payout.ts';
import { takes } from '../ways.domain.ts';
import {
  isAbandoned,
  isOfNothing,
  isOfToken,
  isRefusal,
  Notification,
  Opened,
  Refusal,
  State,
  toCinetpayIntent,
  toNotice,
  transactionOf,
} from './cinetpay.domain.ts';
import type { CinetpayEnv } from './cinetpay.env.ts';
import { CURRENCIES } from './countries.ts';
import { operatorOf, operatorsIn } from './operators.ts';
import {
  Balance,
  POOR,
  TAKEN,
  toCinetpayPayout,
  toTransferNotice,
  transferOf,
} from './transfers.domain.ts';

interface Account {
  readonly apiKey: string;
  readonly apiPassword: string;
}

/** Our token was refused, and with it whatever was asked for. */
class TokenRefused extends PspUncertain {}

/** The payer's own names are not handed on: CinetPay asks for what it needs on its page. */
const CLIENT = { client_first_name: 'EduConnect', client_last_name: 'EduConnect' } as const;
const UNKNOWN = 'unknown_payment';
/** Shown to whoever is paid. */
const REASON = 'EduConnect';

/** Asks CinetPay; see `psp.ts` for what it can do. */
export class CinetpayClient implements Psp {
  readonly id: string;
  readonly capabilities: Psp['capabilities'];
  readonly refund = noRefund;
  readonly fetchRefund = noRefund;
  readonly refundsOf = noRefunds;
  readonly fetchDispute = noDispute;
  readonly #env: CinetpayEnv;
  readonly #token: AccessToken;

  constructor(env: CinetpayEnv, account: Account, { id, capabilities }: PspFacts) {
    this.id = id;
    this.capabilities = capabilities;
    this.#env = env;
    this.#token = new AccessToken(() => this.#login(account));
  }

  /**
   * The page is said with the order alone. An order whose answer was lost is made again under its id: nobody was
   * led to a page that nobody learnt of. Where CinetPay does not take the id twice, only another one gets further.
   */
  async createIntent(order: IntentOrder): Promise<PspIntent> {
    const { paymentId, money, idempotencyKey } = order;
    if (!takes(this.capabilities, money)) throw new PspRefused('amount_not_taken', undefined);
    const ref = transactionOf(paymentId, money, idempotencyKey);
    const known = await this.#find(ref);
    if (known && known.status !== 'pending') return known;
    const { payment_url: url } = await this.#open(ref, order).catch((error: unknown) => {
      throw known && error instanceof PspRefused ? new PspUncertain(true, error) : error;
    });
    if (!url) throw new PspUncertain(false, new Error('it was opened without a page'));
    const intent = this.#toIntent(ref, { code: '', status: 'INITIATED' });
    return { ...intent, next: { kind: 'redirect', url }, pageOnce: url };
  }

  findIntent({ paymentId, money, idempotencyKey }: IntentOrder): Promise<PspIntent | null> {
    return this.#find(transactionOf(paymentId, money, idempotencyKey));
  }

  async fetchIntent(ref: string): Promise<PspIntent> {
    const intent = await this.#find(ref);
    if (!intent) throw new PspRefused(UNKNOWN, undefined);
    return intent;
  }

  /** A page cannot be closed: it ends by itself, or is taken for ended a day after it was ordered. */
  async cancelIntent(ref: string, now: Date): Promise<PspIntent> {
    const state = await this.#state('payment', ref);
    if (!state) throw new PspRefused(UNKNOWN, undefined);
    const intent = this.#toIntent(ref, state);
    if (!isAbandoned(ref, state, now)) return intent;
    return { ...intent, status: 'canceled', reason: 'not_paid' };
  }

  /** It has every operator's wallets of its country; whose a number is, its first digits say. */
  walletOf({ phone }: PhoneLine, currency: Currency): Promise<Wallet | NoWallet> {
    const { CINETPAY_COUNTRY: country } = this.#env;
    const served = operatorsIn(country).map(({ brand }) => brand);
    const operator = operatorOf({ phone }, country)?.brand;
    if (operator === undefined) return Promise.resolve({ served });
    const others = served.filter((brand) => brand !== operator);
    const bounds = this.capabilities.payouts?.[currency] ?? null;
    return Promise.resolve({ operator, others, bounds, isUp: true, appears: false, dial: null });
  }

  /** An id that was used leads to a question. That we have too little there says nothing of an earlier order. */
  async payOut(order: PayoutOrder): Promise<PspPayout> {
    const { idempotencyKey, payoutId, money, payee, webhookUrl } = order;
    const { payouts: amounts } = this.capabilities;
    if (!amounts || !takes({ amounts }, money)) {
      throw new PspRefused('amount_not_taken', undefined);
    }
    const operator = operatorOf(payee, this.#env.CINETPAY_COUNTRY);
    if (!operator) throw new PspRefused('wallet_not_served', undefined);
    const ref = transferOf(payoutId, idempotencyKey);
    const body = {
      ...{ merchant_transaction_id: ref, amount: money.amount, currency: money.currency },
      ...{ phone_number: payee.phone, payment_method: operator.method },
      ...{ reason: REASON, notify_url: webhookUrl },
    };
    try {
      const state = await this.#ask(State, { method: 'POST', path: '/v1/transfer', body });
      if (state.status === POOR) throw new PspRefused(POOR, undefined);
      return this.#toPayout(ref, { ...state, amount: state.amount ?? String(money.amount) });
    } catch (error) {
      if (!(error instanceof PspRefused)) throw error;
      if (error.code === TAKEN) return takenPayout(this, order);
      throw error.code === POOR ? new PspUncertain(false, error) : error;
    }
  }

  async fetchPayout(ref: string): Promise<PspPayout> {
    const state = await this.#state('transfer', ref);
    if (!state) throw new PspRefused('unknown_transfer', undefined);
    return this.#toPayout(ref, state);
  }

  async findPayout({ idempotencyKey, payoutId }: PayoutOrder): Promise<PspPayout | null> {
    const ref = transferOf(payoutId, idempotencyKey);
    const state = await this.#state('transfer', ref);
    return state && this.#toPayout(ref, state);
  }

  /** An account is good for one country and its money. */
  async balance(): Promise<readonly Sum[]> {
    const said = await this.#ask(Balance, { method: 'GET', path: '/v1/balances' });
    return [heldOf(said.available_balance, said.currency)];
  }

  parseWebhook(rawBody: Buffer): PspNotice | null {
    const said = readWebhook(rawBody, Notification);
    if (!said) return null;
    const digest = digestOf(rawBody);
    return toNotice(said, digest) ?? toTransferNotice(said.merchant_transaction_id, digest);
  }

  #open(ref: string, { money, returnUrl, webhookUrl }: IntentOrder) {
    const body = {
      merchant_transaction_id: ref,
      ...{ amount: money.amount, currency: money.currency, lang: 'fr' },
      ...{ designation: 'EduConnect', direct_pay: false, ...CLIENT },
      client_email: `no-reply@${new URL(returnUrl).hostname}`,
      success_url: `${returnUrl}?redirect_status=succeeded`,
      failed_url: `${returnUrl}?redirect_status=failed`,
      notify_url: webhookUrl,
    };
    return this.#ask(Opened, { method: 'POST', path: '/v1/payment', body });
  }

  async #find(ref: string): Promise<PspIntent | null> {
    const state = await this.#state('payment', ref);
    return state && this.#toIntent(ref, state);
  }

  #toPayout(ref: string, state: State): PspPayout {
    return toCinetpayPayout(ref, state, CURRENCIES[this.#env.CINETPAY_COUNTRY]);
  }

  #toIntent(ref: string, state: State): PspIntent {
    return toCinetpayIntent(ref, state, CURRENCIES[this.#env.CINETPAY_COUNTRY]);
  }

  async #state(of: 'payment' | 'transfer', ref: string): Promise<State | null> {
    try {
      const path = `/v1/${of}/${encodeURIComponent(ref)}`;
      const state = await this.#ask(State, { method: 'GET', path });
      if ((state.merchant_transaction_id ?? ref) !== ref) {
        throw new PspUncertain(false, new Error(`it speaks of another ${of}`));
      }
      return state;
    } catch (error) {
      if (error instanceof PspRefused && error.code === UNKNOWN) return null;
      throw error;
    }
  }

  /** Business errors come with any HTTP status, 200 too. */
  #ask<T extends { readonly code: string; readonly status: string }>(
    schema: z.ZodType<T>,
    request: JsonRequest,
  ): Promise<T> {
    return this.#token.use(
      async (token) => {
        const answer = await this.#send(schema, request, { authorization: `Bearer ${token}` });
        if (isOfToken(answer)) throw new TokenRefused(false, new Error(answer.status));
        if (request.method === 'GET' && isOfNothing(answer)) {
          throw new PspRefused(UNKNOWN, undefined);
        }
        if (isRefusal(answer)) throw new PspRefused(answer.status, undefined);
        return answer;
      },
      (error) => error instanceof TokenRefused || isUnauthorized(error),
    );
  }

  #login({ apiKey, apiPassword }: Account): Promise<z.infer<typeof LentToken>> {
    const body = { api_key: apiKey, api_password: apiPassword };
    const request = { method: 'POST', path: '/v1/oauth/login', body } as const;
    return this.#send(LentToken, request);
  }

  async #send<T>(
    schema: z.ZodType<T>,
    request: JsonRequest,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<T> {
    const { CINETPAY_API_URL: url, CINETPAY_TIMEOUT_MS: timeoutMs } = this.#env;
    const codeOf = (body: unknown, status: number) => {
      const said = Refusal.safeParse(body).data ?? {};
      if (isOfToken(said)) throw new TokenRefused(false, new Error(said.status));
      const isMissing = request.method === 'GET' && (status === 404 || status === 400);
      return isMissing ? UNKNOWN : said.status;
    };
    return askJson({ url, headers, timeoutMs, codeOf }, request, schema);
  }
}
