import { randomUUID } from 'node:crypto';
import { newId, platformErrors, Problem, type RpcArgs } from '@edu/contract-kit';
import { paymentErrors, paymentEvents, paymentRpc } from '@edu/contracts-payment';
import { eventually, testActor } from '@edu/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { franc, PaymentBench } from '../payment.harness.ts';

let bench: PaymentBench;
beforeAll(async () => {
  bench = await PaymentBench.start();
});
afterEach(() => bench.stripe.heal());
afterAll(() => bench.stop());

const problem = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => undefined,
    (e: unknown) => e,
  );
  if (!(error instanceof Problem)) throw new Error(`no problem but ${String(error)}`);
  return error.code;
};
const paymentRow = async (bookingId: string) => {
  const rows = await bench.rows(
    'SELECT * FROM payment WHERE booking_id = $1 ORDER BY created_at',
    bookingId,
  );
  return rows.at(-1) as { id: string; status: string; psp_ref: string | null };
};

/** What is left of a request that got no further. */
const openPaymentOf = (amount: number) => `
  WITH made AS (
    INSERT INTO payment (id, booking_id, payer_id, psp, amount, currency, due_at)
    VALUES ($1, $2, $3, 'stripe', ${amount}, 'XOF', now()) RETURNING *)
  INSERT INTO payment_part (payment_id, booking_id, amount)
  SELECT id, booking_id, amount FROM made`;

describe('opening a payment', () => {
  it('asks for the booking’s price and answers what the client needs', async () => {
    const booking = await bench.book({ amount: 7_500, currency: 'XAF' });
    const payment = await bench.open(booking.bookingId);
    expect(payment).toMatchObject({
      bookingId: booking.bookingId,
      psp: 'stripe',
      status: 'pending',
      amount: { amount: 7_500, currency: 'XAF' },
      refunded: { amount: 0, currency: 'XAF' },
      next: { kind: 'card', publishableKey: bench.stripe.env['STRIPE_PUBLISHABLE_KEY'] },
    });
    const ref = await bench.refOf(payment.id);
    const intent = await bench.stripe.get<object>(`/v1/payment_intents/${ref}`);
    expect(intent).toMatchObject({
      client_secret: (payment.next as { clientSecret: string }).clientSecret,
      amount: 7_500,
      currency: 'xaf',
      metadata: { paymentId: payment.id, bookingId: booking.bookingId },
    });
  });

  it('answers a repeated call with the stored answer, whose secret it asks for again', async () => {
    const booking = await bench.book();
    const key = newId();
    const first = await bench.open(booking.bookingId, key);
    await bench.rows('DELETE FROM booking_terms WHERE booking_id = $1', booking.bookingId);
    expect(await bench.open(booking.bookingId, key)).toEqual(first);
    await bench.stripe.pay(await bench.refOf(first.id));
    expect(await bench.open(booking.bookingId, key)).toEqual({ ...first, next: null });
  });

  it('refuses a stored answer that is none of the contract any more, and opens nothing', async () => {
    const { bookingId } = await bench.book();
    const key = newId();
    const { id } = await bench.open(bookingId, key);
    await bench.rows(`UPDATE idempotency SET response = response - 'amount' WHERE key = $1`, key);
    expect(await problem(bench.open(bookingId, key))).toBe(
      platformErrors.idempotencyAnswerOutdated.code,
    );
    const payments = await bench.rows('SELECT id FROM payment WHERE booking_id = $1', bookingId);
    expect(payments).toEqual([{ id }]);
  });

  it('keeps no secret of a payment', async () => {
    const { next } = await bench.open((await bench.book()).bookingId);
    const [kept] = await bench.rows(
      `SELECT coalesce(string_agg(response::text, ''), '') AS answers FROM idempotency`,
    );
    expect(kept!['answers']).not.toContain((next as { clientSecret: string }).clientSecret);
    expect(kept!['answers']).toContain('pending');
  });

  it('opens one payment and one intent, however many ask at once', async () => {
    const booking = await bench.book();
    const same = newId();
    const keys = Array.from({ length: 24 }, (_, n) => (n % 2 ? same : newId()));
    const answers = await Promise.allSettled(keys.map((key) => bench.open(booking.bookingId, key)));
    const payments = new Set<string>();
    for (const answer of answers) {
      if (answer.status === 'fulfilled') payments.add(answer.value.id);
      // Two calls with one key may meet, at our door or at the psp's; a repeat helps.
      else expect([409, 503]).toContain((answer.reason as Problem).status);
    }
    expect(payments.size).toBe(1);
    const ids = await Promise.all(
      keys.map(async (key) => (await bench.open(booking.bookingId, key)).id),
    );
    expect(new Set(ids)).toEqual(payments);
    const { data } = await bench.stripe.get<{ data: { metadata: { bookingId: string } }[] }>(
      '/v1/payment_intents?limit=100',
    );
    expect(data.filter(({ metadata }) => metadata.bookingId === booking.bookingId)).toHaveLength(1);
  });

  it('refuses a key used for another booking, and a call without one', async () => {
    const key = newId();
    await bench.open((await bench.book()).bookingId, key);
    expect(await problem(bench.open((await bench.book()).bookingId, key))).toBe(
      platformErrors.idempotencyKeyReused.code,
    );
    const { bookingId } = await bench.book();
    const keyless = bench.service.call(
      paymentRpc.createIntent,
      { bookingId },
      { as: bench.learner },
    );
    expect(await problem(keyless)).toBe(platformErrors.idempotencyKeyMissing.code);
  });

  it('waits for the event of a booking for a short time', async () => {
    const booking = bench.booking();
    const opening = bench.open(booking.bookingId);
    await bench.announce(booking);
    expect((await opening).status).toBe('pending');
  });

  it('answers with Retry-After for a booking whose event has not arrived', async () => {
    const error = await bench.open(newId()).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: paymentErrors.bookingNotReady.code, retryAfter: 1 });
  });

  it('answers 404 for the bookings of others, like for random ids', async () => {
    const { bookingId } = await bench.book(franc(5_000), { learnerId: newId() });
    expect(await problem(bench.open(bookingId))).toBe(paymentErrors.bookingNotFound.code);
    // Not `bookingNotReady`, for which it would have waited.
    expect(await problem(bench.open(randomUUID()))).toBe(paymentErrors.bookingNotFound.code);
    for (const id of [bookingId, randomUUID()]) {
      const ways = bench.service.call(paymentRpc.ways, { id }, { as: bench.learner });
      expect(await problem(ways)).toBe(paymentErrors.bookingNotFound.code);
    }
  });

  it.each([
    ['whose hold has ended', { holdExpiresAt: new Date(Date.now() - 1_000).toISOString() }],
    ['whose lesson has begun', { startsAt: new Date(Date.now() - 1_000).toISOString() }],
  ])('takes no money for a booking %s', async (_what, more) => {
    const { bookingId } = await bench.book(franc(5_000), more);
    expect(await problem(bench.open(bookingId))).toBe(paymentErrors.bookingOver.code);
    const ways = bench.service.call(paymentRpc.ways, { id: bookingId }, { as: bench.learner });
    expect(await problem(ways)).toBe(paymentErrors.bookingOver.code);
    expect(await paymentRow(bookingId)).toBeUndefined();
  });

  it('opens no payment for a booking that is over, in whatever order its events arrive', async () => {
    const booking = bench.booking();
    await bench.end('canceled', booking);
    await bench.announce(booking);
    await eventually(async () => {
      const [row] = await bench.rows(
        'SELECT * FROM booking_terms WHERE booking_id = $1',
        booking.bookingId,
      );
      expect(row).toMatchObject({ state: 'over', amount: '5000' });
    });
    expect(await problem(bench.open(booking.bookingId))).toBe(paymentErrors.bookingOver.code);
  });

  it('refuses other users, other roles, unknown psps and malformed input', async () => {
    const { bookingId } = await bench.book();
    const open = (input: object, as?: Awaited<ReturnType<typeof testActor>>) =>
      problem(
        bench.service.call(paymentRpc.createIntent, input as { bookingId: string }, {
          key: newId(),
          ...(as && { as }),
        }),
      );
    expect(await open({ bookingId })).toBe(platformErrors.unauthenticated.code);
    expect(await open({ bookingId }, await testActor('tutor'))).toBe(platformErrors.forbidden.code);
    const learner = bench.learner;
    expect(await open({ bookingId, psp: 'nobody' }, learner)).toBe(paymentErrors.unknownPsp.code);
    for (const bad of [
      {},
      { bookingId: 'x' },
      { bookingId, amount: 1 },
      { bookingId, psp: '../x' },
    ]) {
      expect(await open(bad, learner)).toBe(platformErrors.invalidInput.code);
    }
    expect(await paymentRow(bookingId)).toBeUndefined();
  });

  it('ends a payment that the psp refuses, and may try again', async () => {
    const { bookingId } = await bench.book();
    await bench.rows(openPaymentOf(5), newId(), bookingId, bench.learner.userId);
    const failed = await bench.service.events.next(
      paymentEvents.failed,
      (event) => event.bookingId === bookingId,
    );
    expect(failed.reason).toBe('amount_too_small');
    expect((await paymentRow(bookingId)).status).toBe('failed');
    expect((await bench.open(bookingId)).status).toBe('pending');
  });

  it.each([0, 327, 100_000_000])('opens no payment of %i francs by card', async (amount) => {
    const { bookingId } = await bench.book(franc(amount));
    expect(await problem(bench.open(bookingId))).toBe(paymentErrors.amountNotTaken.code);
    expect(await paymentRow(bookingId)).toBeUndefined();
  });

  it('refuses to take the money of a paid booking again', async () => {
    const { booking } = await bench.paid();
    expect(await problem(bench.open(booking.bookingId))).toBe(paymentErrors.alreadyPaid.code);
  });
});

describe('reading a payment', () => {
  it('shows it to its payer; to all others it is like a random id', async () => {
    const { id } = await bench.open((await bench.book()).bookingId);
    expect((await bench.get(id)).id).toBe(id);
    const stranger = await testActor('student');
    const read = (payment: string) =>
      problem(bench.service.call(paymentRpc.get, { id: payment }, { as: stranger }));
    expect(await read(id)).toBe(paymentErrors.notFound.code);
    expect(await read(newId())).toBe(paymentErrors.notFound.code);
  });
});

describe('my payments', () => {
  const list = (input: RpcArgs<typeof paymentRpc.list>, as = bench.learner) =>
    bench.service.call(paymentRpc.list, input, { as });

  it('of a booking are found again without their id, the newest first', async () => {
    const { bookingId } = await bench.book();
    expect(await list({ bookingId })).toEqual({ items: [], nextCursor: null });
    const { next: _, ...payment } = await bench.open(bookingId);
    await bench.open((await bench.book()).bookingId);
    expect(await list({ bookingId })).toEqual({ items: [payment], nextCursor: null });
    await bench.rows(`UPDATE payment SET status = 'canceled' WHERE id = $1`, payment.id);
    const second = await bench.open(bookingId);
    const { items } = await list({ bookingId });
    expect(items.map(({ id, status }) => [id, status])).toEqual([
      [second.id, 'pending'],
      [payment.id, 'canceled'],
    ]);
  });

  it('come page by page, each once', async () => {
    const { items: all } = await list({ limit: 100 });
    const shown: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await list({ limit: 2, ...(cursor && { cursor }) });
      shown.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(shown.length).toBeGreaterThan(2);
    expect(shown).toEqual(all.map(({ id }) => id));
  });

  it('are shown to nobody else, who sees a random booking just so', async () => {
    const { booking } = await bench.paid();
    const stranger = await testActor('parent');
    const provider = await testActor('tutor', { userId: booking.providerId });
    for (const as of [stranger, provider]) {
      for (const bookingId of [booking.bookingId, newId()]) {
        expect(await list({ bookingId }, as)).toEqual({ items: [], nextCursor: null });
      }
    }
  });

  it('refuse bad input, and whoever is not signed in', async () => {
    expect(await problem(list({ bookingId: '%' }))).toBe(platformErrors.invalidInput.code);
    expect(await problem(list({ cursor: 'WyJ4Il0' }))).toBe(platformErrors.invalidInput.code);
    expect(await problem(bench.service.call(paymentRpc.list, {}))).toBe(
      platformErrors.unauthenticated.code,
    );
  });
});

describe('a psp that does not answer', () => {
  it('leaves the payment unknown; the same key then gets it, and pays once', async () => {
    const booking = await bench.book();
    const key = newId();
    bench.stripe.answerLate();
    expect(await problem(bench.open(booking.bookingId, key))).toBe(
      paymentErrors.pspUnavailable.code,
    );
    const { id, status } = await paymentRow(booking.bookingId);
    expect(status).toBe('unknown');
    bench.stripe.heal();
    const payment = await eventually(() => bench.open(booking.bookingId, key));
    expect(payment.id).toBe(id);
    const ref = await bench.refOf(id);
    await bench.stripe.pay(ref);
    await eventually(async () => expect((await bench.get(id)).status).toBe('succeeded'));
    expect(await bench.stripe.moved('charge', ref)).toHaveLength(1);
  });

  it('succeeds with another key after an error that the psp stored under the first', async () => {
    const booking = await bench.book();
    const key = newId();
    bench.stripe.breakDown();
    expect(await problem(bench.open(booking.bookingId, key))).toBe(
      paymentErrors.pspUnavailable.code,
    );
    expect((await bench.open(booking.bookingId, key)).status).toBe('pending');
  });

  it('is asked again by the janitor, also for a request whose process crashed', async () => {
    const booking = await bench.book();
    const id = newId();
    await bench.rows(openPaymentOf(5_000), id, booking.bookingId, bench.learner.userId);
    await eventually(async () => expect((await bench.get(id)).status).toBe('pending'));
    expect((await bench.open(booking.bookingId)).id).toBe(id);
  });
});

describe('a payment that succeeds', () => {
  it('emits one event and is in the ledger', async () => {
    const { booking, payment } = await bench.paid();
    expect((await bench.get(payment.id)).status).toBe('succeeded');
    expect(bench.eventsOf(paymentEvents.succeeded, payment.id)).toMatchObject([
      { bookingId: booking.bookingId, amount: { amount: 5_000, currency: 'XOF' }, psp: 'stripe' },
    ]);
    expect(await bench.balance(payment.id, 'psp_clearing')).toBe(5_000);
    expect(await bench.balance(payment.id, 'learner')).toBe(-5_000);
  });

  it('is found without any webhook', async () => {
    bench.stripe.faults.change({ webhooks: { drop: { next: 100 } } });
    const { payment } = await bench.paid();
    expect((await bench.get(payment.id)).status).toBe('succeeded');
    expect(bench.eventsOf(paymentEvents.succeeded, payment.id)).toHaveLength(1);
  });

  it('may be declined first', async () => {
    const payment = await bench.open((await bench.book()).bookingId);
    const ref = await bench.refOf(payment.id);
    await bench.stripe.decline(ref);
    await bench.stripe.pay(ref);
    await eventually(async () => expect((await bench.get(payment.id)).status).toBe('succeeded'));
    expect(bench.eventsOf(paymentEvents.failed, payment.id)).toHaveLength(0);
  });

  it('does not succeed with another amount than was asked for', async () => {
    const payment = await bench.open((await bench.book()).bookingId);
    const ref = await bench.refOf(payment.id);
    await bench.stripe.post(`/v1/payment_intents/${ref}`, { amount: '400' });
    await bench.stripe.pay(ref);
    await eventually(async () => {
      const [row] = await bench.rows('SELECT * FROM payment WHERE id = $1', payment.id);
      expect(row).toMatchObject({ status: 'pending', failure_reason: 'amount_mismatch' });
    });
    expect(bench.eventsOf(paymentEvents.succeeded, payment.id)).toHaveLength(0);
    expect(await bench.balance(payment.id, 'learner')).toBe(0);
  });
});

describe('a booking that is over', () => {
  it.each(['expired', 'canceled'] as const)('%s: closes its open payment', async (how) => {
    const booking = await bench.book();
    const payment = await bench.open(booking.bookingId);
    const ref = await bench.refOf(payment.id);
    await bench.end(how, booking);
    await bench.service.events.next(paymentEvents.failed, (e) => e.paymentId === payment.id);
    expect((await bench.get(payment.id)).status).toBe('canceled');
    const intent = await bench.stripe.get<{ status: string }>(`/v1/payment_intents/${ref}`);
    expect(intent.status).toBe('canceled');
    expect(bench.eventsOf(paymentEvents.failed, payment.id)).toHaveLength(1);
  });

  it('closes a payment that was being opened when it ended', async () => {
    const booking = await bench.book();
    await bench.end('expired', booking);
    await eventually(async () =>
      expect(
        await bench.rows(
          'SELECT state FROM booking_terms WHERE booking_id = $1',
          booking.bookingId,
        ),
      ).toEqual([{ state: 'over' }]),
    );
    const id = newId();
    await bench.rows(openPaymentOf(5_000), id, booking.bookingId, bench.learner.userId);
    await eventually(async () => expect((await bench.get(id)).status).toBe('canceled'));
  });

  it('asks no more about a payment that was paid while it ended', async () => {
    const booking = await bench.book();
    const { id } = await bench.open(booking.bookingId);
    const ref = await bench.refOf(id);
    const paying = await bench.service.sql.connect();
    try {
      await paying.query('BEGIN');
      await paying.query('SELECT FROM payment WHERE id = $1 FOR UPDATE', [id]);
      await bench.end('expired', booking);
      await eventually(async () =>
        expect(
          await bench.rows(`SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'
            AND datname = current_database()`),
        ).not.toEqual([]),
      );
      await paying.query(
        `UPDATE payment SET status = 'succeeded', due_at = NULL, psp_ref = $2 WHERE id = $1`,
        [id, ref],
      );
      await paying.query('COMMIT');
    } finally {
      paying.release();
    }
    const isOver = `SELECT FROM booking_terms WHERE booking_id = $1 AND state = 'over'`;
    await eventually(async () =>
      expect(await bench.rows(isOver, booking.bookingId)).toHaveLength(1),
    );
    const due = `SELECT FROM payment WHERE id = $1 AND due_at IS NOT NULL`;
    expect(await bench.rows(due, id)).toEqual([]);
    // Nor once somebody has made it due.
    await bench.rows('UPDATE payment SET due_at = now() WHERE id = $1', id);
    await bench.stripe.pay(ref);
    await eventually(async () => expect(await bench.rows(due, id)).toEqual([]));
  });

  it('still takes the money that was paid meanwhile', async () => {
    bench.stripe.faults.change({ webhooks: { drop: { next: 100 } } });
    const booking = await bench.book();
    const payment = await bench.open(booking.bookingId);
    await bench.stripe.pay(await bench.refOf(payment.id));
    await bench.end('expired', booking);
    await bench.service.events.next(paymentEvents.succeeded, (e) => e.paymentId === payment.id);
    expect(bench.eventsOf(paymentEvents.failed, payment.id)).toHaveLength(0);
  });

  it('makes room for another payment when the intent was canceled at the psp', async () => {
    bench.stripe.faults.change({ webhooks: { drop: { next: 100 } } });
    const booking = await bench.book();
    const first = await bench.open(booking.bookingId);
    await bench.stripe.post(`/v1/payment_intents/${await bench.refOf(first.id)}/cancel`);
    const second = await bench.open(booking.bookingId);
    expect(second.id).not.toBe(first.id);
    expect(second.status).toBe('pending');
  });
});
