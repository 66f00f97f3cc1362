import { newId, type Money } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { paymentEvents, paymentRpc } from '@edu/contracts-payment';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { franc, PaymentBench } from '../payment.harness.ts';

let bench: PaymentBench;
let tutor: TestActor;
beforeAll(async () => {
  bench = await PaymentBench.start();
});
afterAll(() => bench?.stop());
beforeEach(async () => {
  tutor = await testActor('tutor');
});

const MONTH = new Date().toISOString().slice(0, 7);
const EARLIER = '2020-01';
const statement = (as: 'payer' | 'provider', actor: TestActor, month = MONTH) =>
  bench.service.call(paymentRpc.statement, { month, as }, { as: actor });
const balance = (amount: number) => ({ amount, currency: 'XOF' as const });

/** A paid lesson of a learner of its own. */
async function paid(price: Money = franc(5_000)) {
  const payer = await testActor('student');
  const booking = await bench.book(price, {
    ...{ providerId: tutor.userId, learnerId: payer.userId },
  });
  const { bookingId } = booking;
  const input = { bookingId };
  const payment = await eventually(() =>
    bench.service.call(paymentRpc.createIntent, input, { as: payer, key: newId() }),
  );
  await bench.stripe.pay(await bench.refOf(payment.id));
  await bench.service.events.next(paymentEvents.succeeded, (e) => e.paymentId === payment.id);
  return { ...booking, payer, paymentId: payment.id };
}
type Paid = Awaited<ReturnType<typeof paid>>;

async function refunded({ bookingId, paymentId }: Paid, amount: number): Promise<void> {
  const refund = { paymentId, bookingId, amount: franc(amount), reason: 'disputed' as const };
  const seen = () => bench.service.events.of(paymentEvents.refunded).length;
  const before = seen();
  await bench.service.publish(bookingEvents.refundDue, { ...refund, refundRequestId: newId() });
  await eventually(() => expect(seen()).toBeGreaterThan(before));
}

async function earned({ bookingId, paymentId, learnerId, providerId }: Paid, amount: number) {
  await bench.service.publish(bookingEvents.payable, {
    ...{ bookingId, learnerId, providerId, version: 3, paymentId },
    ...{ amount: franc(amount), atCostOf: 'learner' as const, at: new Date().toISOString() },
  });
  await eventually(async () => {
    const find = 'SELECT FROM earning WHERE booking_id = $1 AND posted_at IS NOT NULL';
    expect(await bench.rows(find, bookingId)).toHaveLength(1);
  });
}

it('explains to the payer what came, what went back and what the lesson took', async () => {
  const lesson = await paid();
  await refunded(lesson, 1_000);
  await earned(lesson, 4_000);
  await refunded(lesson, 500);
  const { accounts } = await statement('payer', lesson.payer);
  const { bookingId } = lesson;
  const line = { bookingId, startsAt: lesson.startsAt };
  expect(accounts).toMatchObject([
    {
      opening: balance(0),
      lines: [
        { ...line, kind: 'charge', in: franc(5_000), out: franc(0), balance: balance(5_000) },
        {
          ...{ ...line, kind: 'refund', reason: 'disputed' },
          ...{ in: franc(0), out: franc(1_000), balance: balance(4_000) },
        },
        { ...line, kind: 'earning', out: franc(4_000), balance: balance(0) },
        {
          ...{ ...line, kind: 'refund_by_platform', reason: 'disputed' },
          ...{ in: franc(500), out: franc(500), balance: balance(0) },
        },
      ],
      isCut: false,
      closing: balance(0),
    },
  ]);
});

it('explains to the provider what was paid, and what of it the platform keeps', async () => {
  const lesson = await paid();
  await earned(lesson, 5_000);
  const [account] = (await statement('provider', tutor)).accounts;
  expect(account).toMatchObject({
    opening: balance(0),
    lines: [
      {
        ...{ kind: 'earning', in: franc(4_250), out: franc(0), balance: balance(4_250) },
        ...{ paid: franc(5_000), commission: franc(750), bookingId: lesson.bookingId },
      },
    ],
    closing: balance(4_250),
  });
});

it('begins with what the account came to, and has nothing of other months and others', async () => {
  const lesson = await paid();
  await earned(lesson, 5_000);
  await movedToLastMonth(lesson.bookingId);
  // Numbers rise with the time: what came last is of this month.
  await paid();
  const before = new Date(`${MONTH}-01T00:00:00Z`);
  before.setUTCMonth(before.getUTCMonth() - 1);
  const lastMonth = before.toISOString().slice(0, 7);
  expect((await statement('provider', tutor)).accounts).toMatchObject([
    { opening: balance(4_250), lines: [], closing: balance(4_250) },
  ]);
  expect((await statement('provider', tutor, lastMonth)).accounts).toMatchObject([
    { opening: balance(0), lines: [{ kind: 'earning' }], closing: balance(4_250) },
  ]);
  expect((await statement('provider', tutor, EARLIER)).accounts).toMatchObject([
    { opening: balance(0), lines: [], closing: balance(0) },
  ]);
  const other = await testActor('tutor');
  expect((await statement('provider', other)).accounts).toEqual([]);
});

it('adds up to the books, from whichever checkpoint it begins', async () => {
  for (let count = 0; count < 3; count++) await earned(await paid(), 5_000);
  const [line] = await bench.rows(
    `SELECT min(id) AS id, count(*) AS entries FROM ledger_entry
     WHERE account = 'provider_payable' AND owner = $1`,
    tutor.userId,
  );
  await bench.rows(
    `INSERT INTO ledger_checkpoint (account, owner, currency, through_id, balance)
     VALUES ('provider_payable', $1, 'XOF', $2, -4250)`,
    ...[tutor.userId, line!['id']],
  );
  const [account] = (await statement('provider', tutor)).accounts;
  expect(account!.lines).toHaveLength(3);
  expect(account!.opening).toEqual(balance(0));
  expect(account!.closing).toEqual(balance(3 * 4_250));
});

it('is a file as well, in the language of its reader, the same as long as nothing moves', async () => {
  const lesson = await paid();
  const file = (locale: 'fr' | 'en', tag?: string) =>
    bench.service.call(
      paymentRpc.statementFile,
      { month: MONTH, as: 'payer', ...(tag && { tag }) },
      { as: lesson.payer, locale },
    );
  const french = await file('fr');
  expect(french.name).toBe(`releve-${MONTH}.pdf`);
  expect(Buffer.from(french.pdf!, 'base64').toString('utf8')).toContain('Relevé');
  expect(await file('fr', french.tag)).toEqual({ ...french, pdf: null });
  expect((await file('en')).name).toBe(`statement-${MONTH}.pdf`);
  await refunded(lesson, 1_000);
  expect((await file('fr', french.tag)).pdf).not.toBeNull();
});

/** What a superuser alone can do. */
async function movedToLastMonth(bookingId: string): Promise<void> {
  const client = await bench.service.sql.connect();
  try {
    await client.query('SET session_replication_role = replica');
    await client.query(
      `UPDATE ledger_transaction
       SET created_at = date_trunc('month', now(), 'UTC') - interval '2 days'
       WHERE source_id = $1`,
      [bookingId],
    );
  } finally {
    await client.query('RESET session_replication_role');
    client.release();
  }
}
