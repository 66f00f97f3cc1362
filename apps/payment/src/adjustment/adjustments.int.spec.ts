import { newId, platformErrors, type Problem } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { adjustmentErrors, paymentEvents, paymentRpc } from '@edu/contracts-payment';
import { testActor, type TestActor } from '@edu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { franc, PaymentBench } from '../payment.harness.ts';
import type { Proposal } from './adjustment.domain.ts';

let bench: PaymentBench;
let one: TestActor;
let other: TestActor;
beforeAll(async () => {
  bench = await PaymentBench.start({ replicas: 2, env: { ADJUSTMENT_MAX: '50000' } });
  one = await proved('finance');
  other = await proved('finance');
});
afterAll(() => bench?.stop());

const proved = (role: 'finance' | 'support' | 'tutor') =>
  testActor(role, { steppedUpSecondsAgo: 0 });
const REASON = 'The bonus that was agreed for November.';
/** Owed to a provider, at the platform's cost. */
const bonus = (providerId: string, amount = 5_000): Proposal => ({
  debit: { account: 'platform_costs', owner: 'platform' },
  credit: { account: 'provider_payable', owner: providerId },
  ...{ amount, currency: 'XOF', reason: REASON, reference: 'Ticket 4711' },
});
/** The same the other way round. */
const back = (providerId: string, amount = 5_000): Proposal => {
  const { debit, credit, ...rest } = bonus(providerId, amount);
  return { ...rest, debit: credit, credit: debit };
};
const propose = (proposal: Proposal, as = one, key = newId()) =>
  bench.service.call(paymentRpc.proposeAdjustment, proposal, { as, key });
const approve = (id: string, as = other, key = newId()) =>
  bench.service.call(paymentRpc.approveAdjustment, { id }, { as, key });
const refuse = (id: string, as = other) =>
  bench.service.call(
    paymentRpc.refuseAdjustment,
    { id, reason: 'It was paid in October already.' },
    { as, key: newId() },
  );
const list = (state?: 'approved' | 'refused', as = one) =>
  bench.service.call(paymentRpc.listAdjustments, { ...(state && { state }) }, { as });
const find = async (id: string, state?: 'approved' | 'refused') =>
  (await list(state)).items.find((adjustment) => adjustment.id === id);
const linesOf = (id: string) =>
  bench.rows(
    `SELECT account, owner, amount::int AS amount, currency
     FROM ledger_transaction AS t JOIN ledger_entry AS e ON e.transaction_id = t.id
     WHERE source_type = 'adjustment' AND source_id = $1 ORDER BY e.id`,
    id,
  );
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => expect.fail('it was not refused'),
    (problem: Problem) => problem.code,
  );

describe('an adjustment', () => {
  it('is in the books with the yes of a second person, and not before', async () => {
    const providerId = newId();
    const key = newId();
    const { id } = await propose(bonus(providerId), one, key);
    expect(await propose(bonus(providerId), one, key)).toEqual({ id });
    expect(await find(id)).toMatchObject({
      ...{ state: 'proposed', amount: franc(5_000), reason: REASON, reference: 'Ticket 4711' },
      debit: { account: 'platform_costs', owner: 'platform', ownerName: null },
      credit: { account: 'provider_payable', owner: providerId, ownerName: 'Koffi Mensah' },
      ...{ proposedBy: { id: one.userId }, decidedBy: null, refusal: null },
    });
    expect(await linesOf(id)).toEqual([]);
    expect(await codeOf(approve(id, one))).toBe(adjustmentErrors.adjustmentSecondPerson.code);
    expect(await codeOf(refuse(id, one))).toBe(adjustmentErrors.adjustmentSecondPerson.code);

    const yes = newId();
    await approve(id, other, yes);
    expect(await approve(id, other, yes)).toEqual({ id });
    expect(await linesOf(id)).toEqual([
      { account: 'platform_costs', owner: 'platform', amount: 5_000, currency: 'XOF' },
      { account: 'provider_payable', owner: providerId, amount: -5_000, currency: 'XOF' },
    ]);
    expect(await codeOf(approve(id))).toBe(adjustmentErrors.adjustmentDecided.code);
    expect(await codeOf(refuse(id))).toBe(adjustmentErrors.adjustmentDecided.code);
    expect(await find(id)).toBeUndefined();
    expect(await find(id, 'approved')).toMatchObject({ decidedBy: { id: other.userId } });
    const announced = await bench.service.events.next(
      paymentEvents.ledgerAdjusted,
      (event) => event.adjustmentId === id,
    );
    expect(announced).toMatchObject({
      ...{ amount: franc(5_000), providers: [{ providerId, isCredit: true }] },
    });
    const log = 'SELECT action, actor_id FROM audit_log WHERE subject_id = $1 ORDER BY id';
    expect(await bench.rows(log, id)).toEqual([
      { action: 'adjustment.proposed', actor_id: one.userId },
      { action: 'adjustment.approved', actor_id: other.userId },
    ]);
  });

  it('that is refused is in no books, and says why', async () => {
    const { id } = await propose(bonus(newId()));
    await refuse(id);
    expect(await linesOf(id)).toEqual([]);
    expect(await find(id, 'refused')).toMatchObject({
      ...{ state: 'refused', refusal: 'It was paid in October already.' },
    });
    expect(await codeOf(approve(id))).toBe(adjustmentErrors.adjustmentDecided.code);
  });

  it('is decided once, whoever is at it at the same time', async () => {
    const third = await proved('finance');
    const { id } = await propose(bonus(newId()));
    const both = await Promise.allSettled([approve(id, other), approve(id, third), refuse(id)]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const isBooked = (await linesOf(id)).length === 2;
    expect(await find(id, isBooked ? 'approved' : 'refused')).toBeDefined();
  });

  it('takes no more from a provider than is payable, however many do at once', async () => {
    const providerId = newId();
    await approve((await propose(bonus(providerId, 9_000))).id);
    const two = await Promise.all([propose(back(providerId)), propose(back(providerId))]);
    const ended = await Promise.allSettled(two.map(({ id }) => approve(id)));
    expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { reason } = ended.find((one) => one.status === 'rejected')!;
    expect((reason as Problem).code).toBe(adjustmentErrors.adjustmentShort.code);
  });

  it('is refused where it cannot be booked', async () => {
    const platform = { account: 'platform_costs', owner: 'platform' } as const;
    const cases = [
      [bonus(newId(), 50_001), adjustmentErrors.adjustmentTooLarge],
      [{ ...bonus(newId()), credit: platform }, adjustmentErrors.adjustmentSides],
      [
        { ...bonus(newId()), debit: { account: 'refunds', owner: 'stripe' } },
        adjustmentErrors.adjustmentOwner,
      ],
      [bonus(one.userId), adjustmentErrors.adjustmentOwn],
    ] as const;
    for (const [proposal, error] of cases) {
      expect(await codeOf(propose(proposal))).toBe(error.code);
    }
    bench.service.fake(authRpc.names, () => ({ items: [] }));
    expect(await codeOf(propose(bonus(newId())))).toBe(adjustmentErrors.adjustmentOwner.code);
    bench.service.fake(authRpc.names, ({ userIds }) => ({
      items: userIds.map((userId) => ({ userId, displayName: 'Koffi Mensah' })),
    }));
    const { id } = await propose(bonus(other.userId));
    expect(await codeOf(approve(id))).toBe(adjustmentErrors.adjustmentOwn.code);
  });

  it('counts for those who may decide about it', async () => {
    const [third, fourth] = [await proved('finance'), await proved('finance')];
    const waiting = async (as: TestActor) => (await list(undefined, as)).waiting;
    const before = await waiting(fourth);
    await propose(bonus(fourth.userId), third);
    await propose(bonus(newId()), third);
    expect(await waiting(third)).toBe(before);
    expect(await waiting(fourth)).toBe(before + 1);
  });
});

describe('the database', () => {
  const proposed = async () => (await propose(bonus(newId()))).id;
  const decide = (id: string, by: string, state = 'approved') =>
    bench.rows(
      `UPDATE adjustment SET state = $2, decided_by = $3, decided_at = now() WHERE id = $1`,
      ...[id, state, by],
    );

  it('takes the word of one person for nothing', async () => {
    const id = await proposed();
    await expect(decide(id, one.userId)).rejects.toThrow('adjustment_two_people');
    await expect(decide(id, other.userId)).rejects.toThrow('as two people agreed');
  });

  it('takes nothing into the books that nobody has agreed to, or something else', async () => {
    const book = (id: string, amount: number) =>
      bench.rows(
        `WITH agreed AS (
           UPDATE adjustment SET state = 'approved', decided_by = $2, decided_at = now()
           WHERE id = $1 AND $3 > 0
         ), movement AS (
           INSERT INTO ledger_transaction (id, source_type, source_id, purpose)
           VALUES ($4, 'adjustment', $1, 'adjustment') RETURNING id)
         INSERT INTO ledger_entry (transaction_id, account, owner, amount, currency)
         SELECT movement.id, account, 'platform', amount, 'XOF' FROM movement,
           (VALUES ('platform_costs', abs($3::bigint)), ('platform_revenue', -abs($3::bigint)))
           AS line(account, amount)`,
        ...[id, other.userId, amount, newId()],
      );
    await expect(book(await proposed(), -5_000)).rejects.toThrow('as two people agreed');
    await expect(book(await proposed(), 5_000)).rejects.toThrow('as two people agreed');
  });

  it('keeps what was proposed, and what was decided', async () => {
    const id = await proposed();
    const more = 'UPDATE adjustment SET amount = amount + 1 WHERE id = $1';
    await expect(bench.rows(more, id)).rejects.toThrow('cannot change');
    await refuse(id);
    const again = `UPDATE adjustment SET state = 'proposed', decided_by = NULL, decided_at = NULL,
      refusal = NULL WHERE id = $1`;
    await expect(bench.rows(again, id)).rejects.toThrow('cannot change');
    const reword = "UPDATE adjustment SET refusal = 'Other words.' WHERE id = $1";
    await expect(bench.rows(reword, id)).rejects.toThrow('cannot change');
    await expect(bench.rows('DELETE FROM adjustment WHERE id = $1', id)).rejects.toThrow();
  });
});

it('says why for as long as whoever’s account it is, and in no audit log', async () => {
  const tutor = await testActor('tutor');
  const [booked, refused, waiting] = await Promise.all(
    [1_000, 2_000, 3_000].map(async (amount) => (await propose(bonus(tutor.userId, amount))).id),
  );
  await approve(booked!);
  await refuse(refused!);
  const kept = () =>
    bench.rows(
      `SELECT amount::int AS amount, reason, refusal FROM adjustment WHERE id = ANY ($1::uuid[]) ORDER BY amount`,
      [booked, refused, waiting],
    );
  const logged = 'SELECT FROM audit_log AS a WHERE subject_id = ANY ($1) AND a::text ~ $2';
  const words = 'bonus|October';
  expect(await bench.rows(logged, [booked, refused, waiting], words)).toEqual([]);
  const erase = (userId: string) => bench.service.call(paymentRpc.eraseUserData, { userId });
  await erase(one.userId);
  expect(await kept()).toEqual([
    { amount: 1_000, reason: REASON, refusal: null },
    { amount: 2_000, reason: REASON, refusal: 'It was paid in October already.' },
    { amount: 3_000, reason: REASON, refusal: null },
  ]);
  expect((await erase(tutor.userId)).erased).toContainEqual({ what: 'adjustment', rows: 3 });
  expect(await kept()).toEqual([
    { amount: 1_000, reason: '', refusal: null },
    { amount: 2_000, reason: '', refusal: '' },
    { amount: 3_000, reason: '', refusal: null },
  ]);
  expect(await linesOf(booked!)).toHaveLength(2);
});

it('is read in the statement of whoever’s account it is, and in the ledger, in words', async () => {
  const tutor = await testActor('tutor');
  await approve((await propose(bonus(tutor.userId))).id);
  const { id } = await propose(back(tutor.userId, 1_000));
  await approve(id);
  const input = { month: new Date().toISOString().slice(0, 7), as: 'provider' } as const;
  const { accounts } = await bench.service.call(paymentRpc.statement, input, { as: tutor });
  // Over the end of a month there is one line or none here.
  const lines = accounts[0]!.lines.map(({ kind, note }) => ({ kind, note }));
  for (const line of lines) expect(line).toEqual({ kind: 'adjustment', note: REASON });
  expect(accounts[0]!.closing).toEqual({ amount: 4_000, currency: 'XOF' });
  const asked = { owner: tutor.userId, kind: 'adjustment' } as const;
  const { items } = await bench.service.call(paymentRpc.searchLedger, asked, { as: one });
  expect(items).toHaveLength(2);
  expect(items[0]).toMatchObject({ kind: 'adjustment', note: `${REASON} (Ticket 4711)` });
});

it('is for finance, with a fresh proof', async () => {
  for (const role of ['support', 'tutor'] as const) {
    const as = await proved(role);
    const { code } = platformErrors.forbidden;
    expect(await codeOf(list(undefined, as))).toBe(code);
    expect(await codeOf(propose(bonus(newId()), as))).toBe(code);
    expect(await codeOf(approve(newId(), as))).toBe(code);
    expect(await codeOf(refuse(newId(), as))).toBe(code);
  }
  const unproved = await testActor('finance');
  expect(await codeOf(propose(bonus(newId()), unproved))).toBe(platformErrors.stepUpRequired.code);
  expect(await codeOf(approve(newId()))).toBe(adjustmentErrors.adjustmentNotFound.code);
});
