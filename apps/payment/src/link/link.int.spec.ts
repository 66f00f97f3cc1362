import { newId, type Problem } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { linkErrors, paymentErrors, paymentEvents, paymentRpc } from '@edu/contracts-payment';
import { bookingEvents } from '@edu/contracts-booking';
import { eventually, testActor } from '@edu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { franc, PaymentBench, type Announced } from '../payment.harness.ts';

let bench: PaymentBench;
beforeAll(async () => {
  bench = await PaymentBench.start();
});
afterAll(() => bench.stop());

const code = (type: { code: string }) => expect.objectContaining({ code: type.code });

const make = (bookingId: string, as = bench.learner) =>
  bench.service.call(paymentRpc.createLink, { bookingId }, { as });
const list = (bookingId: string, as = bench.learner) =>
  bench.service.call(paymentRpc.links, { bookingId }, { as });
const withdraw = (bookingId: string, id: string, as = bench.learner) =>
  bench.service.call(paymentRpc.withdrawLink, { bookingId, id }, { as });
/** By nobody who is known. */
const opens = (token: string) => bench.service.call(paymentRpc.openLink, { token });
const pays = (token: string, psp?: string) =>
  bench.service.call(paymentRpc.payLink, { token, ...(psp && { psp }) });

async function asked(more: Partial<Announced> = {}) {
  const booking = await bench.book(franc(5_000), more);
  return { booking, link: await make(booking.bookingId) };
}
const paymentsOf = (bookingId: string) =>
  bench.rows(
    `SELECT id, status, psp_ref, link_id, payer_id FROM payment WHERE booking_id = $1 ORDER BY id`,
    bookingId,
  );

describe('a link', () => {
  it('shows what is asked for, and of whom no more than the first name', async () => {
    const { booking, link } = await asked({ subject: 'maths' });
    // Without the name, where that takes too long to be had.
    const request = await eventually(async () => {
      const shown = await opens(link.token);
      if (!shown.lesson?.asker) throw new Error('the name is late');
      return shown;
    });
    expect(request).toEqual({
      state: 'payable',
      lesson: {
        asker: 'Koffi',
        subject: 'maths',
        startsAt: booking.startsAt,
        endsAt: booking.endsAt,
        price: franc(5_000),
        several: null,
      },
      payUntil: booking.holdExpiresAt,
      ways: [expect.objectContaining({ psp: 'stripe', kind: 'card' })],
      payment: null,
    });
    expect(link.expiresAt).toBe(booking.holdExpiresAt);
    for (const secret of ['Mensah', booking.learnerId, booking.providerId, booking.bookingId]) {
      expect(JSON.stringify(request)).not.toContain(secret);
    }
  });

  it('shows no name that is none, and waits for none', async () => {
    const { link } = await asked();
    bench.service.fake(authRpc.names, ({ userIds }) => ({
      items: userIds.map((userId) => ({ userId, displayName: '0701020304 appelez' })),
    }));
    expect((await opens(link.token)).lesson).toMatchObject({ asker: null });
    bench.service.fake(authRpc.names, () => Promise.reject(new Error('away')));
    expect((await opens(link.token)).lesson).toMatchObject({ asker: null });
    bench.service.fake(authRpc.names, ({ userIds }) => ({
      items: userIds.map((userId) => ({ userId, displayName: 'Koffi Mensah' })),
    }));
  });

  it('is kept as a hash', async () => {
    const { link } = await asked();
    const [row] = await bench.rows(
      'SELECT payment_link::text FROM payment_link WHERE id = $1',
      link.id,
    );
    expect(JSON.stringify(row)).not.toContain(link.token);
    const hex = Buffer.from(link.token, 'base64url').toString('hex');
    expect(JSON.stringify(row)).not.toContain(hex);
  });

  it('is one of three at most, however many are made at once', async () => {
    const { bookingId } = await bench.book();
    const made = await Promise.allSettled(Array.from({ length: 8 }, () => make(bookingId)));
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    for (const { status, ...rest } of made) {
      if (status === 'rejected')
        expect(rest).toMatchObject({ reason: code(linkErrors.tooManyLinks) });
    }
    const { items, most } = await list(bookingId);
    expect([items.length, most]).toEqual([3, 3]);
    await withdraw(bookingId, items[1]!.id);
    const again = await make(bookingId);
    expect((await list(bookingId)).items.map(({ id }) => id)).toEqual([
      ...[items[0]!.id, items[2]!.id],
      again.id,
    ]);
  });

  it('is made, seen and withdrawn by whoever pays for the booking, and nobody else', async () => {
    const { booking, link } = await asked();
    const { bookingId } = booking;
    const stranger = await testActor('student');
    const refused = (work: Promise<unknown>) =>
      expect(work).rejects.toThrow(code(paymentErrors.bookingNotFound));
    await refused(make(bookingId, stranger));
    await refused(list(bookingId, stranger));
    await refused(withdraw(bookingId, link.id, stranger));
    const other = await bench.book();
    await expect(withdraw(other.bookingId, link.id)).rejects.toThrow(code(linkErrors.linkNotFound));
    expect((await opens(link.token)).state).toBe('payable');
  });

  it('of a lesson of a child is for the parent to make', async () => {
    const parent = await testActor('parent');
    const { bookingId } = await bench.book(franc(4_000), { payerId: parent.userId });
    await expect(make(bookingId)).rejects.toThrow(code(paymentErrors.bookingNotFound));
    const { token } = await make(bookingId, parent);
    const { id } = await paid(token, bookingId);
    const [payment] = await paymentsOf(bookingId);
    expect(payment).toMatchObject({ id, payer_id: parent.userId });
  });

  it('leads nowhere once it is withdrawn, or was never made', async () => {
    const { booking, link } = await asked();
    await withdraw(booking.bookingId, link.id);
    for (const token of [link.token, 'x'.repeat(43)]) {
      await expect(opens(token)).rejects.toThrow(code(linkErrors.linkOver));
      await expect(pays(token)).rejects.toThrow(code(linkErrors.linkOver));
    }
    await expect(withdraw(booking.bookingId, link.id)).rejects.toThrow(
      code(linkErrors.linkNotFound),
    );
    const change = 'UPDATE payment_link SET withdrawn_at = NULL WHERE id = $1';
    await expect(bench.rows(change, link.id)).rejects.toMatchObject({ code: '23514' });
  });
});

/** Somebody opens the payment of a link and pays by card. */
async function paid(token: string, bookingId: string, card?: string) {
  const intent = await pays(token);
  expect(intent).toMatchObject({ status: 'pending', next: { kind: 'card' } });
  const row = (await paymentsOf(bookingId)).at(-1)!;
  await bench.stripe.pay(row['psp_ref'] as string, card);
  const id = row['id'] as string;
  await bench.service.events.next(paymentEvents.succeeded, (event) => event.paymentId === id);
  return { id };
}

describe('paying by a link', () => {
  it('goes the way of any payment: books, event, receipt, and says so to who asked', async () => {
    const { booking, link } = await asked();
    const { bookingId } = booking;
    const { id } = await paid(link.token, bookingId);
    expect(await paymentsOf(bookingId)).toMatchObject([
      { id, status: 'succeeded', link_id: link.id, payer_id: bench.learner.userId },
    ]);
    expect(await bench.balance(id, 'learner')).toBe(-5_000);
    expect(await bench.balance(id, 'psp_clearing')).toBe(5_000);
    expect(await bench.get(id)).toMatchObject({ status: 'succeeded', byLink: true });
    const receipt = await eventually(async () => {
      const { payment, ...request } = await opens(link.token);
      expect(request).toMatchObject({ state: 'paid', ways: [], payUntil: null });
      expect(payment).toMatchObject({ status: 'succeeded', amount: franc(5_000) });
      if (!payment?.receipt) throw new Error('not written yet');
      return payment.receipt;
    });
    const { items } = await bench.service.call(
      paymentRpc.documents,
      { paymentId: id },
      { as: bench.learner },
    );
    expect(items).toMatchObject([{ kind: 'receipt', number: receipt.number }]);
    const verified = await bench.service.call(paymentRpc.verifyDocument, { code: receipt.code });
    expect(verified).toMatchObject({ number: receipt.number, amount: franc(5_000) });
  });

  it('is done once: whoever comes later sees that it is paid, and nothing else', async () => {
    const { booking, link } = await asked();
    const second = await make(booking.bookingId);
    await paid(link.token, booking.bookingId);
    for (const token of [link.token, second.token]) {
      await expect(pays(token)).rejects.toThrow(code(paymentErrors.alreadyPaid));
    }
    expect(await opens(second.token)).toEqual({
      ...{ state: 'paid', lesson: null, payUntil: null, ways: [], payment: null },
    });
    await expect(bench.open(booking.bookingId)).rejects.toThrow(code(paymentErrors.alreadyPaid));
  });

  it('opens one payment, however many press at once', async () => {
    const { booking, link } = await asked();
    const presses = await Promise.allSettled(Array.from({ length: 12 }, () => pays(link.token)));
    const secrets = new Set<string>();
    for (const press of presses) {
      if (press.status === 'fulfilled') secrets.add(JSON.stringify(press.value.next));
      else expect((press.reason as Problem).status).toBe(503);
    }
    expect(secrets.size).toBe(1);
    expect(await paymentsOf(booking.bookingId)).toHaveLength(1);
  });

  it('and the payer of the booking never have two payments open', async () => {
    const { booking, link } = await asked();
    const own = await bench.open(booking.bookingId);
    expect(own.byLink).toBe(false);
    await pays(link.token);
    const [first, byLink] = await paymentsOf(booking.bookingId);
    expect([first, byLink]).toMatchObject([
      { id: own.id, status: 'canceled', link_id: null },
      { status: 'pending', link_id: link.id },
    ]);
    const anew = await bench.open(booking.bookingId);
    expect(await paymentsOf(booking.bookingId)).toMatchObject([
      { status: 'canceled' },
      { id: byLink!['id'], status: 'canceled' },
      { id: anew.id, status: 'pending', link_id: null },
    ]);
    expect((await opens(link.token)).payment).toMatchObject({ status: 'canceled' });
  });

  it('goes back to whoever paid, on the rail that it came by', async () => {
    const { booking, link } = await asked();
    const { id } = await paid(link.token, booking.bookingId);
    await bench.service.publish(bookingEvents.refundDue, {
      ...{ refundRequestId: newId(), bookingId: booking.bookingId, paymentId: id },
      ...{ amount: franc(2_000), reason: 'canceled' },
    });
    await bench.service.events.next(paymentEvents.refunded, (event) => event.paymentId === id);
    expect((await opens(link.token)).payment).toMatchObject({ refunded: franc(2_000) });
    const ref = await bench.refOf(id);
    const { data } = await bench.stripe.get<{ data: object[] }>(
      `/v1/refunds?payment_intent=${ref}`,
    );
    expect(data).toMatchObject([{ amount: 2_000, payment_intent: ref }]);
  });

  it('cannot be said of a payment afterwards', async () => {
    const { booking, link } = await asked();
    await bench.open(booking.bookingId);
    const [own] = await paymentsOf(booking.bookingId);
    await expect(
      bench.rows('UPDATE payment SET link_id = $2 WHERE id = $1', own!['id'], link.id),
    ).rejects.toMatchObject({ code: '23514' });
  });

  it('that is withdrawn meanwhile closes what was begun', async () => {
    const { booking, link } = await asked();
    await pays(link.token);
    const [payment] = await paymentsOf(booking.bookingId);
    await withdraw(booking.bookingId, link.id);
    await bench.service.events.next(
      paymentEvents.failed,
      (event) => event.paymentId === payment!['id'],
    );
    await expect(opens(link.token)).rejects.toThrow(code(linkErrors.linkOver));
    const ref = await bench.refOf(payment!['id'] as string);
    const intent = await bench.stripe.get<object>(`/v1/payment_intents/${ref}`);
    expect(intent).toMatchObject({ status: 'canceled' });
  });

  it.each([
    ['expired', paymentErrors.bookingOver],
    ['canceled', paymentErrors.bookingOver],
  ] as const)('ends with its lesson: %s', async (how, problem) => {
    const { booking, link } = await asked();
    await bench.end(how, booking);
    await eventually(async () => {
      expect(await opens(link.token)).toEqual({
        ...{ state: how, lesson: null, payUntil: null, ways: [], payment: null },
      });
    });
    await expect(pays(link.token)).rejects.toThrow(code(problem));
    expect((await list(booking.bookingId)).items).toEqual([]);
    await expect(make(booking.bookingId)).rejects.toThrow(code(problem));
  });

  it('is over with the hold', async () => {
    const { booking, link } = await asked({
      holdExpiresAt: new Date(Date.now() + 1_500).toISOString(),
    });
    await eventually(async () => expect((await opens(link.token)).state).toBe('expired'));
    await expect(pays(link.token)).rejects.toThrow(code(paymentErrors.bookingOver));
    expect(await paymentsOf(booking.bookingId)).toEqual([]);
  });

  it('pays for its own lesson only: the database refuses another', async () => {
    const { link } = await asked();
    const other = await bench.book();
    const insert = `WITH made AS (
        INSERT INTO payment (id, booking_id, payer_id, psp, amount, currency, link_id)
        VALUES ($1, $2, $3, 'stripe', 5000, 'XOF', $4) RETURNING *)
      INSERT INTO payment_part (payment_id, booking_id, amount)
      SELECT id, booking_id, amount FROM made`;
    const values = [newId(), other.bookingId, bench.learner.userId, link.id];
    await expect(bench.rows(insert, ...values)).rejects.toMatchObject({ code: '23503' });
  });
});
