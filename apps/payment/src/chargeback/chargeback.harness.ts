import { newId, type Currency, type Money } from '@edu/contract-kit';
import { bookingEvents, bookingRpc } from '@edu/contracts-booking';
import { paymentEvents, paymentRpc } from '@edu/contracts-payment';
import { sessionRpc } from '@edu/contracts-session';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { franc, PaymentBench, type Announced } from '../payment.harness.ts';
import { attendanceOf, recordOf } from './evidence.harness.ts';

/** Deliveries are repeated and slow machines are slow: whoever waits, waits long. */
const PATIENT_MS = 60_000;

export interface Lesson extends Announced {
  readonly payer: TestActor;
  readonly payerId: string;
  readonly paymentId: string;
  /** The psp's name of the payment. */
  readonly ref: string;
}

interface Paid {
  readonly price?: Money;
  /** Of Stripe's test cards. */
  readonly card?: string;
  /** Other money that the card is charged in. */
  readonly currency?: Currency;
  /** Somebody new where nobody is named. */
  readonly providerId?: string;
}

/** The service with Stripe, whose banks do what tests say. */
export class ChargebackBench {
  readonly bench: PaymentBench;
  readonly finance: TestActor;
  /** By their bookings, for whoever asks about those. */
  readonly lessons = new Map<string, Lesson>();

  private constructor(bench: PaymentBench, finance: TestActor) {
    this.bench = bench;
    this.finance = finance;
    bench.service.fake(bookingRpc.record, ({ id }) => recordOf(id, this.lessons.get(id)!));
    bench.service.fake(sessionRpc.attendanceOf, ({ bookingId }) => attendanceOf(bookingId));
  }

  static async start(): Promise<ChargebackBench> {
    const bench = await PaymentBench.start({ replicas: 2, env: { ORDER_MS: '1000' } });
    return new ChargebackBench(bench, await testActor('finance', { steppedUpSecondsAgo: 0 }));
  }

  stop(): Promise<void> {
    return this.bench.stop();
  }

  /** A paid lesson of a learner and a provider of its own. */
  async paid({ price = franc(5_000), card, currency, providerId }: Paid = {}): Promise<Lesson> {
    const { bench } = this;
    const payer = await testActor('student');
    const sides = { learnerId: payer.userId, ...(providerId && { providerId }) };
    const booking = await bench.book(price, sides);
    const key = newId();
    const { bookingId } = booking;
    const asked = currency && { bookingId, currency };
    const quote = asked && (await bench.service.call(paymentRpc.quote, asked, { as: payer }));
    const input = { bookingId, ...(quote && { quoteId: quote.id }) };
    const payment = await eventually(() =>
      bench.service.call(paymentRpc.createIntent, input, { as: payer, key }),
    );
    const ref = await bench.refOf(payment.id);
    const lesson = { ...booking, payer, payerId: payer.userId, paymentId: payment.id, ref };
    this.lessons.set(booking.bookingId, lesson);
    await bench.stripe.pay(ref, card);
    await bench.service.events.next(paymentEvents.succeeded, (e) => e.paymentId === payment.id);
    return lesson;
  }

  announceEarning({ bookingId, paymentId, learnerId, providerId, price }: Lesson): Promise<string> {
    return this.bench.service.publish(bookingEvents.payable, {
      ...{ bookingId, learnerId, providerId, version: 3, paymentId },
      ...{ amount: price, atCostOf: 'learner', at: new Date().toISOString() },
    });
  }

  /** It was given: its money is the provider's. */
  async earned(lesson: Lesson): Promise<void> {
    await this.announceEarning(lesson);
    const find = 'SELECT FROM earning WHERE booking_id = $1 AND posted_at IS NOT NULL';
    await this.until(async () => (await this.bench.rows(find, lesson.bookingId)).length === 1);
  }

  /** What is payable to the provider has arrived at their wallet. */
  async paidOut({ providerId }: Lesson, amount: number): Promise<void> {
    await this.bench.rows(
      `WITH movement AS (
         INSERT INTO ledger_transaction (id, source_type, source_id, purpose)
         VALUES ($1, 'payout', $1, 'payout') RETURNING id)
       INSERT INTO ledger_entry (transaction_id, account, owner, amount, currency)
       SELECT movement.id, account, owner, amount, 'XOF' FROM movement, (VALUES
         ('payout_in_transit', $2, -$3::bigint), ('provider_payable', $2, $3::bigint))
         AS entry (account, owner, amount)`,
      ...[newId(), providerId, amount],
    );
  }

  /** The payer's bank takes it back. @returns the psp's name of the dispute */
  async disputed({ ref }: Lesson, kind: object = {}): Promise<string> {
    const { id } = await this.bank<{ id: string }>('', { payment_intent: ref, ...kind });
    return id;
  }

  async decides(
    dispute: string,
    how: 'won' | 'lost' | 'escalated',
    more: { readonly returnsFee?: boolean } = {},
  ): Promise<void> {
    await this.bank(`/${dispute}`, { how, ...more });
  }

  async bank<T>(path: string, body: object): Promise<T> {
    const url = `${this.bench.stripe.env['STRIPE_API_URL']}/_control/disputes${path}`;
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(await answer.text());
    return (await answer.json()) as T;
  }

  async row(dispute: string): Promise<Record<string, unknown> | undefined> {
    const find = 'SELECT * FROM chargeback WHERE psp_ref = $1';
    return (await this.bench.rows(find, dispute))[0];
  }

  /** Once it is so far, by whatever way the platform gets to know. */
  async becomes(dispute: string, state: 'open' | 'answered' | 'won' | 'lost'): Promise<void> {
    await this.until(async () => (await this.row(dispute))?.['state'] === state);
  }

  async until(isSo: () => Promise<boolean>): Promise<void> {
    await eventually(async () => {
      if (!(await isSo())) throw new Error('not yet');
    }, PATIENT_MS);
  }

  /** What a payment and all that came of it come to on each account, credit below zero; zeros are left out. */
  async books(
    { paymentId }: Pick<Lesson, 'paymentId'>,
    currency: 'XOF' | 'EUR' = 'XOF',
  ): Promise<Record<string, number>> {
    const rows = await this.bench.rows(
      `SELECT account, sum(amount)::float8 AS balance FROM ledger_entry e
       JOIN ledger_transaction t ON t.id = e.transaction_id
       WHERE source_id IN (
         SELECT $1::uuid UNION ALL SELECT id FROM refund WHERE payment_id = $1
         UNION ALL SELECT booking_id FROM earning WHERE payment_id = $1
         UNION ALL SELECT id FROM chargeback WHERE payment_id = $1
         UNION ALL SELECT id FROM chargeback_part WHERE payment_id = $1)
         AND e.currency = $2
       GROUP BY account HAVING sum(amount) <> 0`,
      ...[paymentId, currency],
    );
    return Object.fromEntries(rows.map(({ account, balance }) => [account, balance]));
  }

  list() {
    return this.bench.service.call(paymentRpc.chargebacks, {}, { as: this.finance });
  }

  decide(id: string, decision: 'answer' | 'accept', reason: string, key: string = newId()) {
    const input = { id, decision, reason };
    return this.bench.service.call(paymentRpc.decideChargeback, input, { as: this.finance, key });
  }
}
