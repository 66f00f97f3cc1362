import { expect } from 'vitest';
import { sessionEvents, type Presence } from '@edu/contracts-session';
import { eventually, type TestActor } from '@edu/testing';
import type { BookingBench, BookOptions } from '../booking/booking.harness.ts';

export type Confirmed = Awaited<ReturnType<BookingBench['confirmed']>>;

/** A paid lesson that ended a minute ago, and waits for what its classroom proves. */
export async function lessonOver(
  bench: BookingBench,
  learner: TestActor,
  options: BookOptions = {},
): Promise<Confirmed> {
  const booking = await bench.confirmed(learner, options);
  await bench.shift(booking.id, 49 + 1 / 60);
  const { startsAt } = await bench.get(booking.id, learner);
  return { ...booking, startsAt };
}

/** Session says who was there; resolves when that has been handled. */
export async function attended(
  bench: BookingBench,
  { id: bookingId, startsAt }: Pick<Confirmed, 'id' | 'startsAt'>,
  who: { learner: Presence; provider: Presence },
): Promise<void> {
  const side = (presence: Presence) => ({
    presence,
    ground: presence === 'absent' ? ('never_came' as const) : ('long_enough' as const),
    minutes: presence === 'absent' ? 0 : 60,
  });
  const messageId = await bench.service.publish(sessionEvents.attended, {
    ...{ bookingId, startsAt, at: new Date().toISOString() },
    ...{ learner: side(who.learner), provider: side(who.provider) },
  });
  await eventually(async () => {
    const find = 'SELECT FROM inbox WHERE message_id = $1';
    expect((await bench.service.sql.query(find, [messageId])).rowCount).toBe(1);
  });
}
