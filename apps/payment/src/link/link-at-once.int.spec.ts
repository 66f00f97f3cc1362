import { newId, type Money } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import {
  linkErrors,
  paymentErrors,
  paymentEvents,
  paymentRpc,
  quoteErrors,
} from '@edu/contracts-payment';
import { profileRpc } from '@edu/contracts-profile';
import { eventually, testActor } from '@edu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { franc, PaymentBench, type Announced } from '../payment.harness.ts';

/** One link for several lessons, which somebody without an account pays at once. */
let bench: PaymentBench;
beforeAll(async () => {
  bench = await PaymentBench.start({ replicas: 2 });
});
afterAll(() => bench.stop());

const HOUR_MS = 3_600_000;
const code = (type: { code: string }) => expect.objectContaining({ code: type.code });
const providerId = newId();

/** Lessons a week apart, the first in a day. */
const lessonsOf = (prices: readonly Money[], more: Partial<Announced> = {}): Promise<Announced[]> =>
  Promise.all(
    prices.map((price, week) => {
      const at = (hours: number) =>
        new Date(Date.now() + (24 + 168 * week + hours) * HOUR_MS).toISOString();
      const times = { startsAt: at(0), endsAt: at(1) };
      return bench.book(price, { providerId, subject: 'maths', ...times, ...more });
    }),
  );

const idsOf = ([first, ...others]: readonly Announced[]) => ({
  bookingId: first!.bookingId,
  others: others.map(({ bookingId }) => bookingId),
});
const make = (lessons: readonly Announced[], as = bench.learner) =>
  bench.service.call(paymentRpc.createLink, idsOf(lessons), { as });
const list = async ({ bookingId }: Announced) =>
  (await bench.service.call(paymentRpc.links, { bookingId }, { as: bench.learner })).items;
const withdraw = ({ bookingId }: Announced, id: string) =>
  bench.service.call(paymentRpc.withdrawLink, { bookingId, id }, { as: bench.learner });
/** By nobody who is known. */
const opens = (token: string) => bench.service.call(paymentRpc.openLink, { token });
const pays = (token: string, quoteId?: string) =>
  bench.service.call(paymentRpc.payLink, { token, ...(quoteId && { quoteId }) });
const quotes = (token: string) =>
  bench.service.call(paymentRpc.linkQuote, { token, currency: 'EUR' });
const asksWallet = (token: string) =>
  bench.service.call(paymentRpc.linkWallet, { token, phone: '+2250700000001' });

async function asked(...prices: Money[]) {
  const lessons = await lessonsOf(prices);
  const { id, token } = await make(lessons);
  return { lessons, first: lessons[0]!, id, token };
}
const paymentsOf = (lessons: readonly Announced[]) =>
  bench.rows(
    `SELECT id, status, link_id, payer_id, psp_ref, amount::int FROM payment
     WHERE booking_id = ANY($1) ORDER BY id`,
    lessons.map(({ bookingId }) => bookingId),
  );
const nothing = { lesson: null, payUntil: null, ways: [], payment: null };

/** Somebody opens the payment of a link and pays by card. */
async function paid(token: string, lessons: readonly Announced[], quoteId?: string) {
  expect(await pays(token, quoteId)).toMatchObject({ status: 'pending', next: { kind: 'card' } });
  const row = (await paymentsOf(lessons)).at(-1)!;
  await bench.stripe.pay(row['psp_ref'] as string);
  const id = row['id'] as string;
  return bench.service.events.next(paymentEvents.succeeded, (event) => event.paymentId === id);
}
/** Of a lesson alone, by its payer. */
async function paidAlone({ bookingId }: Announced) {
  const { id } = await bench.open(bookingId);
  await bench.stripe.pay(await bench.refOf(id));
  await bench.service.events.next(paymentEvents.succeeded, (event) => event.paymentId === id);
}
/** Whatever is tried with the link. */
async function leadsNowhere(token: string, problem: { readonly code: string }) {
  for (const tries of [pays, quotes, asksWallet]) {
    await expect(tries(token)).rejects.toThrow(code(problem));
  }
}

describe('a link of several lessons', () => {
  it('shows who teaches, how many they are, the first and the last, and what they cost', async () => {
    // In whatever order they were named.
    const lessons = (await lessonsOf([franc(5_000), franc(4_000), franc(3_000)])).toReversed();
    const [last, , first] = lessons as [Announced, Announced, Announced];
    const link = await make(lessons);
    expect(link).toMatchObject({ lessons: 3, isPayable: true });
    // Without the names, where that takes too long.
    const request = await eventually(async () => {
      const shown = await opens(link.token);
      if (!shown.lesson?.asker || !shown.lesson.several?.teacher) throw new Error('late names');
      return shown;
    });
    expect(request).toMatchObject({
      state: 'payable',
      lesson: {
        ...{ asker: 'Koffi', subject: 'maths', price: franc(12_000) },
        ...{ startsAt: first.startsAt, endsAt: first.endsAt },
        several: { count: 3, lastStartsAt: last.startsAt, teacher: 'Awa' },
      },
      ways: [{ psp: 'stripe', kind: 'card', currencies: ['EUR'] }],
      payment: null,
    });
    const ids = lessons.flatMap((one) => [one.bookingId, one.providerId, one.learnerId]);
    for (const secret of ['Mensah', 'Koné', ...ids]) {
      expect(JSON.stringify(request)).not.toContain(secret);
    }
  });

  it('lasts as long as all of them are held', async () => {
    const soon = new Date(Date.now() + 5 * 60_000).toISOString();
    const [held] = await lessonsOf([franc(5_000)], { holdExpiresAt: soon });
    const [longer] = await lessonsOf([franc(5_000)]);
    const { token, expiresAt } = await make([longer!, held!]);
    expect([expiresAt, (await opens(token)).payUntil]).toEqual([soon, soon]);
  });

  it('names no subject and no teacher where they differ, and none that cannot be had', async () => {
    const [maths] = await lessonsOf([franc(5_000)]);
    const [other] = await lessonsOf([franc(5_000)], { subject: 'physics', providerId: newId() });
    const { token } = await make([maths!, other!]);
    const { lesson } = await opens(token);
    expect(lesson).toMatchObject({ subject: null, several: { count: 2, teacher: null } });
    bench.service.fake(profileRpc.names, () => Promise.reject(new Error('away')));
    const { token: second } = await asked(franc(5_000), franc(5_000));
    expect((await opens(second)).lesson).toMatchObject({ several: { teacher: null } });
    bench.service.fake(profileRpc.names, ({ providerIds }) => ({
      items: providerIds.map((id) => ({ providerId: id, displayName: 'Awa Koné' })),
    }));
  });

  it('is for whoever owes all of them, in one currency', async () => {
    const [mine, euro] = await lessonsOf([franc(5_000), { amount: 2_500, currency: 'EUR' }]);
    const stranger = await testActor('student');
    const [theirs] = await lessonsOf([franc(5_000)], { learnerId: stranger.userId });
    for (const [lessons, as] of [
      [[mine!, theirs!], bench.learner],
      [[mine!, theirs!], stranger],
      [[theirs!, mine!], stranger],
    ] as const) {
      await expect(make(lessons, as)).rejects.toThrow(code(paymentErrors.bookingNotFound));
    }
    await expect(make([mine!, euro!])).rejects.toThrow(code(paymentErrors.notTogether));
    expect(await list(mine!)).toEqual([]);
  });
});

describe('paying it', () => {
  it('is one payment in parts, that of whoever owes it, and is done once', async () => {
    const { lessons, token, id: linkId } = await asked(franc(5_000), franc(4_000), franc(3_000));
    const second = await make(lessons);
    const event = await paid(token, lessons);
    expect(event.amount).toEqual(franc(12_000));
    expect(new Set(event.parts)).toEqual(
      new Set(lessons.map(({ bookingId, price: amount }) => ({ bookingId, amount }))),
    );
    const payerId = bench.learner.userId;
    expect(await paymentsOf(lessons)).toMatchObject([
      { status: 'succeeded', link_id: linkId, payer_id: payerId, amount: 12_000 },
    ]);
    expect(await bench.balance(event.paymentId, 'learner')).toBe(-12_000);
    expect(await bench.get(event.paymentId)).toMatchObject({ byLink: true, parts: { length: 3 } });
    // Whoever paid sees what for, whoever comes later that it is paid.
    await eventually(async () => {
      const { payment, ...request } = await opens(token);
      expect(request).toMatchObject({
        ...{ state: 'paid', ways: [], payUntil: null },
        lesson: { price: franc(12_000), several: { count: 3 } },
      });
      expect(payment).toMatchObject({ status: 'succeeded', amount: franc(12_000) });
      expect(payment?.receipt?.number).toMatch(/^EDU-/);
    });
    expect(await opens(second.token)).toEqual({ state: 'paid', ...nothing });
    for (const one of [token, second.token]) await leadsNowhere(one, paymentErrors.alreadyPaid);
    for (const { bookingId } of lessons) {
      await expect(bench.open(bookingId)).rejects.toThrow(code(paymentErrors.alreadyPaid));
    }
    expect(await paymentsOf(lessons)).toHaveLength(1);
  });

  it('goes in other money by a quote for all of them', async () => {
    const { lessons, token } = await asked(franc(5_000), franc(4_000));
    const quote = await quotes(token);
    expect(quote).toMatchObject({ price: franc(9_000), charged: { amount: 1_373 } });
    const { token: alone } = await make([lessons[0]!]);
    await expect(pays(alone, quote.id)).rejects.toThrow(code(quoteErrors.quoteExpired));
    const { paymentId } = await paid(token, lessons, quote.id);
    expect(await bench.get(paymentId)).toMatchObject({
      ...{ amount: franc(9_000), charged: { amount: 1_373, currency: 'EUR' } },
    });
  });

  it('gives one lesson back to whoever paid, on the rail that it came by', async () => {
    const { lessons, token } = await asked(franc(5_000), franc(4_000));
    const { paymentId } = await paid(token, lessons);
    const [{ bookingId }, calledOff] = lessons as [Announced, Announced];
    await bench.end('canceled', calledOff);
    await bench.service.publish(bookingEvents.refundDue, {
      ...{ refundRequestId: newId(), bookingId: calledOff.bookingId, paymentId },
      ...{ amount: franc(4_000), reason: 'canceled' },
    });
    await bench.service.events.next(paymentEvents.refunded, (e) => e.paymentId === paymentId);
    const ref = await bench.refOf(paymentId);
    const back = await bench.stripe.get<{ data: object[] }>(`/v1/refunds?payment_intent=${ref}`);
    expect(back.data).toMatchObject([{ amount: 4_000 }]);
    await eventually(async () =>
      expect(await opens(token)).toMatchObject({
        ...{ state: 'paid', lesson: { several: { count: 2 } } },
        payment: { status: 'succeeded', refunded: franc(4_000) },
      }),
    );
    const { parts } = await bench.get(paymentId);
    expect(parts.find((part) => part.bookingId === bookingId)).toMatchObject({
      refunded: franc(0),
    });
  });

  it('and the payer never have two payments of a lesson open', async () => {
    const { lessons, token, id: linkId } = await asked(franc(5_000), franc(4_000));
    const own = await bench.open(lessons[1]!.bookingId);
    await pays(token);
    const anew = await bench.open(lessons[1]!.bookingId);
    expect(await paymentsOf(lessons)).toMatchObject([
      { id: own.id, status: 'canceled', link_id: null },
      { status: 'canceled', link_id: linkId },
      { id: anew.id, status: 'pending', link_id: null },
    ]);
    await pays(token);
    expect(await paymentsOf(lessons)).toMatchObject([
      {},
      {},
      { status: 'canceled' },
      { link_id: linkId, status: 'pending' },
    ]);
  });

  it('by two links at once leaves one payment, which is for all of them', async () => {
    const { lessons, token } = await asked(franc(5_000), franc(4_000), franc(3_000));
    const { token: other } = await make(lessons.toReversed());
    await Promise.allSettled(Array.from({ length: 12 }, (_, n) => pays(n % 2 ? token : other)));
    await eventually(() => pays(token));
    const open = (await paymentsOf(lessons)).filter(({ status }) => status === 'pending');
    expect(open).toMatchObject([{ amount: 12_000 }]);
    await bench.stripe.pay(open[0]!['psp_ref'] as string);
    await eventually(() => expect(pays(other)).rejects.toThrow(code(paymentErrors.alreadyPaid)));
    const all = await paymentsOf(lessons);
    expect(all.filter(({ status }) => status === 'succeeded')).toHaveLength(1);
  });
});

describe('it asks for nothing any more', () => {
  it('once one of them is paid alone, and makes room for a link of what is left', async () => {
    const { lessons, first, token, id } = await asked(franc(5_000), franc(4_000), franc(3_000));
    await paidAlone(lessons[2]!);
    expect(await opens(token)).toEqual({ state: 'changed', ...nothing });
    await leadsNowhere(token, linkErrors.linkChanged);
    expect(await list(first)).toMatchObject([{ id, lessons: 3, isPayable: false }]);
    await withdraw(first, id);
    const left = await make(lessons.slice(0, 2));
    expect(await list(first)).toMatchObject([{ id: left.id, lessons: 2, isPayable: true }]);
    expect((await opens(left.token)).lesson).toMatchObject({ price: franc(9_000) });
  });

  it('once one of them is called off, and closes what was begun with it', async () => {
    const { lessons, token } = await asked(franc(5_000), franc(4_000));
    await pays(token);
    await bench.end('canceled', lessons[1]!);
    await eventually(async () => {
      expect(await opens(token)).toMatchObject({
        ...{ state: 'changed', lesson: null, ways: [] },
        payment: { status: 'canceled' },
      });
    });
    await leadsNowhere(token, linkErrors.linkChanged);
  });

  it.each(['expired', 'canceled'] as const)('once all of them are over: %s', async (how) => {
    const { lessons, token } = await asked(franc(5_000), franc(4_000));
    for (const lesson of lessons) await bench.end(how, lesson);
    await eventually(async () => expect(await opens(token)).toEqual({ state: how, ...nothing }));
    await leadsNowhere(token, paymentErrors.bookingOver);
    await expect(make(lessons)).rejects.toThrow(code(paymentErrors.bookingOver));
  });

  it('once their holds are over, of which nobody has said anything', async () => {
    const holdExpiresAt = new Date(Date.now() + 2_000).toISOString();
    const lessons = await lessonsOf([franc(5_000), franc(4_000)], { holdExpiresAt });
    const { token } = await make(lessons);
    await eventually(async () =>
      expect(await opens(token)).toEqual({ state: 'expired', ...nothing }),
    );
    await leadsNowhere(token, paymentErrors.bookingOver);
    expect(await paymentsOf(lessons)).toEqual([]);
  });

  it('once it is withdrawn, which closes what was begun with it', async () => {
    const { lessons, first, token, id } = await asked(franc(5_000), franc(4_000));
    await pays(token);
    await withdraw(first, id);
    await eventually(async () =>
      expect(await paymentsOf(lessons)).toMatchObject([{ status: 'canceled' }]),
    );
    await expect(opens(token)).rejects.toThrow(code(linkErrors.linkOver));
    await leadsNowhere(token, linkErrors.linkOver);
  });
});

describe('the database', () => {
  const insert = (bookings: readonly string[], linkId: string) =>
    bench.rows(
      `WITH made AS (
         INSERT INTO payment (id, booking_id, payer_id, psp, amount, currency, link_id)
         VALUES ($1, $2, $3, 'stripe', $4, 'XOF', $5) RETURNING id)
       INSERT INTO payment_part (payment_id, booking_id, amount)
       SELECT made.id, booking_id, 5000 FROM made, unnest($6::uuid[]) AS booking_id`,
      ...[newId(), bookings[0], bench.learner.userId, 5_000 * bookings.length, linkId, bookings],
    );

  it('takes a payment by a link for all of its lessons and for no others', async () => {
    const { lessons, id } = await asked(franc(5_000), franc(5_000));
    const [first, second] = lessons.map(({ bookingId }) => bookingId) as [string, string];
    for (const wrong of [[first], [first, newId()], [first, second, newId()]]) {
      await expect(insert(wrong, id)).rejects.toMatchObject({ code: '23514' });
    }
    await expect(insert([second, first], id)).rejects.toMatchObject({ code: '23503' });
    await insert([first, second], id);
  });

  it('lets nobody change what a link is for', async () => {
    const { id, first } = await asked(franc(5_000), franc(5_000));
    for (const others of [[], [newId()], [first.bookingId]]) {
      await expect(
        bench.rows('UPDATE payment_link SET others = $2 WHERE id = $1', id, others),
      ).rejects.toMatchObject({ code: '23514' });
    }
  });
});
