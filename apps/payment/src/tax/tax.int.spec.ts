import { newId, platformErrors } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { bookingEvents } from '@edu/contracts-booking';
import { paymentRpc } from '@edu/contracts-payment';
import { eventually, testActor, type TestActor } from '@edu/testing';
import type { PoolClient } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { franc, PaymentBench } from '../payment.harness.ts';

const DAY_MS = 86_400_000;
const MONTH = () => new Date().toISOString().slice(0, 7);

let bench: PaymentBench;
/** Without the rule that a tax is of the future, nor that a number is somebody's. */
let past: PoolClient;
let tutor: TestActor;
beforeAll(async () => {
  bench = await PaymentBench.start();
  past = await bench.service.sql.connect();
  await past.query('SET session_replication_role = replica');
});
afterAll(async () => {
  past?.release(true);
  await bench?.stop();
});
beforeEach(async () => {
  await past.query('DELETE FROM tax_rule');
  tutor = await testActor('tutor');
});

const at = (days: number) => new Date(Date.now() + days * DAY_MS);
const RULE = `INSERT INTO tax_rule
  (country, kind, base, bps, account, valid_from, valid_until, reason)
  VALUES ($1, $2, $3, $4, $5, $6, $7, 'test')`;
const VAT = ['vat', 'commission', 1_800, 'vat_payable'] as const;
const LESSON_VAT = ['lesson_vat', 'price', 1_800, 'vat_payable'] as const;
const WITHHOLDING = ['withholding', 'earning', 750, 'tax_withheld'] as const;
/** From and until in days from now; without an end it holds until further notice. */
const rule = (
  country: string,
  what: typeof VAT | typeof WITHHOLDING | typeof LESSON_VAT,
  from: number,
  until: number | null = null,
  by: Pick<PoolClient, 'query'> = past,
) => by.query(RULE, [country, ...what, at(from), until === null ? null : at(until)]);

/** The tutor has given a number of that country. */
const isPaidIn = (country: string) =>
  past.query(
    `INSERT INTO payout_account (id, provider_id, currency, psp, phone, country, operator,
       name_check, payable_from, changed_at, holder_name)
     VALUES ($1, $2, 'XOF', 'pawapay', '+2250701020304', $3, 'Orange', 'not_offered', now(), now(), 'Awa Koné')`,
    [newId(), tutor.userId, country],
  );

/** A lesson of 5 000 francs that is paid. */
async function paid() {
  const booking = await bench.book(franc(5_000), { providerId: tutor.userId });
  const payment = await eventually(() => bench.open(booking.bookingId));
  await bench.stripe.pay(await bench.refOf(payment.id));
  await eventually(async () => expect((await bench.get(payment.id)).status).toBe('succeeded'));
  return { ...booking, paymentId: payment.id };
}

type Paid = Awaited<ReturnType<typeof paid>>;

/** It was given, and the provider is not credited yet. */
async function give(
  { bookingId, learnerId, providerId, paymentId }: Paid,
  atCostOf: 'learner' | 'platform' = 'learner',
): Promise<string> {
  await bench.service.publish(bookingEvents.payable, {
    ...{ bookingId, learnerId, providerId, version: 3, paymentId },
    ...{ amount: franc(5_000), atCostOf, at: new Date().toISOString() },
  });
  return bookingId;
}

const given = async (atCostOf?: 'learner' | 'platform') => give(await paid(), atCostOf);

/** What a document says of the VAT of its only lesson. */
const vatOn = ({ paymentId }: Paid, kind = 'receipt') =>
  eventually(async () => {
    const [row] = await bench.rows(
      `SELECT facts #> '{lessons,0,vat}' AS vat FROM document
       WHERE payment_id = $1 AND kind = $2 AND issued_at IS NOT NULL`,
      ...[paymentId, kind],
    );
    return row!['vat'];
  });

const books = async (bookingId: string) => {
  const rows = await bench.rows(
    `SELECT account, owner, amount::int FROM ledger_entry JOIN ledger_transaction AS t
       ON t.id = transaction_id
     WHERE source_id = $1 AND account <> 'learner' ORDER BY account`,
    bookingId,
  );
  return rows.map(({ account, owner, amount }) => [account, owner, amount]);
};
const booked = (bookingId: string) =>
  eventually(async () => {
    const rows = await books(bookingId);
    expect(rows.length).toBeGreaterThan(0);
    return rows;
  });
const statement = async () => {
  const input = { month: MONTH(), as: 'provider' as const };
  const { accounts } = await bench.service.call(paymentRpc.statement, input, { as: tutor });
  return accounts[0]!.lines;
};

it('is taken of the provider’s share, by the rules of the country of their number, line by line', async () => {
  await rule('CI', VAT, -10);
  await rule('CI', WITHHOLDING, -10);
  await rule('SN', VAT, -10);
  await isPaidIn('CI');
  const bookingId = await given();
  expect(await booked(bookingId)).toEqual([
    ['platform_revenue', 'platform', -750],
    ['provider_payable', tutor.userId, -3_796],
    ['tax_withheld', 'tax-ci', -319],
    ['vat_payable', 'tax-ci', -135],
  ]);
  expect(await statement()).toMatchObject([
    { kind: 'earning', in: franc(3_796), paid: franc(5_000), commission: franc(750) },
  ]);
  expect(await statement()).toMatchObject([{ vat: franc(135), withheld: franc(319) }]);
  const { items } = await bench.service.call(paymentRpc.earnings, {}, { as: tutor });
  expect(items).toMatchObject([
    { paid: franc(5_000), commission: franc(750), taxes: franc(454), amount: franc(3_796) },
  ]);
  const file = await bench.service.call(
    paymentRpc.statementFile,
    { month: MONTH(), as: 'provider' },
    { as: tutor, locale: 'en' },
  );
  expect(file.pdf).not.toBeNull();
});

it('is of what the platform pays as well, where it called the lesson off', async () => {
  await rule('CI', VAT, -10);
  await rule('CI', WITHHOLDING, -10);
  await isPaidIn('CI');
  const bookingId = await given('platform');
  expect(await booked(bookingId)).toEqual([
    ['platform_costs', 'platform', 4_250],
    ['provider_payable', tutor.userId, -3_931],
    ['tax_withheld', 'tax-ci', -319],
  ]);
});

it('is none where no rule holds: of another country, of later, of before', async () => {
  await rule('SN', VAT, -10);
  await rule('CI', VAT, -10, -5);
  await rule('CI', WITHHOLDING, 5);
  await isPaidIn('CI');
  const bookingId = await given();
  expect(await booked(bookingId)).toEqual([
    ['platform_revenue', 'platform', -750],
    ['provider_payable', tutor.userId, -4_250],
  ]);
  expect(await statement()).toMatchObject([{ vat: null, withheld: null }]);
});

it('without any rule nobody has to have given a number', async () => {
  const bookingId = await given();
  expect(await booked(bookingId)).toEqual([
    ['platform_revenue', 'platform', -750],
    ['provider_payable', tutor.userId, -4_250],
  ]);
});

it('waits for the number where rules hold, since it says which country', async () => {
  await rule('CI', VAT, -10);
  const bookingId = await given();
  await eventually(async () => {
    const find = 'SELECT FROM earning WHERE booking_id = $1 AND attempts > 0';
    expect(await bench.rows(find, bookingId)).toHaveLength(1);
  });
  expect(await books(bookingId)).toEqual([]);
  await isPaidIn('SN');
  await past.query('UPDATE earning SET due_at = now() WHERE booking_id = $1', [bookingId]);
  expect(await booked(bookingId)).toEqual([
    ['platform_revenue', 'platform', -750],
    ['provider_payable', tutor.userId, -4_250],
  ]);
});

describe('VAT that a price includes', () => {
  it('is what the receipt says, whatever holds by the time of the lesson, and goes back in its part', async () => {
    await rule('CI', LESSON_VAT, -10);
    await rule('SN', LESSON_VAT, -10);
    await isPaidIn('CI');
    const lesson = await paid();
    const included = { country: 'CI', bps: 1_800, exemption: null };
    expect(await vatOn(lesson)).toEqual({ ...included, amount: franc(763) });
    await past.query('DELETE FROM tax_rule');
    const { bookingId, paymentId } = lesson;
    await bench.service.publish(bookingEvents.refundDue, {
      ...{ refundRequestId: newId(), bookingId, paymentId },
      ...{ amount: franc(1_000), reason: 'canceled' },
    });
    expect(await vatOn(lesson, 'credit_note')).toEqual({ ...included, amount: franc(153) });
    await give(lesson);
    // 4 000 are left, less 600 and 610
    expect(await booked(bookingId)).toEqual([
      ['platform_revenue', 'platform', -600],
      ['provider_payable', tutor.userId, -2_790],
      ['vat_payable', 'tax-ci', -610],
    ]);
    expect(await statement()).toContainEqual(
      expect.objectContaining({ kind: 'earning', vat: franc(610), withheld: null }),
    );
  });

  it('goes back with what goes back after the earning, as the credit note says, and no more of it', async () => {
    await rule('CI', LESSON_VAT, -10);
    await rule('CI', VAT, -10);
    await isPaidIn('CI');
    const lesson = await paid();
    await vatOn(lesson);
    const { bookingId, paymentId } = lesson;
    // 763 of the price, and 135 of the commission, which stays.
    expect(await booked(await give(lesson))).toContainEqual(['vat_payable', 'tax-ci', -763]);
    const refunded = async (amount: number) => {
      const refundRequestId = newId();
      await bench.service.publish(bookingEvents.refundDue, {
        ...{ refundRequestId, bookingId, paymentId, amount: franc(amount), reason: 'disputed' },
      });
      return eventually(async () => {
        const [refund] = await bench.rows(
          `SELECT id FROM refund WHERE request_id = $1 AND status = 'succeeded'`,
          refundRequestId,
        );
        return books(refund!['id'] as string);
      });
    };
    expect(await refunded(1_000)).toEqual([
      ['psp_clearing', 'stripe', -1_000],
      ['refunds', 'platform', 847],
      ['vat_payable', 'tax-ci', 153],
    ]);
    expect(await vatOn(lesson, 'credit_note')).toMatchObject({ amount: franc(153) });
    expect(await refunded(4_000)).toEqual([
      ['psp_clearing', 'stripe', -4_000],
      ['refunds', 'platform', 3_390],
      ['vat_payable', 'tax-ci', 610],
    ]);
    const input = { month: MONTH(), as: 'payer' as const };
    const { accounts } = await bench.service.call(paymentRpc.statement, input, {
      as: bench.learner,
    });
    const lines = accounts[0]!.lines.filter((line) => line.bookingId === bookingId);
    expect(lines.slice(-2)).toMatchObject([
      { kind: 'refund_by_platform', in: franc(1_000), out: franc(1_000) },
      { kind: 'refund_by_platform', in: franc(4_000), out: franc(4_000) },
    ]);
  });

  it('is none where there is an exemption, or no rule, and the receipt says which', async () => {
    const none = { bps: 0, amount: franc(0) };
    expect(await vatOn(await paid())).toEqual({ ...none, country: null, exemption: 'no_rule' });
    await isPaidIn('CI');
    expect(await vatOn(await paid())).toEqual({ ...none, country: 'CI', exemption: 'no_rule' });
    await past.query(
      `INSERT INTO tax_rule (country, kind, base, bps, exemption, account, valid_from, reason)
       VALUES ('CI', 'lesson_vat', 'price', 0, 'education', 'vat_payable', now() - interval '1 day', 'test')`,
    );
    const lesson = await paid();
    expect(await vatOn(lesson)).toEqual({ ...none, country: 'CI', exemption: 'education' });
    expect(await booked(await give(lesson))).toEqual([
      ['platform_revenue', 'platform', -750],
      ['provider_payable', tutor.userId, -4_250],
    ]);
  });

  it('is not booked before the receipt says it', async () => {
    let isDown = true;
    bench.service.fake(authRpc.names, ({ userIds }) => {
      if (isDown) throw platformErrors.unavailable();
      return { items: userIds.map((userId) => ({ userId, displayName: 'Koffi Mensah' })) };
    });
    await bench.service.nats.connection.flush();
    await rule('CI', LESSON_VAT, -10);
    await isPaidIn('CI');
    const lesson = await paid();
    const bookingId = await give(lesson);
    await eventually(async () => {
      const find = 'SELECT FROM earning WHERE booking_id = $1 AND attempts > 0';
      expect(await bench.rows(find, bookingId)).toHaveLength(1);
    });
    expect(await books(bookingId)).toEqual([]);
    isDown = false;
    await past.query('UPDATE document SET due_at = now() WHERE issued_at IS NULL');
    await vatOn(lesson);
    await past.query('UPDATE earning SET due_at = now() WHERE booking_id = $1', [bookingId]);
    expect(await booked(bookingId)).toEqual([
      ['platform_revenue', 'platform', -750],
      ['provider_payable', tutor.userId, -3_487],
      ['vat_payable', 'tax-ci', -763],
    ]);
  });

  it('is included in a price, or is none for a reason', async () => {
    const refused = (values: string) =>
      expect(
        past.query(
          `INSERT INTO tax_rule (country, kind, base, bps, exemption, account, valid_from, reason)
           VALUES ('CI', ${values}, now(), 'test')`,
        ),
      ).rejects.toMatchObject({ code: '23514' });
    await refused(`'lesson_vat', 'price', 0, NULL, 'vat_payable'`);
    await refused(`'lesson_vat', 'price', 1800, 'education', 'vat_payable'`);
    await refused(`'lesson_vat', 'price', 0, 'moon', 'vat_payable'`);
    await refused(`'lesson_vat', 'commission', 1800, NULL, 'vat_payable'`);
    await refused(`'lesson_vat', 'price', 1800, NULL, 'tax_withheld'`);
    await refused(`'vat', 'price', 1800, NULL, 'vat_payable'`);
    await refused(`'vat', 'commission', 0, 'education', 'vat_payable'`);
  });
});

it('is one rate of each kind and country at a time', async () => {
  await rule('CI', VAT, 1, 5);
  await rule('CI', WITHHOLDING, 1);
  await rule('SN', VAT, 1);
  await rule('CI', VAT, 5);
  await expect(rule('CI', VAT, 4, 6)).rejects.toMatchObject({ code: '23P01' });
  await expect(rule('SN', VAT, 100)).rejects.toMatchObject({ code: '23P01' });
});

it('is for lessons to come, and is not changed once it holds', async () => {
  const owner = bench.service.sql;
  const refused = (sql: string, values: unknown[] = []) =>
    expect(owner.query(sql, values)).rejects.toMatchObject({ code: '23514' });
  await expect(rule('CI', VAT, -1, null, owner)).rejects.toMatchObject({ code: '23514' });
  await expect(rule('Ci', VAT, 1, null, owner)).rejects.toMatchObject({ code: '23514' });
  await rule('CI', VAT, -2);
  await refused('UPDATE tax_rule SET bps = 800');
  await refused('UPDATE tax_rule SET valid_until = $1', [at(-1)]);
  await refused('DELETE FROM tax_rule');
  await owner.query('UPDATE tax_rule SET valid_until = $1', [at(2)]);
  await rule('CI', VAT, 2, null, owner);
});
