import { newId, type Problem } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { paymentEvents } from '@edu/contracts-payment';
import { eventually } from '@edu/testing';
import { describe, expect, it } from 'vitest';
import { franc, PaymentBench } from '../payment.harness.ts';
import type { ConformanceBench, Webhook } from './psp.conformance.ts';

/** The simulator of a psp that asks on a phone, with hands to act as payer and as fault. */
export interface PromptSimulator extends ConformanceBench {
  readonly faults: { change(faults: object): void; reset(): void };
  answerWebhooks(answer: (webhook: Webhook) => Promise<number>): void;
}

/** Of what asks for something that is refused. */
export const problemOf = (asked: Promise<unknown>) =>
  asked.then(
    () => expect.fail('it was not refused'),
    ({ code, status }: Problem) => ({ code, status }),
  );

/** Payments by prompts of one psp, on two replicas of the service. */
export class PromptBench {
  private constructor(
    readonly bench: PaymentBench,
    private readonly psp: string,
    private readonly simulator: PromptSimulator,
    private readonly phone: string,
  ) {}

  /** @param phone a wallet in francs that waits for a person */
  static async start(
    simulator: PromptSimulator,
    phone: string,
    env: Record<string, string>,
  ): Promise<PromptBench> {
    const bench = await PaymentBench.start({
      replicas: 2,
      env: { ORDER_MS: '4000', ...simulator.env, ...env },
    });
    bench.receiveFrom(simulator, simulator.psp.id);
    return new PromptBench(bench, simulator.psp.id, simulator, phone);
  }

  open(bookingId: string, phone = this.phone) {
    return this.bench.open(bookingId, newId(), this.psp, phone);
  }

  /** Like a client, which repeats a call that a busy service has no answer to. */
  prompted(bookingId: string, phone = this.phone) {
    return eventually(() => this.open(bookingId, phone));
  }

  paymentsOf(bookingId: string) {
    return this.bench.rows('SELECT * FROM payment WHERE booking_id = $1 ORDER BY id', bookingId);
  }

  becomes(bookingId: string, ...expected: object[]) {
    return eventually(async () => expect(await this.paymentsOf(bookingId)).toMatchObject(expected));
  }

  succeeded(paymentId: string) {
    const isIt = (event: { paymentId: string }) => event.paymentId === paymentId;
    return this.bench.service.events.next(paymentEvents.succeeded, isIt);
  }

  async paid(bookingId: string) {
    const payment = await this.prompted(bookingId);
    const ref = await this.bench.refOf(payment.id);
    await this.simulator.pay(ref);
    await this.succeeded(payment.id);
    return { payment, ref };
  }

  /** One prompt, one charge, and one posting of a price of 5000 came of it. */
  async once(paymentId: string, ref: string) {
    expect(this.bench.eventsOf(paymentEvents.succeeded, paymentId)).toHaveLength(1);
    expect(await this.simulator.movedTimes('charge', ref)).toBe(1);
    expect(await this.simulator.intentsOf(paymentId)).toBe(1);
    expect(await this.bench.refOf(paymentId)).toBe(ref);
    expect(await this.bench.balance(paymentId, 'learner')).toBe(-5_000);
  }
}

type Cases = readonly (readonly [when: string, faults: object])[];

interface PromptCases {
  /** Faults of a call after which nobody knows whether there is a prompt. */
  readonly lost: Cases;
  /** Ways in which it becomes known that money has come. */
  readonly paid: Cases;
}

/** What holds whichever psp asks on the phone. */
export function promptConformance(
  get: () => { prompts: PromptBench; simulator: PromptSimulator },
  cases: PromptCases,
): void {
  describe('an answer that is lost', () => {
    it.each(cases.lost)(
      '%s leaves the payment unknown, and its prompt is the only one',
      async (_when, faults) => {
        const { prompts, simulator } = get();
        const { bookingId } = await prompts.bench.book();
        simulator.faults.change(faults);
        expect(await problemOf(prompts.open(bookingId))).toMatchObject({ status: 503 });
        const [{ id } = {}] = await prompts.paymentsOf(bookingId);
        // Nobody asks again: the janitor finds it, or orders the same one.
        await prompts.becomes(bookingId, { status: 'pending' });
        const { payment, ref } = await prompts.paid(bookingId);
        expect(payment.id).toBe(id);
        await prompts.once(payment.id, ref);
      },
    );

    it('is no end of it: a prompt that comes after the next order was refused is found', async () => {
      const { prompts, simulator } = get();
      const { bookingId } = await prompts.bench.book();
      // The janitor's order overtakes the one of the request.
      simulator.answerLate();
      simulator.faults.change({ reject: { next: 1 } });
      expect(await problemOf(prompts.open(bookingId))).toMatchObject({ status: 503 });
      await prompts.becomes(bookingId, { status: 'failed' });
      const [{ id } = {}] = await prompts.paymentsOf(bookingId);
      simulator.heal();
      simulator.faults.change({ webhooks: { drop: { probability: 1 } } });
      await prompts.becomes(bookingId, { psp_ref: expect.any(String) as string });
      const ref = await prompts.bench.refOf(id as string);
      await simulator.pay(ref);
      await prompts.succeeded(id as string);
      await prompts.once(id as string, ref);
    });

    it('brings no prompt for a booking that has ended meanwhile', async () => {
      const { prompts, simulator } = get();
      simulator.faults.change({ api: { error500BeforeCharging: { probability: 1 } } });
      const booking = await prompts.bench.book();
      expect(await problemOf(prompts.open(booking.bookingId))).toMatchObject({ status: 503 });
      await prompts.bench.end('expired', booking);
      const failure_reason = 'not_ordered';
      await prompts.becomes(booking.bookingId, { status: 'failed', failure_reason });
      simulator.faults.reset();
      const [{ id } = {}] = await prompts.paymentsOf(booking.bookingId);
      expect(await simulator.intentsOf(id as string)).toBe(0);
    });
  });

  describe('money', () => {
    it.each(cases.paid)('that comes %s is counted once', async (_how, faults) => {
      const { prompts, simulator } = get();
      simulator.faults.change(faults);
      const { payment, ref } = await prompts.paid((await prompts.bench.book()).bookingId);
      await prompts.once(payment.id, ref);
    });

    it('that comes after the booking has ended is taken all the same', async () => {
      const { prompts, simulator } = get();
      const booking = await prompts.bench.book();
      const { id } = await prompts.prompted(booking.bookingId);
      await prompts.bench.end('expired', booking);
      const close_requested_at = expect.any(Date) as Date;
      await prompts.becomes(booking.bookingId, { close_requested_at });
      const ref = await prompts.bench.refOf(id);
      await simulator.pay(ref);
      await prompts.succeeded(id);
      await prompts.once(id, ref);
    });

    it('goes back although the psp shows a strange status for a while', async () => {
      const { prompts, simulator } = get();
      const { bench } = prompts;
      const { bookingId } = await bench.book();
      const { payment, ref } = await prompts.paid(bookingId);
      simulator.faults.change({ strangeStatus: { next: 2 } });
      const due = { bookingId, refundRequestId: newId(), paymentId: payment.id };
      await bench.service.publish(bookingEvents.refundDue, {
        ...{ ...due, amount: franc(5_000), reason: 'canceled' as const },
      });
      await eventually(async () =>
        expect((await bench.get(payment.id)).refunded.amount).toBe(5_000),
      );
      expect(await bench.cases(payment.id)).toEqual([]);
      expect(await simulator.movedTimes('refund', ref)).toBe(1);
    });

    it.each([5_000, 2_000])('goes back: %i of 5000', async (amount) => {
      const { prompts, simulator } = get();
      const { bench } = prompts;
      const { bookingId } = await bench.book();
      const { payment, ref } = await prompts.paid(bookingId);
      simulator.loseAnswer();
      const due = { bookingId, refundRequestId: newId(), paymentId: payment.id };
      await bench.service.publish(bookingEvents.refundDue, {
        ...{ ...due, amount: franc(amount), reason: 'canceled' as const },
      });
      await eventually(async () =>
        expect((await bench.get(payment.id)).refunded.amount).toBe(amount),
      );
      expect(await bench.cases(payment.id)).toEqual([]);
      expect(await simulator.movedTimes('refund', ref)).toBe(1);
    });
  });
}
