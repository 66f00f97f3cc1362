import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bookingRpc } from '@edu/contracts-booking';
import { testActor, type TestActor } from '@edu/testing';
import { BookingBench, inHours } from './booking.harness.ts';

let bench: BookingBench;
beforeAll(async () => {
  bench = await BookingBench.start();
});
afterAll(() => bench.stop());

describe('what is to come, and what is past', () => {
  it('are two lists that have every booking once, in the order in which people read them', async () => {
    const learner = await testActor('student');
    const later = await bench.confirmed(learner, { startsAt: inHours(72) });
    const over = await bench.confirmed(learner, { startsAt: inHours(60) });
    const calledOff = await bench.confirmed(learner, { startsAt: inHours(90) });
    await bench.cancel(calledOff.id, learner);
    await bench.shift(over.id, 100);
    const held = await bench.book(learner, { startsAt: inHours(50) });

    expect(await ids(learner, 'upcoming')).toEqual([held.id, later.id]);
    expect(await ids(learner, 'past')).toEqual([calledOff.id, over.id]);
  });
});

/** One booking a page, so that cursors are followed too. */
async function ids(as: TestActor, when: 'upcoming' | 'past'): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | null = null;
  do {
    const query = { when, limit: 1, ...(cursor && { cursor }) };
    const page: { items: { id: string }[]; nextCursor: string | null } = await bench.service.call(
      bookingRpc.list,
      query,
      { as },
    );
    found.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}
