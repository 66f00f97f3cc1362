import { newId, type Money } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { bookingEvents } from '@edu/contracts-booking';
import { paymentEvents, paymentRpc } from '@edu/contracts-payment';
import { profileRpc } from '@edu/contracts-profile';
import {
  eventually,
  startTestService,
  testActor,
  type TestActor,
  type TestService,
  type TestServiceOptions,
} from '@edu/testing';
import { paymentService } from './main.ts';
import type { Webhook } from './psp/psp.conformance.ts';
import { openStripeBench, type StripeBench } from './psp/stripe/stripe.conformance.ts';

const HOUR_MS = 3_600_000;

export const franc = (amount: number): Money => ({ amount, currency: 'XOF' });

/** A booking as its service announces it. */
export interface Announced {
  readonly bookingId: string;
  readonly learnerId: string;
  readonly payerId?: string;
  readonly providerId: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly busyFrom: string;
  readonly busyUntil: string;
  readonly price: Money;
  readonly subject?: string;
  /** The lesson of which it is a dearer time. */
  readonly movesId?: string;
  readonly holdExpiresAt: string;
}

/** The service on real servers, with Stripe simulated, bookings announced by tests, and a learner. */
export class PaymentBench {
  readonly stripe: StripeBench;
  readonly service: TestService;
  readonly learner: TestActor;

  private constructor(stripe: StripeBench, service: TestService, learner: TestActor) {
    this.stripe = stripe;
    this.service = service;
    this.learner = learner;
    this.receiveFrom(stripe, 'stripe');
  }

  /** Takes the webhooks that a psp's simulator sends. */
  receiveFrom({ answerWebhooks }: Pick<StripeBench, 'answerWebhooks'>, psp: string): void {
    answerWebhooks(async (webhook) => {
      await this.receive(webhook, psp);
      return 200;
    });
  }

  static async start(
    options: Pick<TestServiceOptions, 'env' | 'replicas' | 'machineTime'> & {
      /** What Stripe has moved before. */
      readonly stripe?: Parameters<typeof openStripeBench>[0];
    } = {},
  ): Promise<PaymentBench> {
    const { stripe: account, ...rest } = options;
    const stripe = await openStripeBench(account);
    const env = { ...stripe.env, ...rest.env };
    const service = await startTestService(paymentService, {
      ...rest,
      env,
      // Whoever is named on a document.
      fakes: (fake) => {
        fake(authRpc.names, ({ userIds }) => ({
          items: userIds.map((userId) => ({ userId, displayName: 'Koffi Mensah' })),
        }));
        fake(profileRpc.names, ({ providerIds }) => ({
          items: providerIds.map((providerId) => ({ providerId, displayName: 'Awa Koné' })),
        }));
      },
    });
    return new PaymentBench(stripe, service, await testActor('student'));
  }

  async stop(): Promise<void> {
    await this.service.stop();
    await this.stripe.close();
  }

  /** A booking that waits for its payment, and of which the service knows. */
  async book(price: Money = franc(5_000), more: Partial<Announced> = {}): Promise<Announced> {
    const booking = this.booking(price, more);
    await this.announce(booking);
    const find = 'SELECT FROM booking_terms WHERE booking_id = $1';
    await eventually(async () => {
      if ((await this.rows(find, booking.bookingId)).length === 0) throw new Error('not known yet');
    });
    return booking;
  }

  /** One that nobody has announced yet. */
  booking(price: Money = franc(5_000), more: Partial<Announced> = {}): Announced {
    const startsAt = new Date(Date.now() + 24 * HOUR_MS).toISOString();
    const endsAt = new Date(Date.now() + 25 * HOUR_MS).toISOString();
    return {
      bookingId: newId(),
      learnerId: this.learner.userId,
      providerId: newId(),
      ...{ startsAt, endsAt, busyFrom: startsAt, busyUntil: endsAt },
      price,
      holdExpiresAt: new Date(Date.now() + HOUR_MS / 4).toISOString(),
      ...more,
    };
  }

  announce(booking: Announced) {
    const terms = { mode: 'online' as const, zone: 'Africa/Abidjan', version: 1 };
    return this.service.publish(bookingEvents.created, { ...booking, ...terms });
  }

  open(bookingId: string, key: string = newId(), psp?: string, phone?: string) {
    const input = { bookingId, ...(psp && { psp }), ...(phone && { payer: { phone } }) };
    return this.service.call(paymentRpc.createIntent, input, { as: this.learner, key });
  }

  get(id: string) {
    return this.service.call(paymentRpc.get, { id }, { as: this.learner });
  }

  /** Opens and pays; resolves when the platform knows. */
  async paid(options: { price?: Money; card?: string; movesId?: string } = {}) {
    const { movesId } = options;
    const booking = await this.book(options.price, { ...(movesId && { movesId }) });
    const key = newId();
    // Like a client, which repeats a call that is refused with 503 by a busy service.
    const payment = await eventually(() => this.open(booking.bookingId, key));
    const ref = await this.refOf(payment.id);
    await this.stripe.pay(ref, options.card);
    await this.service.events.next(paymentEvents.succeeded, (e) => e.paymentId === payment.id);
    return { booking, payment, ref };
  }

  async refOf(paymentId: string): Promise<string> {
    const [row] = await this.rows('SELECT psp_ref FROM payment WHERE id = $1', paymentId);
    return row!['psp_ref'] as string;
  }

  /** As the gateway hands a webhook in. */
  receive({ body, headers }: Webhook, psp = 'stripe') {
    const base64 = body.toString('base64');
    return this.service.call(paymentRpc.receiveWebhook, { psp, body: base64, headers });
  }

  async rows(sql: string, ...values: unknown[]): Promise<Record<string, unknown>[]> {
    return (await this.service.sql.query(sql, values)).rows as Record<string, unknown>[];
  }

  /** What a payment, its refunds and what was earned with it come to on an account. */
  async balance(paymentId: string, account: string): Promise<number> {
    const [row] = await this.rows(
      `SELECT coalesce(sum(amount), 0)::float8 AS balance FROM ledger_entry e
       JOIN ledger_transaction t ON t.id = e.transaction_id
       WHERE account = $2 AND source_id IN (
         SELECT $1::uuid UNION ALL SELECT id FROM refund WHERE payment_id = $1
         UNION ALL SELECT booking_id FROM earning WHERE payment_id = $1)`,
      paymentId,
      account,
    );
    return row!['balance'] as number;
  }

  /** What people have to look at about a payment. */
  async cases(paymentId: string): Promise<string[]> {
    const rows = await this.rows('SELECT kind FROM payment_case WHERE payment_id = $1', paymentId);
    return rows.map(({ kind }) => kind as string).sort();
  }

  /** The booking service announces that a booking is over. */
  async end(how: 'expired' | 'canceled', booking: Announced): Promise<void> {
    const about = { ...booking, version: 2 };
    await (how === 'expired'
      ? this.service.publish(bookingEvents.expired, about)
      : this.service.publish(bookingEvents.canceled, { ...about, by: 'learner', wasPaid: false }));
  }

  eventsOf(event: typeof paymentEvents.succeeded | typeof paymentEvents.failed, id: string) {
    return this.service.events.of(event).filter((data) => data.paymentId === id);
  }
}
