import { newId, platformErrors } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { bookingEvents } from '@edu/contracts-booking';
import { paymentErrors, paymentEvents, paymentRpc } from '@edu/contracts-payment';
import { profileRpc } from '@edu/contracts-profile';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { franc, PaymentBench } from '../payment.harness.ts';

let bench: PaymentBench;
/** By id; whoever is not among them has no account. */
const names = new Map<string, string>();
const children = new Map<string, string>();
/** How many questions about names are answered with an error, and how many were asked. */
let refusals = 0;
let questions = 0;

beforeAll(async () => {
  bench = await PaymentBench.start({ replicas: 2 });
  bench.service.fake(authRpc.names, ({ userIds }) => {
    questions++;
    if (refusals-- > 0) throw platformErrors.unavailable();
    return {
      items: userIds.flatMap((userId) =>
        names.has(userId) ? [{ userId, displayName: names.get(userId)! }] : [],
      ),
    };
  });
  bench.service.fake(profileRpc.childNames, ({ childIds }) => ({
    items: childIds.flatMap((childId) =>
      children.has(childId) ? [{ childId, firstName: children.get(childId)! }] : [],
    ),
  }));
  await bench.service.nats.connection.flush();
  names.set(bench.learner.userId, 'Koffi Mensah');
});
afterAll(() => bench?.stop());

const documents = (paymentId: string, as: TestActor = bench.learner) =>
  bench.service.call(paymentRpc.documents, { paymentId }, { as });
const issued = (id: string, count = 1, as: TestActor = bench.learner) =>
  eventually(async () => {
    const { items } = await documents(id, as);
    expect(items).toHaveLength(count);
    return items;
  });
const receipt = (
  id: string,
  options: { as?: TestActor; locale?: 'fr' | 'en'; tag?: string } = {},
) =>
  bench.service.call(
    paymentRpc.receiptFile,
    { id, ...(options.tag && { tag: options.tag }) },
    { as: options.as ?? bench.learner, locale: options.locale ?? 'fr' },
  );
const bytes = ({ pdf }: { pdf: string | null }) => Buffer.from(pdf!, 'base64');

it('a receipt is there soon after a payment, as PDF/A in the language of its reader', async () => {
  const { payment } = await bench.paid();
  const [document] = await issued(payment.id);
  expect(document).toMatchObject({ kind: 'receipt', amount: franc(5_000), refundId: null });
  expect(document!.number).toMatch(/^EDU-R-\d{4}-\d{6}$/);
  const french = await receipt(payment.id);
  expect(french.name).toBe(`recu-${document!.number}.pdf`);
  const text = bytes(french).toString('latin1');
  expect(text).toMatch(/^%PDF-1\.7/);
  expect(text).toContain('<pdfaid:part>3</pdfaid:part>');
  expect(bytes(french).toString('utf8')).toContain(`Reçu ${document!.number}`);
  const english = await receipt(payment.id, { locale: 'en' });
  expect(bytes(english).toString('utf8')).toContain(`Receipt ${document!.number}`);
  expect(english.tag).not.toBe(french.tag);
});

it('it is the same bytes each time, and not made again for whoever has them', async () => {
  const { payment } = await bench.paid();
  await issued(payment.id);
  const [one, other] = [await receipt(payment.id), await receipt(payment.id)];
  expect(one.pdf).toBe(other.pdf);
  expect(await receipt(payment.id, { tag: one.tag })).toEqual({ ...one, pdf: null });
});

it('it is for whoever paid, and there is none of what is not paid', async () => {
  const { payment } = await bench.paid();
  await issued(payment.id);
  const as = await testActor('student');
  await expect(receipt(payment.id, { as })).rejects.toMatchObject({
    code: paymentErrors.notFound.code,
  });
  await expect(documents(payment.id, as)).rejects.toMatchObject({ status: 404 });
  const { bookingId } = await bench.book();
  const open = await bench.open(bookingId);
  await expect(receipt(open.id)).rejects.toMatchObject({ code: paymentErrors.notPaid.code });
});

it('of a child’s lesson the receipt is the parent’s, with the names as they were then', async () => {
  const parent = await testActor('parent');
  const learnerId = newId();
  names.set(parent.userId, 'Mariam Diallo');
  children.set(learnerId, 'Fatou');
  const booking = await bench.book(franc(4_000), { learnerId, payerId: parent.userId });
  const payment = await bench.service.call(
    paymentRpc.createIntent,
    { bookingId: booking.bookingId },
    { as: parent, key: newId() },
  );
  await bench.stripe.pay(await bench.refOf(payment.id));
  await issued(payment.id, 1, parent);
  names.set(parent.userId, 'Another Name');
  const parties = await bench.rows(
    `SELECT role, name FROM document_party JOIN document ON id = document_id
     WHERE payment_id = $1 ORDER BY role`,
    payment.id,
  );
  expect(parties).toEqual([
    { role: 'learner', name: 'Fatou' },
    { role: 'payer', name: 'Mariam Diallo' },
    { role: 'provider', name: 'Awa Koné' },
  ]);
  await expect(receipt(payment.id)).rejects.toMatchObject({ status: 404 });
});

it('money that goes back has a credit note, which says what it takes from which receipt', async () => {
  const { booking, payment } = await bench.paid();
  const { bookingId } = booking;
  for (const amount of [1_000, 4_000]) {
    await bench.service.publish(bookingEvents.refundDue, {
      ...{ refundRequestId: newId(), bookingId, paymentId: payment.id },
      ...{ amount: franc(amount), reason: 'canceled' as const },
    });
  }
  const items = await issued(payment.id, 3);
  const notes = items.filter(({ kind }) => kind === 'credit_note');
  expect(notes.map(({ amount }) => amount.amount).sort()).toEqual([1_000, 4_000]);
  expect(notes.every((note) => note.bookingId === bookingId)).toBe(true);
  const id = notes[0]!.refundId!;
  const call = { as: bench.learner, locale: 'en' as const };
  const file = await bench.service.call(paymentRpc.creditNoteFile, { id }, call);
  expect(file.name).toBe(`credit-note-${notes[0]!.number}.pdf`);
  expect(bytes(file).toString('utf8')).toContain(`Credit note ${notes[0]!.number}`);
  const facts = await bench.rows(
    "SELECT facts ->> 'receipt' AS receipt, facts ->> 'reason' AS reason FROM document WHERE refund_id = $1",
    id,
  );
  expect(facts).toEqual([{ receipt: items[0]!.number, reason: 'canceled' }]);
  const other = { as: await testActor('student') };
  await expect(bench.service.call(paymentRpc.creditNoteFile, { id }, other)).rejects.toMatchObject({
    code: paymentErrors.documentNotFound.code,
  });
});

it('whoever has a document in hand finds out whether it is ours, and nobody’s name', async () => {
  const { payment } = await bench.paid();
  const [document] = await issued(payment.id);
  const [row] = await bench.rows('SELECT code FROM document WHERE payment_id = $1', payment.id);
  const code = row!['code'] as string;
  const verify = (typed: string) => bench.service.call(paymentRpc.verifyDocument, { code: typed });
  const { kind, number, amount, issuedAt } = document!;
  const printed = code.match(/.{4}/g)!.join('-').toLowerCase();
  expect(await verify(printed)).toEqual({ kind, number, amount, issuedAt, annual: null });
  for (const wrong of ['', 'x', '0000-0000-0000-0000', "' OR 1=1"]) {
    await expect(verify(wrong)).rejects.toMatchObject({
      code: paymentErrors.documentNotFound.code,
    });
  }
});

it('what was issued stays, but for the name of somebody who is erased', async () => {
  const { payment } = await bench.paid();
  await issued(payment.id);
  const before = await receipt(payment.id);
  const refused = { code: '23514' };
  const of = `(SELECT id FROM document WHERE payment_id = '${payment.id}')`;
  for (const sql of [
    `UPDATE document SET facts = '{}' WHERE id = ${of}`,
    `UPDATE document SET number = number + 1 WHERE id = ${of}`,
    `DELETE FROM document WHERE id = ${of}`,
    `DELETE FROM document_party WHERE document_id = ${of}`,
    `UPDATE document_party SET name = 'Somebody' WHERE document_id = ${of}`,
    `INSERT INTO document_party VALUES (${of}, '${newId()}', 'payer', 'Somebody')`,
  ]) {
    await expect(bench.rows(sql)).rejects.toMatchObject(refused);
  }
  await bench.rows(`UPDATE document_party SET name = NULL WHERE document_id = ${of}`);
  const after = await receipt(payment.id);
  expect(after.tag).not.toBe(before.tag);
  expect(bytes(after).length).toBeGreaterThan(5_000);
});

it('numbers leave none out and none is given twice, whoever issues at once and whatever fails', async () => {
  const count = 60;
  refusals = 5;
  questions = 0;
  await Promise.all(Array.from({ length: count }, () => paidInTheBooks()));
  await eventually(async () => {
    const open = await bench.rows('SELECT FROM document WHERE issued_at IS NULL');
    expect(open).toHaveLength(0);
  }, 60_000);
  const rows = await bench.rows(
    "SELECT number, issued_at, xmin::text FROM document WHERE series = 'R' ORDER BY number",
  );
  expect(rows.length).toBeGreaterThanOrEqual(count);
  expect(rows.map(({ number }) => number)).toEqual(rows.map((_, index) => index + 1));
  const times = rows.map((row) => (row['issued_at'] as Date).getTime());
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  const [counter] = await bench.rows("SELECT last FROM document_counter WHERE series = 'R'");
  expect(counter!['last']).toBe(rows.length);
  // Those that are issued side by side ask for names, and wait for the counter, together.
  expect(questions).toBeLessThan(count / 2);
  expect(new Set(rows.map((row) => row['xmin'])).size).toBeLessThan(rows.length - count / 4);
});

it('a payment that is announced twice has one receipt', async () => {
  const { payment } = await bench.paid();
  bench.stripe.faults.change({ webhooks: { duplicate: { probability: 1, copies: 3 } } });
  const again = await bench.paid();
  bench.stripe.heal();
  await issued(payment.id);
  await issued(again.payment.id);
  await bench.service.events.next(
    paymentEvents.succeeded,
    (event) => event.paymentId === again.payment.id,
  );
  const rows = await bench.rows('SELECT FROM document WHERE payment_id = $1', again.payment.id);
  expect(rows).toHaveLength(1);
});

/** A payment that becomes a success by its row alone. */
async function paidInTheBooks(): Promise<void> {
  const [id, bookingId] = [newId(), newId()];
  await bench.rows(
    `WITH terms AS (
       INSERT INTO booking_terms (booking_id, learner_id, provider_id, amount, currency, starts_at,
         commission_bps, state, version)
       VALUES ($2, $3, $4, 100, 'XOF', now(), 0, 'confirmed', 1)
     ), opened AS (
       INSERT INTO payment (id, booking_id, payer_id, psp, amount, currency)
       VALUES ($1, $2, $3, 'stripe', 100, 'XOF') RETURNING id
     )
     INSERT INTO payment_part (payment_id, booking_id, amount) SELECT id, $2, 100 FROM opened`,
    ...[id, bookingId, bench.learner.userId, newId()],
  );
  await bench.rows("UPDATE payment SET status = 'succeeded' WHERE id = $1", id);
}
