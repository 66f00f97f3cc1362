import { newId, type RpcInput, type RpcOutput } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { paymentRpc } from '@edu/contracts-payment';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { franc, PaymentBench } from '../payment.harness.ts';

let bench: PaymentBench;
beforeAll(async () => {
  bench = await PaymentBench.start();
});
afterAll(() => bench?.stop());

type Listed = RpcOutput<typeof paymentRpc.ownDocuments>;
type Asked = Partial<RpcInput<typeof paymentRpc.ownDocuments>>;
const list = (as: TestActor, asked: Asked = {}) =>
  bench.service.call(paymentRpc.ownDocuments, asked, { as });

/** Money moved on an account so many months ago. */
async function movedMonthsAgo({ userId }: TestActor, account: string, months: number) {
  const now = new Date();
  const at = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 15));
  const id = newId();
  await bench.rows(
    `WITH movement AS (
       INSERT INTO ledger_transaction (id, source_type, source_id, purpose)
       VALUES ($1, 'booking', $1, 'compensation') RETURNING id)
     INSERT INTO ledger_entry (transaction_id, account, owner, amount, currency)
     SELECT movement.id, account, owner, amount, 'XOF' FROM movement, (VALUES
       ('platform_costs', 'platform', 100), ($2, $3, -100)) AS entry (account, owner, amount)`,
    ...[id, account, userId],
  );
  // Which no service may do: the books are written now.
  await bench.rows('ALTER TABLE ledger_transaction DISABLE TRIGGER USER');
  await bench.rows('UPDATE ledger_transaction SET created_at = $2 WHERE id = $1', id, at);
  await bench.rows('ALTER TABLE ledger_transaction ENABLE TRIGGER USER');
  return at;
}

it('whoever has paid and earned nothing has none', async () => {
  expect(await list(await testActor('student'))).toEqual({
    ...{ items: [], nextCursor: null, since: null },
  });
});

it('a statement of each month that is over is in it, page by page, and found by its year', async () => {
  const tutor = await testActor('tutor');
  const first = await movedMonthsAgo(tutor, 'provider_payable', 14);
  await movedMonthsAgo(tutor, 'learner', 2);
  const seen: Listed['items'] = [];
  let cursor: string | undefined;
  do {
    const page = await list(tutor, { limit: 5, ...(cursor && { cursor }) });
    expect(page.since).toBe(first.toISOString());
    seen.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  const of = (side: string) => seen.filter((one) => one.side === side).map(({ month }) => month);
  expect(of('provider')).toHaveLength(14);
  expect(of('provider').at(-1)).toBe(first.toISOString().slice(0, 7));
  expect(of('payer')).toEqual(of('provider').slice(0, 2));
  expect(seen.map(({ at }) => at)).toEqual(
    seen.map(({ at }) => at).toSorted((a, b) => b.localeCompare(a)),
  );
  for (const one of seen) expect(one.at.slice(0, 7)).toBe(one.month ?? `${one.year}-12`);

  const year = first.getUTCFullYear();
  const { items: ofYear } = await list(tutor, { year, limit: 100 });
  expect(ofYear).toEqual(seen.filter(({ at }) => at.startsWith(`${year}-`)));
  expect((await list(tutor, { kind: 'receipt' })).items).toEqual([]);
  expect((await list(tutor, { year: year - 1 })).items).toEqual([]);
  expect((await list(await testActor('tutor'))).items).toEqual([]);
});

it('a refund that came back has a reversal, whose file its payer gets', async () => {
  const { booking, payment } = await bench.paid({ card: 'pm_card_refundFail' });
  await bench.service.publish(bookingEvents.refundDue, {
    ...{ refundRequestId: newId(), bookingId: booking.bookingId, paymentId: payment.id },
    ...{ amount: franc(5_000), reason: 'canceled' as const },
  });
  const year = new Date().getUTCFullYear();
  const mine = await eventually(async () => {
    const { items } = await list(bench.learner, { limit: 100 });
    const ofPayment = items.filter(({ paymentId }) => paymentId === payment.id);
    expect(ofPayment.map(({ kind }) => kind).toSorted()).toEqual([
      ...['credit_note', 'credit_note_reversal', 'receipt'],
    ]);
    return ofPayment;
  });
  for (const one of mine) expect(one).toMatchObject({ amount: franc(5_000), month: null });
  const [reversal] = (await list(bench.learner, { kind: 'credit_note_reversal' })).items;
  expect(reversal!.number).toMatch(/^EDU-X-\d{4}-\d{6}$/);
  expect(reversal!.at.slice(0, 4)).toBe(reversal!.number!.slice(6, 10));
  expect(Number(reversal!.number!.slice(6, 10))).toBeGreaterThanOrEqual(year);
  const file = await bench.service.call(
    paymentRpc.creditNoteFile,
    { id: reversal!.refundId!, reversal: true },
    { as: bench.learner, locale: 'fr' },
  );
  expect(file.name).toBe(`annulation-avoir-${reversal!.number}.pdf`);
  const text = Buffer.from(file.pdf!, 'base64').toString('utf8');
  expect(text).toContain(`Annulation d’avoir ${reversal!.number}`);
  const note = { id: reversal!.refundId!, reversal: true };
  await expect(
    bench.service.call(paymentRpc.creditNoteFile, note, { as: await testActor('student') }),
  ).rejects.toMatchObject({ status: 404 });
});
