import { ApiError } from '@edu/client';
import { inParallel } from '../in-parallel.ts';
import type { Lesson } from './lesson.ts';
import type { MoneyArena } from './money-arena.ts';
import type { Rail } from './rail.ts';

/** Payments under way at one psp. */
const AT_ONCE = 8;
/** A paid lesson is called off once it is confirmed, if that takes no longer. */
const CONFIRMED_WITHIN_MS = 20_000;

/** One line of the table: something that goes wrong, at every psp where it can. */
export interface MoneyRow {
  readonly name: string;
  /**
   * @param count payments at each psp
   * @returns the psps where it could be tried
   */
  run(arena: MoneyArena, count: number): Promise<readonly Rail[]>;
}

/** Runs `pay` so often at each of these psps, and notes what stopped it. */
export async function atEach(
  arena: MoneyArena,
  rails: readonly Rail[],
  count: number,
  pay: (rail: Rail, nth: number) => Promise<unknown>,
): Promise<void> {
  const one = async (rail: Rail, nth: number) => {
    await pay(rail, nth).catch((error: unknown) => {
      arena.failures.push(`${rail.psp}: ${error instanceof Error ? error.message : String(error)}`);
    });
  };
  await Promise.all(rails.map((rail) => inParallel(count, AT_ONCE, (nth) => one(rail, nth))));
}

/** A lesson is booked and paid; some are called off afterwards, for all of the money or for a part. */
export async function bookAndPay(arena: MoneyArena, rail: Rail, row: string): Promise<Lesson> {
  const lesson = await arena.lesson(rail, row);
  try {
    await arena.pay(lesson, await arena.open(lesson));
  } catch (error) {
    // An order that was taken for refused has asked somebody, who has agreed.
    if (!(error instanceof ApiError && error.is('payment.already_paid'))) throw error;
  }
  await sometimesGiveBack(arena, lesson);
  return lesson;
}

export async function sometimesGiveBack(arena: MoneyArena, lesson: Lesson): Promise<void> {
  const fate = arena.random();
  if (fate > 0.45) return;
  if (!(await arena.becomes(lesson, 'confirmed', CONFIRMED_WITHIN_MS))) return;
  await arena.giveBack(lesson, fate < 0.25 ? 'whole' : 'part');
}
