import { newId, type UserDataPage } from '@edu/contract-kit';
import { bookingRpc } from '@edu/contracts-booking';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BookingBench, inHours } from './booking/booking.harness.ts';

let bench: BookingBench;
beforeAll(async () => {
  bench = await BookingBench.start();
});
afterAll(() => bench?.stop());

let reason: string;
let learner: TestActor;
let tutor: TestActor;
let id: string;
beforeEach(async () => {
  [learner, tutor] = [await testActor('student'), await testActor('tutor')];
  reason = `Awa is ill: ${newId()}`;
  ({ id } = await bench.book(learner, { providerId: tutor.userId }));
  const cancel = { id, reason };
  await bench.service.call(bookingRpc.cancel, cancel, { as: learner, key: 'cancel-once' });
});

/** All pages, by what their rows are. */
async function dataOf({ userId }: TestActor, limit = 250) {
  const about: Record<string, Record<string, unknown>[]> = {};
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: UserDataPage = await bench.service.call(bookingRpc.listUserData, {
      ...{ userId, limit },
      ...(cursor && { cursor }),
    });
    if (page.about) (about[page.about] ??= []).push(...page.rows);
    cursor = page.nextCursor;
  }
  return about;
}

const erase = ({ userId }: TestActor) => bench.service.call(bookingRpc.eraseUserData, { userId });

it('gives out what is kept of either person, page by page, and nothing of others', async () => {
  await bench.book(await testActor('student'));
  for (const person of [learner, tutor]) {
    const data = await dataOf(person);
    expect(data['booking']).toEqual([
      expect.objectContaining({ id, learner_id: learner.userId, provider_id: tutor.userId }),
    ]);
    expect(data['booking_transition']!.map((row) => [row['to_state'], row['reason']])).toEqual([
      ['pending', expect.any(String)],
      ['canceled', reason],
    ]);
    expect(await dataOf(person, 1)).toEqual(data);
  }
  expect(await dataOf(await testActor('student'))).toEqual({});
});

it('empties what a person wrote, keeps what accounts need, and says so', async () => {
  const receipt = await erase(learner);
  expect(receipt).toEqual({
    erased: [
      { what: 'booking_transition', rows: 2 },
      { what: 'idempotency', rows: 2 },
    ],
    kept: [{ what: 'booking', rows: 1, why: expect.stringContaining('id alone') as string }],
  });
  const everything = await bench.service.sql.query(
    `SELECT (SELECT string_agg(to_jsonb(t)::text, '') FROM booking_transition t)
       || (SELECT coalesce(string_agg(to_jsonb(i)::text, ''), '') FROM idempotency i
           WHERE actor_id = $1) AS text`,
    [learner.userId],
  );
  expect(JSON.stringify(everything.rows)).not.toContain(reason);
  expect(await erase(learner)).toMatchObject({ erased: [], kept: [{ what: 'booking' }] });
});

describe('what support and the provider wrote', () => {
  const written = async () => {
    const { rows } = await bench.service.sql.query<Record<string, string | null>>(
      `SELECT d.text AS objection, d.reason AS decision, m.text AS word, r.done, r.next,
         (SELECT reason FROM booking_transition WHERE booking_id = $1 AND actor LIKE 'support:%') AS waiver
       FROM dispute AS d JOIN lesson_report AS r USING (booking_id)
       JOIN dispute_message AS m USING (booking_id) WHERE booking_id = $1`,
      [id],
    );
    return rows[0];
  };
  const all = {
    ...{ objection: 'Awa did not come.', decision: 'Awa was not there.', word: 'Where was Awa?' },
    ...{ done: 'Awa learns fractions.', next: 'Awa reads on.', waiver: 'Awa has called.' },
  };
  beforeEach(async () => {
    const staff = newId();
    const write = (text: string, ...values: unknown[]) =>
      bench.service.sql.query(text, [id, ...values]);
    await write(
      `INSERT INTO dispute (booking_id, opened_by, side, text, opened_at, decide_by, decided_at, decided_by,
         refund_pct, reason) VALUES ($1, $2, 'provider', $3, now(), now(), now(), $4, 50, $5)`,
      ...[tutor.userId, all.objection, staff, all.decision],
    );
    await write(
      `INSERT INTO dispute_message (id, booking_id, side, number, written_by, text, written_at)
       VALUES (gen_random_uuid(), $1, 'support', 1, $2, $3, now())`,
      ...[staff, all.word],
    );
    await write(
      `INSERT INTO lesson_report (booking_id, written_by, done, next, written_at)
       VALUES ($1, $2, $3, $4, now())`,
      ...[tutor.userId, all.done, all.next],
    );
    await write(
      `INSERT INTO booking_transition (booking_id, from_state, to_state, actor, reason, at)
       VALUES ($1, 'confirmed', 'canceled', $2, $3, now())`,
      ...[`support:${staff}`, all.waiver],
    );
    expect(await written()).toEqual(all);
  });

  it('of a learner goes with the learner', async () => {
    await erase(learner);
    const gone = { decision: '', word: '', done: '', next: null, waiver: '' };
    expect(await written()).toEqual({ ...all, ...gone });
    const { report, dispute } = await bench.service.call(bookingRpc.outcome, { id }, { as: tutor });
    expect(report).toBeNull();
    expect(dispute).toMatchObject({ text: all.objection, decision: { refundPct: 50, reason: '' } });
  });

  it('of a lesson stays with the learner when its provider is erased', async () => {
    await erase(tutor);
    const gone = { objection: '', decision: '', word: '', waiver: '' };
    expect(await written()).toEqual({ ...all, ...gone });
  });
});

describe('what a provider called a group lesson', () => {
  const title = 'With Mary Tutor';
  const offer = () =>
    bench.service.call(
      bookingRpc.openGroup,
      { startsAt: inHours(90), title, seats: 12, price: { amount: 2_000, currency: 'XOF' } },
      { as: tutor, key: newId() },
    );
  const seat = (groupId: string, as: TestActor) =>
    bench.service.call(bookingRpc.bookSeat, { groupId }, { as, key: newId() });
  const titles = async (groupId: string) => {
    const { rows } = await bench.service.sql.query<{ title: string | null }>(
      `SELECT group_title AS title FROM booking WHERE group_id = $1
       UNION SELECT title FROM group_lesson WHERE id = $1`,
      [groupId],
    );
    return rows.map((row) => row.title);
  };

  it('is in its seats until the provider is erased, and no learner', async () => {
    const group = await offer();
    await seat(group.id, learner);
    await erase(learner);
    expect(await titles(group.id)).toEqual([title]);
    const receipt = await erase(tutor);
    expect(receipt.erased).toContainEqual({ what: 'group_lesson', rows: 1 });
    expect((await titles(group.id)).sort()).toEqual(['', null]);
  });

  it('is in no seat that is taken meanwhile', async () => {
    const group = await offer();
    await seat(group.id, learner);
    const { sql } = bench.service;
    const other = await sql.connect();
    // As the statement that books, up to its commit.
    await other.query('BEGIN');
    await other.query('SELECT FROM group_lesson WHERE id = $1 FOR SHARE', [group.id]);
    await other.query(
      `INSERT INTO booking SELECT (jsonb_populate_record(taken, jsonb_build_object(
         'id', gen_random_uuid(), 'learner_id', gen_random_uuid(), 'seat', taken.seat % seats + 1))).*
       FROM booking AS taken WHERE group_id = $1`,
      [group.id],
    );
    const erasing = erase(tutor);
    await eventually(async () => {
      const waiting = `SELECT FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      expect((await sql.query(waiting)).rowCount).toBe(1);
    });
    await other.query('COMMIT');
    other.release();
    await erasing;
    expect((await titles(group.id)).sort()).toEqual(['', null]);
  });
});

it('leaves what the other person wrote', async () => {
  await erase(tutor);
  const { booking_transition: history } = await dataOf(learner);
  expect(history!.at(-1)).toMatchObject({ reason, actor: learner.userId });
});
