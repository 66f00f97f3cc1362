import { setTimeout as sleep } from 'node:timers/promises';
import { API_PREFIX } from '@edu/contract-kit';
import { withClient } from '@edu/database';
import { inParallel } from '@edu/journey';
import { signWebhook } from '@edu/simulators/stripe/events';
import { copyIn } from '../seed/copy-in.ts';
import { entityId } from '../seed/entity-id.ts';
import type { Stage } from './stage.ts';
import type { Draft, Stream } from './stream.ts';

/** Share of webhooks that the psp has sent before. */
const DUPLICATES = 0.1;
const PRICE = 5_000;
const WIDTH = 16;
/** Beyond the bookings that are seeded. */
const FIRST_BOOKING = 2e8;
const HOUR = 3_600_000;
/** So many looks without one more confirmed lesson, and no more will come. */
const LOOKS = 30;
const LOOK_MS = 500;

interface StripeEvent {
  readonly id: string;
  readonly data: { readonly object: { readonly id: string } };
}

/**
 * Stripe's webhooks of payments that have succeeded. The payments are there, and their intents are
 * paid at the simulator, so that everything which follows happens too: ledger, confirmation, room,
 * letters.
 */
export function webhookStream(stage: Stage, { duplicates = DUPLICATES } = {}): Stream {
  const fresh: string[] = [];
  const sent: string[] = [];
  let made = 0;
  return {
    prepare: async (count) => {
      const missing = count - fresh.length;
      if (missing <= 0) return;
      fresh.push(...(await payBookings(stage, made, missing)));
      made += missing;
    },
    next: () => {
      const again = sent.length > 0 && stage.dice.random() < duplicates;
      const body = again ? stage.dice.pick(sent) : fresh.shift()!;
      if (!again) sent.push(body);
      return draftOfEvent(body, stage.platform.secrets.STRIPE_WEBHOOK_SECRET);
    },
    check: async () => {
      const { paid, confirmed } = await paidLessons(stage);
      if (confirmed < paid) {
        throw new Error(`of ${paid} paid lessons only ${confirmed} were confirmed`);
      }
    },
  };
}

/**
 * Lessons that payment took the money for, and those of them that are confirmed, once these are all or have
 * been no more for a while. A webhook that was not answered in time took none: psps send it again, this does not.
 */
async function paidLessons({ platform }: Stage): Promise<{ paid: number; confirmed: number }> {
  return withClient(platform.databases.adminUrl, async (client) => {
    let most = { paid: 0, confirmed: -1 };
    for (let looks = 0; looks < LOOKS && most.confirmed < most.paid; looks++) {
      const { rows } = await client.query<typeof most>(
        `SELECT count(*)::int AS paid,
                count(*) FILTER (WHERE lesson.state = 'confirmed')::int AS confirmed
         FROM payment.payment
         JOIN payment.payment_part AS part ON part.payment_id = payment.id
         JOIN booking.booking AS lesson ON lesson.id = part.booking_id
         WHERE payment.status = 'succeeded'`,
      );
      const now = rows[0]!;
      if (now.confirmed > most.confirmed) looks = 0;
      most = now;
      await sleep(LOOK_MS);
    }
    return most;
  });
}

function draftOfEvent(body: string, secret: string): Draft {
  return {
    method: 'POST',
    path: `${API_PREFIX}/payments/webhooks`,
    body,
    expect: [200],
    headers: {
      'content-type': 'application/json',
      'stripe-signature': signWebhook(body, secret, Math.floor(Date.now() / 1_000)),
    },
  };
}

/** Held slots whose intents have just been paid. @returns their events */
async function payBookings(stage: Stage, first: number, count: number): Promise<string[]> {
  const stripe = new StripeAccount(stage);
  await stripe.silence();
  const payments = await inParallel(count, WIDTH, async (index) => {
    const paymentId = entityId('payment', FIRST_BOOKING + first + index);
    const bookingId = entityId('booking', FIRST_BOOKING + first + index);
    const intentId = await stripe.pay(paymentId, bookingId);
    return { ...stage.ticket(), paymentId, bookingId, intentId };
  });
  const { psql, platform } = stage;
  const { adminUrl } = platform.databases;
  const iso = (at: number) => new Date(at).toISOString();
  await copyIn(
    psql,
    adminUrl,
    `booking.booking (id, learner_id, provider_id, state, mode, starts_at, ends_at, busy_from,
      busy_until, price_amount, price_currency, zone, policy, hold_expires_at, hold_number)`,
    payments.map((p) => [
      ...[p.bookingId, p.learnerId, p.providerId, 'pending', 'online'],
      ...[iso(p.startsAt), iso(p.endsAt), iso(p.startsAt), iso(p.endsAt)],
      ...[PRICE, 'XOF', 'Africa/Abidjan', '{}', iso(Date.now() + HOUR), p.hold],
    ]),
  );
  await copyIn(
    psql,
    adminUrl,
    'payment.payment (id, booking_id, payer_id, psp, psp_ref, status, amount, currency)',
    payments.map((p) => [
      ...[p.paymentId, p.bookingId, p.learnerId, 'stripe', p.intentId, 'pending', PRICE, 'XOF'],
    ]),
  );
  await copyIn(
    psql,
    adminUrl,
    'payment.payment_part (payment_id, booking_id, amount)',
    payments.map((p) => [p.paymentId, p.bookingId, PRICE]),
  );
  return stripe.successes(new Set(payments.map(({ intentId }) => intentId)));
}

/** The simulator of Stripe, past the platform. */
class StripeAccount {
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;

  constructor({ platform }: Stage) {
    this.#url = platform.urls.stripe!;
    this.#headers = { authorization: `Bearer ${platform.secrets.STRIPE_SECRET_KEY}` };
  }

  /** It keeps its events for itself: the benchmark sends them. */
  async silence(): Promise<void> {
    await this.#ask('/_control/faults', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ webhooks: { drop: { probability: 1 } } }),
    });
  }

  /** @returns the name of a paid intent */
  async pay(paymentId: string, bookingId: string): Promise<string> {
    const body = new URLSearchParams({
      amount: String(PRICE),
      currency: 'xof',
      confirm: 'true',
      payment_method: 'pm_card_visa',
      'payment_method_types[]': 'card',
      'metadata[paymentId]': paymentId,
      'metadata[bookingId]': bookingId,
    });
    const intent = await this.#ask<{ id: string }>('/v1/payment_intents', { method: 'POST', body });
    return intent.id;
  }

  /** The events of these intents, each as it would be sent. */
  async successes(intents: ReadonlySet<string>): Promise<string[]> {
    const path = '/_control/deliveries?limit=100000';
    const { data } = await this.#ask<{ data: { eventType: string; body: string }[] }>(path);
    const events = data
      .filter(({ eventType }) => eventType === 'payment_intent.succeeded')
      .filter(({ body }) => intents.has((JSON.parse(body) as StripeEvent).data.object.id));
    if (events.length < intents.size) throw new Error('the simulator lacks an event');
    return events.map(({ body }) => body);
  }

  async #ask<T>(path: string, init: RequestInit = {}): Promise<T> {
    const headers = { ...this.#headers, ...(init.headers as Record<string, string> | undefined) };
    const response = await fetch(this.#url + path, { ...init, headers });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }
}
