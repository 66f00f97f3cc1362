import { z } from 'zod';
import { askJson, readWebhook, type JsonRequest } from '../json-api.ts';
import type { PspMovement } from '../psp-movement.ts';
import { noDispute } from '../not-offered.ts';
import {
  PspRefused,
  PspUncertain,
  type IntentOrder,
  type PayoutOrder,
  type Psp,
  type PspFacts,
  type PspIntent,
  type PspNotice,
  type PspPayout,
  type PspRefund,
  type RefundOrder,
  type Sum,
} from '../psp.ts';
import {
  isSignedByWave,
  oneOf,
  referenceOf,
  toWaveAmount,
  toWaveIntent,
  toWavePayout,
  WaveError,
  WavePayout,
  WavePayouts,
  WaveSession,
  WaveSessions,
} from './wave.domain.ts';
import type { WaveEnv } from './wave.env.ts';
import {
  daysOf,
  toWaveMovement,
  WaveBalance,
  WaveTransactions,
} from './wave-transactions.domain.ts';

const WaveEvent = z.object({
  id: z.string().min(1).max(255),
  type: z.string().max(255),
  data: z.object({
    id: z.string().max(255).optional(),
    last_payment_error: z.object({ code: z.string().max(255).nullish() }).nullish(),
  }),
});

const COMPLETED = 'checkout.session.completed';
/** A failed attempt leaves the session open for another: no event for us, unless Wave does not trust who tried. */
const FAILED = 'checkout.session.payment_failed';
/** Of its words the only one for that. Source: https://docs.wave.com/checkout */
const BLOCKED = 'blocked-account';
/** The key was used with another body: there may be a payout of it. */
const MISMATCH = 'idempotency-mismatch';
/** Shown to the payee. */
const REASON = 'EduConnect';

/** Asks Wave; see `psp.ts` for what it can do. */
export class WaveClient implements Psp {
  readonly id: string;
  readonly capabilities: Psp['capabilities'];
  readonly fetchDispute = noDispute;
  readonly #env: WaveEnv;

  constructor(env: WaveEnv, { id, capabilities }: PspFacts) {
    this.id = id;
    this.capabilities = capabilities;
    this.#env = env;
  }

  /** Wave makes a session for each request: one that an earlier request has made is looked for first. */
  async createIntent({ paymentId, money, returnUrl }: IntentOrder): Promise<PspIntent> {
    const query = new URLSearchParams({ client_reference: paymentId });
    const path = `/v1/checkout/sessions/search?${query}`;
    const { result } = await this.#ask(WaveSessions, { method: 'GET', path });
    const known = oneOf(result);
    if (known) return toWaveIntent(known);
    const session = await this.#ask(WaveSession, {
      method: 'POST',
      path: '/v1/checkout/sessions',
      body: {
        amount: toWaveAmount(money),
        currency: money.currency,
        client_reference: paymentId,
        success_url: `${returnUrl}?redirect_status=succeeded`,
        error_url: `${returnUrl}?redirect_status=failed`,
      },
    });
    return toWaveIntent(session);
  }

  async fetchIntent(ref: string): Promise<PspIntent> {
    return toWaveIntent(await this.#session(ref));
  }

  async cancelIntent(ref: string): Promise<PspIntent> {
    try {
      await this.#ask(z.unknown(), { method: 'POST', path: `${pathOf(ref)}/expire` });
    } catch (error) {
      if (!(error instanceof PspRefused)) throw error;
      // It is no longer open; what it is now says more than the refusal.
    }
    return this.fetchIntent(ref);
  }

  /** All of a session or nothing; a second request moves no money, so the answer may be lost. */
  async refund({ refundId, intentRef, money }: RefundOrder): Promise<PspRefund> {
    const { sum } = await this.fetchIntent(intentRef);
    if (sum.amount !== BigInt(money.amount) || sum.currency !== money.currency) {
      throw new PspRefused('only_all_of_it', undefined);
    }
    await this.#ask(z.unknown(), { method: 'POST', path: `${pathOf(intentRef)}/refund` });
    return { ref: intentRef, intentRef, refundId, status: 'succeeded', sum, failureReason: null };
  }

  /** Wave does not say whether a session was refunded; one that it has answered to was. */
  async fetchRefund(ref: string): Promise<PspRefund> {
    const { sum } = await this.fetchIntent(ref);
    const done = { status: 'succeeded', refundId: null, failureReason: null } as const;
    return { ref, intentRef: ref, sum, ...done };
  }

  refundsOf(): Promise<readonly PspRefund[]> {
    return Promise.resolve([]);
  }

  /** Wave keeps the key, and answers with what became of the payout. It reports nothing of it afterwards. */
  async payOut(order: PayoutOrder): Promise<PspPayout> {
    const { idempotencyKey, payoutId, money, payee } = order;
    const body = {
      receive_amount: toWaveAmount(money),
      currency: money.currency,
      mobile: payee.phone,
      ...(payee.name !== null && { name: payee.name }),
      client_reference: referenceOf(payoutId, idempotencyKey),
      payment_reason: REASON,
    };
    const request = { method: 'POST', path: '/v1/payout', body } as const;
    try {
      return toWavePayout(
        await this.#ask(WavePayout, request, { 'Idempotency-Key': idempotencyKey }),
      );
    } catch (error) {
      if (!(error instanceof PspRefused && error.code === MISMATCH)) throw error;
      const made = await this.findPayout(order);
      if (!made) throw new PspUncertain(false, error);
      return made;
    }
  }

  async fetchPayout(ref: string): Promise<PspPayout> {
    const path = `/v1/payout/${encodeURIComponent(ref)}`;
    return toWavePayout(await this.#ask(WavePayout, { method: 'GET', path }));
  }

  async findPayout({ idempotencyKey, payoutId }: PayoutOrder): Promise<PspPayout | null> {
    const query = new URLSearchParams({ client_reference: referenceOf(payoutId, idempotencyKey) });
    const path = `/v1/payouts/search?${query}`;
    const [payout] = (await this.#ask(WavePayouts, { method: 'GET', path })).result;
    return payout ? toWavePayout(payout) : null;
  }

  /** The transactions of each day, in the order in which Wave gives them. */
  async *list(from: Date, until: Date): AsyncIterable<readonly PspMovement[]> {
    const isWithin = ({ at }: PspMovement) => at >= from && at < until;
    for (const date of daysOf(from, until)) {
      let after: string | undefined;
      do {
        const query = new URLSearchParams({ date, ...(after && { after }) });
        const path = `/v1/transactions?${query}`;
        const { items, page_info: page } = await this.#ask(WaveTransactions, {
          method: 'GET',
          path,
        });
        yield items.flatMap(toWaveMovement).filter(isWithin);
        after = page.has_next_page ? (page.end_cursor ?? undefined) : undefined;
      } while (after !== undefined);
    }
  }

  /** A key is good for one wallet. */
  async balance(): Promise<readonly Sum[]> {
    return [await this.#ask(WaveBalance, { method: 'GET', path: '/v1/balance' })];
  }

  parseWebhook(
    rawBody: Buffer,
    headers: Readonly<Record<string, string>>,
    now: Date,
  ): PspNotice | null {
    const secrets = this.#env.WAVE_WEBHOOK_SECRET ?? [];
    const signature = headers['wave-signature'] ?? '';
    if (!isSignedByWave(rawBody, signature, secrets, now.getTime() / 1_000)) return null;
    const event = readWebhook(rawBody, WaveEvent);
    if (!event) return null;
    const { id: eventId, type, data } = event;
    const kind = kindOf(type, data.last_payment_error?.code);
    return { eventId, type, about: kind && data.id ? { kind, ref: data.id } : null };
  }

  #session(ref: string): Promise<WaveSession> {
    return this.#ask(WaveSession, { method: 'GET', path: pathOf(ref) });
  }

  #ask<T>(
    schema: z.ZodType<T>,
    request: JsonRequest,
    more: Readonly<Record<string, string>> = {},
  ): Promise<T> {
    const { WAVE_API_URL: url, WAVE_API_KEY: key, WAVE_TIMEOUT_MS: timeoutMs } = this.#env;
    const headers = { authorization: `Bearer ${key}`, ...more };
    const codeOf = (body: unknown) => WaveError.safeParse(body).data;
    return askJson({ url, headers, timeoutMs, codeOf }, request, schema);
  }
}

const pathOf = (ref: string) => `/v1/checkout/sessions/${encodeURIComponent(ref)}`;

function kindOf(type: string, error: string | null | undefined): 'payment' | 'decline' | null {
  if (type === COMPLETED) return 'payment';
  return type === FAILED && error === BLOCKED ? 'decline' : null;
}
