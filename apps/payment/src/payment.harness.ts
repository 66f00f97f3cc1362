import { newId, type Money } from '@edu/contract-kit';
import { bookingErrors, bookingEvents, bookingRpc, type Booking } from '@edu/contracts-booking';
import { paymentEvents, paymentRpc } from '@edu/contracts-payment';
import { startTestService, testActor, type TestActor, type TestService } from '@edu/testing';
import { paymentService } from './main.ts';
import type { Webhook } from './psp/psp.conformance.ts';
import { openStripeBench, type StripeBench } from './psp/stripe/stripe.conformance.ts';

const HOUR_MS = 3_600_000;

/** The service on real servers, with Stripe simulated, the booking service faked, and a learner. */
export class PaymentBench {
  readonly stripe: StripeBench;
  readonly service: TestService;
  readonly learner: TestActor;
  readonly bookings = new Map<string, Booking>();

  private constructor(stripe: StripeBench, service: TestService, learner: TestActor) {
    this.stripe = stripe;
    this.service = service;
    this.learner = learner;
    service.fake(bookingRpc.getPayable, ({ id }) => {
      const booking = this.bookings.get(id);
      if (!booking) throw bookingErrors.notFound();
      if (booking.state === 'pending') return booking;
      throw bookingErrors.illegalTransition({ params: { state: booking.state } });
    });
    stripe.answerWebhooks(async (webhook) => {
      await this.receive(webhook);
      return 200;
    });
  }

  static async start(
    options: { env?: Record<string, string>; replicas?: number } = {},
  ): Promise<PaymentBench> {
    const stripe = await openStripeBench();
    const env = { ...stripe.env, ...options.env };
    const replicas = options.replicas ?? 1;
    const service = await startTestService(paymentService, { env, replicas });
    return new PaymentBench(stripe, service, await testActor('student'));
  }

  async stop(): Promise<void> {
    await this.service.stop();
    await this.stripe.close();
  }

  /** A booking that waits for its payment. */
  book(price: Money = { amount: 5_000, currency: 'XOF' }, state: Booking['state'] = 'pending') {
    const startsAt = Date.now() + 24 * HOUR_MS;
    const booking: Booking = {
      id: newId(),
      learnerId: this.learner.userId,
      providerId: newId(),
      state,
      mode: 'online',
      subject: null,
      startsAt: new Date(startsAt).toISOString(),
      endsAt: new Date(startsAt + HOUR_MS).toISOString(),
      price,
      zone: 'Africa/Abidjan',
      holdExpiresAt: new Date(Date.now() + HOUR_MS / 4).toISOString(),
      createdAt: new Date().toISOString(),
      version: 1,
    };
    this.bookings.set(booking.id, booking);
    return booking;
  }

  open(bookingId: string, key: string = newId()) {
    return this.service.call(paymentRpc.createIntent, { bookingId }, { as: this.learner, key });
  }

  get(id: string) {
    return this.service.call(paymentRpc.get, { id }, { as: this.learner });
  }

  /** Opens and pays; resolves when the platform knows. */
  async paid(options: { price?: Money; card?: string } = {}) {
    const booking = this.book(options.price);
    const payment = await this.open(booking.id);
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

  /** What a payment has left on an account, in minor units. */
  async balance(paymentId: string, account: string): Promise<number> {
    const [row] = await this.rows(
      `SELECT coalesce(sum(amount), 0)::float8 AS balance FROM ledger_entry e
       JOIN ledger_transaction t ON t.id = e.transaction_id
       WHERE t.payment_id = $1 AND account = $2`,
      paymentId,
      account,
    );
    return row!['balance'] as number;
  }

  /** The booking service tells that a booking is over. */
  async end(how: 'expired' | 'canceled', booking: Booking): Promise<void> {
    const { id: bookingId, learnerId, providerId, startsAt, endsAt } = booking;
    this.bookings.set(bookingId, { ...booking, state: how });
    const time = { startsAt, endsAt, busyFrom: startsAt, busyUntil: endsAt };
    const about = { bookingId, learnerId, providerId, version: 2, ...time };
    await (how === 'expired'
      ? this.service.publish(bookingEvents.expired, about)
      : this.service.publish(bookingEvents.canceled, { ...about, by: 'learner', wasPaid: false }));
  }

  eventsOf(event: typeof paymentEvents.succeeded | typeof paymentEvents.failed, id: string) {
    return this.service.events.of(event).filter((data) => data.paymentId === id);
  }
}
