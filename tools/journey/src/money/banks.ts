import { setTimeout as sleep } from 'node:timers/promises';
import type { Lesson } from './lesson.ts';
import type { MoneyArena } from './money-arena.ts';

/** Whose fault a lost payment is depends on it. */
const REASONS = [
  'fraudulent',
  'product_not_received',
  'product_unacceptable',
  'duplicate',
  'general',
] as const;
const ENDS = ['won', 'lost'] as const;
const CALLED_OFF = ['canceled', 'refunded'];

/**
 * The bank of whoever paid takes a payment back, all of it or a part, or asks about it first; and decides at once or a
 * while later, so that the platform may learn of both together.
 *
 * @param meanwhile what becomes of the lesson before the bank has decided
 */
export async function takeBack(
  arena: MoneyArena,
  lesson: Lesson,
  meanwhile: () => Promise<unknown> = () => Promise.resolve(),
): Promise<void> {
  const { rail } = lesson;
  const paid = await paymentOf(arena, lesson);
  if (!paid) return;
  const [isPart, isInquiry] = [arena.random() < 0.3, arena.random() < 0.25];
  const part = Math.max(1, Math.floor(Number(paid.amount) * (0.2 + 0.6 * arena.random())));
  const dispute = await rail.dispute(paid.ref, {
    reason: arena.pick(REASONS),
    isInquiry,
    ...(isPart && { amount: part }),
  });
  await meanwhile();
  await sleep(1_500 * arena.random());
  if (isInquiry && arena.random() < 0.5) await rail.decide(dispute, 'escalated');
  await rail.decide(dispute, arena.pick(ENDS));
}

/** The lesson takes place, as far as the platform can see. @returns whether it was one to take place */
export async function takesPlace(arena: MoneyArena, lesson: Lesson): Promise<boolean> {
  await due(arena, lesson, 'scheduled');
  return reaches(arena, lesson, 'completed');
}

/** Nobody has objected to it, and its money is the provider's. */
export async function isEarned(arena: MoneyArena, lesson: Lesson): Promise<void> {
  await due(arena, lesson, 'disputable');
}

/** As if the time had come at which the lesson goes on by itself. */
async function due({ database }: MoneyArena, { bookingId }: Lesson, state: string): Promise<void> {
  await database.query(
    `UPDATE booking.process SET due_at = now()
     WHERE kind = 'lesson' AND subject_id = $1 AND state = $2 AND due_at > now()`,
    [bookingId, state],
  );
}

async function reaches(arena: MoneyArena, lesson: Lesson, state: string): Promise<boolean> {
  const isOver = await arena.stateOf(lesson);
  return !CALLED_OFF.includes(isOver ?? '') && arena.becomes(lesson, state, 20_000);
}

interface Paid {
  readonly ref: string;
  /** In the money that was charged. */
  readonly amount: string;
}

/** What the psp calls a payment that it has taken; undefined where nobody has paid. */
async function paymentOf(
  { database }: MoneyArena,
  { bookingId, rail }: Lesson,
): Promise<Paid | undefined> {
  const { rows } = await database.query<Paid>(
    `SELECT psp_ref AS ref, coalesce(p.charged_amount, p.amount) AS amount FROM payment.payment p
     WHERE id IN (SELECT payment_id FROM payment.payment_part WHERE booking_id = $1)
       AND psp = $2 AND status = 'succeeded' LIMIT 1`,
    [bookingId, rail.psp],
  );
  return rows[0];
}
