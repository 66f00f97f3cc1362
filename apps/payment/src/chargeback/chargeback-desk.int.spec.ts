import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newId, type Problem } from '@edu/contract-kit';
import { bookingRpc } from '@edu/contracts-booking';
import { chargebackErrors, paymentRpc } from '@edu/contracts-payment';
import { eventually, testActor } from '@edu/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { franc } from '../payment.harness.ts';
import { ChargebackBench, type Lesson } from './chargeback.harness.ts';
import { recordOf } from './evidence.harness.ts';

let world: ChargebackBench;
beforeAll(async () => {
  world = await ChargebackBench.start();
});
afterEach(() => world.bench.stripe.heal());
afterAll(() => world?.stop());

const WORDS = 'Both of them were there for an hour.';

const shown = async ({ paymentId }: Lesson) =>
  (await world.list()).items.find((one) => one.paymentId === paymentId)!;

/** One of which the file is there. */
async function charged(kind: object = {}) {
  const lesson = await world.paid();
  const dispute = await world.disputed(lesson, kind);
  await world.until(async () => Boolean((await shown(lesson))?.fileAt));
  return { lesson, dispute, id: (await shown(lesson)).id };
}
const atBank = (dispute: string) =>
  world.bench.stripe.get<{
    status: string;
    evidence: Record<string, string>;
    evidence_details: { submission_count: number };
  }>(`/v1/disputes/${dispute}`);
const problemOf = async (call: Promise<unknown>) =>
  ((await call.catch((e: unknown) => e)) as Problem).code;

describe('what finance does about chargebacks', { timeout: 120_000 }, () => {
  it('finance reads what waits, the most urgent first, and opens the file of it', async () => {
    const { lesson, id } = await charged();
    expect(await shown(lesson)).toMatchObject({
      ...{ state: 'open', reason: 'fraudulent', payerName: 'Koffi Mensah', isWithdrawn: true },
      ...{ amount: lesson.price, decision: null, refusal: null, closedAt: null },
      ...{ fee: { amount: 2_000, currency: 'EUR' }, feeReturned: null },
      lessons: [{ bookingId: lesson.bookingId, held: lesson.price, borneBy: null }],
    });
    const file = await world.bench.service.call(
      paymentRpc.chargebackFile,
      { id },
      { as: world.finance },
    );
    expect(file.url).toContain(`chargeback/${id}.pdf`);
    const pdf = await readFile(join(world.bench.service.storage, `chargeback/${id}.pdf`));
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('what is answered goes to the bank once, with all that is known, also when the answer is lost', async () => {
    const { lesson, dispute, id } = await charged();
    const operations = ['disputes.update'];
    world.bench.stripe.faults.change({ api: { timeoutAfterCharging: { next: 1, operations } } });
    const key = newId();
    const first = await world.decide(id, 'answer', WORDS, key);
    expect(await world.decide(id, 'answer', WORDS, key)).toEqual(first);
    await world.becomes(dispute, 'answered');
    const { evidence, evidence_details: details } = await atBank(dispute);
    expect(details.submission_count).toBe(1);
    expect(evidence['uncategorized_text']).toMatch(new RegExp(`^${WORDS}`));
    expect(evidence['access_activity_log']).toContain('the learner was present');
    expect(evidence['refund_policy_disclosure']).toContain('moderate');
    expect(await shown(lesson)).toMatchObject({ state: 'answered', decision: null });
    expect(await problemOf(world.decide(id, 'accept', WORDS))).toBe(
      chargebackErrors.chargebackDecided.code,
    );
    await world.decides(dispute, 'won');
    await world.becomes(dispute, 'won');
  });

  it('of what is only the difference for a dearer time the bank reads so, with all of the lesson', async () => {
    const lesson = await world.paid();
    const difference = await world.paid({ price: franc(2_000) });
    const { bookingId: movesId } = lesson;
    const record = (id: string) => recordOf(id, world.lessons.get(id)!);
    world.bench.service.fake(bookingRpc.record, ({ id }) => {
      const found = record(id);
      if (id !== difference.bookingId) return found;
      return { ...found, booking: { ...found.booking, price: difference.price, movesId } };
    });
    const dispute = await world.disputed(difference);
    await world.until(async () => Boolean((await shown(difference))?.fileAt));
    await world.decide((await shown(difference)).id, 'answer', WORDS);
    await world.becomes(dispute, 'answered');
    const { evidence } = await atBank(dispute);
    expect(evidence['product_description']).toMatch(/difference of [^.]*2,000 for a dearer time/);
    expect(evidence['product_description']).toMatch(/5,000/);
    expect(evidence['access_activity_log']).toContain('the learner was present');
    world.bench.service.fake(bookingRpc.record, ({ id }) => record(id));
  });

  it('what is accepted is the bank’s', async () => {
    const { lesson, dispute, id } = await charged();
    await world.decide(id, 'accept', 'The card was stolen indeed.');
    await world.becomes(dispute, 'lost');
    expect((await atBank(dispute)).status).toBe('lost');
    expect(await world.books(lesson)).toEqual({});
  });

  it('one that the bank has decided meanwhile is not decided any more', async () => {
    const { dispute, id } = await charged();
    await world.decides(dispute, 'lost');
    await world.becomes(dispute, 'lost');
    expect(await problemOf(world.decide(id, 'answer', WORDS))).toBe(
      chargebackErrors.chargebackDecided.code,
    );
    expect(await problemOf(world.decide(newId(), 'answer', WORDS))).toBe(
      chargebackErrors.chargebackNotFound.code,
    );
  });

  it('without whoever knows the lesson there is no file yet, and it comes later', async () => {
    world.bench.service.fake(bookingRpc.record, () => {
      throw new Error('down');
    });
    const lesson = await world.paid();
    await world.disputed(lesson);
    const { id } = await eventually(async () => {
      const one = await shown(lesson);
      if (!one) throw new Error('not yet');
      return one;
    });
    const ask = () =>
      world.bench.service.call(paymentRpc.chargebackFile, { id }, { as: world.finance });
    expect(await problemOf(ask())).toBe(chargebackErrors.chargebackNoFile.code);
    world.bench.service.fake(bookingRpc.record, ({ id: bookingId }) =>
      recordOf(bookingId, world.lessons.get(bookingId)!),
    );
    await world.bench.rows('UPDATE chargeback SET due_at = now(), attempts = 0 WHERE id = $1', id);
    await world.until(async () => (await shown(lesson)).fileAt !== null);
  });

  it('the file is gone half a year after the bank has decided', async () => {
    const { dispute, id } = await charged();
    await world.decides(dispute, 'won');
    await world.becomes(dispute, 'won');
    const [row] = await world.bench.rows(
      `SELECT due_at > now() + interval '179 days' AS later FROM chargeback WHERE id = $1`,
      id,
    );
    expect(row).toEqual({ later: true });
    await world.bench.rows('UPDATE chargeback SET due_at = now() WHERE id = $1', id);
    await world.until(async () => (await world.row(dispute))!['file_key'] === null);
    const path = join(world.bench.service.storage, `chargeback/${id}.pdf`);
    await expect(readFile(path)).rejects.toThrow('ENOENT');
  });

  it('nobody but finance reads of it', async () => {
    for (const role of ['student', 'tutor', 'support'] as const) {
      const as = await testActor(role);
      const list = world.bench.service.call(paymentRpc.chargebacks, {}, { as });
      expect(await problemOf(list)).toBe('platform.forbidden');
    }
  });
});
