import { newId } from '@edu/contract-kit';
import pg from 'pg';
import { newCanary, type Marked } from './people.ts';

/**
 * What others wrote about somebody who learns, in one of their lessons of years: its report, and what support
 * decided and why.
 */
export async function markWords(url: string, learner: Marked, providerId: string): Promise<Marked> {
  const [report, next, decision, word, waiver] = Array.from({ length: 5 }, newCanary);
  const sql = new pg.Client({ connectionString: url });
  await sql.connect();
  try {
    const staff = newId();
    const lesson = `SELECT id FROM booking.booking
      WHERE learner_id = $1 AND provider_id = $2 AND state = 'completed' LIMIT 1`;
    const { rows } = await sql.query<{ id: string }>(lesson, [learner.person.id, providerId]);
    const write = (text: string, ...values: unknown[]) => sql.query(text, [rows[0]!.id, ...values]);
    await write(
      `INSERT INTO booking.lesson_report (booking_id, written_by, done, next, written_at)
       VALUES ($1, $2, $3, $4, now())`,
      ...[providerId, `${report} learns fractions.`, `${next} reads on.`],
    );
    await write(
      `INSERT INTO booking.dispute (booking_id, opened_by, side, text, opened_at, decide_by, decided_at,
         decided_by, refund_pct, reason)
       VALUES ($1, $2, 'provider', 'Nobody came.', now(), now(), now(), $3, 50, $4)`,
      ...[providerId, staff, `${decision} was not there.`],
    );
    await write(
      `INSERT INTO booking.dispute_message (id, booking_id, side, number, written_by, text, written_at)
       VALUES (gen_random_uuid(), $1, 'support', 1, $2, $3, now())`,
      ...[staff, `Where was ${word}?`],
    );
    await write(
      `INSERT INTO booking.booking_transition (booking_id, from_state, to_state, actor, reason, at)
       VALUES ($1, 'confirmed', 'canceled', $2, $3, now())`,
      ...[`support:${staff}`, `${waiver} has called.`],
    );
  } finally {
    await sql.end();
  }
  const canaries = [
    ['report of a lesson', report!],
    ['what comes next in a report', next!],
    ['why support decided', decision!],
    ['word of support', word!],
    ['why support called off', waiver!],
  ] as const;
  return { ...learner, canaries: new Map([...learner.canaries, ...canaries]) };
}
