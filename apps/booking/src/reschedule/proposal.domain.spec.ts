import { describe, expect, it } from 'vitest';
import { bookingErrors } from '@edu/contracts-booking';
import type { Booking as BookingRow } from '../generated/prisma/client.ts';
import { distinctStarts, ensureProposable, proposalEnd } from './proposal.domain.ts';

const now = new Date('2026-05-04T08:00:00.000Z');
const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const lesson = (hours: number, more: Partial<BookingRow> = {}) =>
  ({ state: 'confirmed', groupId: null, startsAt: inHours(hours), ...more }) as BookingRow;

describe('until when a proposal waits', () => {
  it.each([
    ['two days', 200, [300], 48],
    ['less where the lesson is near', 30, [300], 24],
    ['no longer than until the last of its times', 200, [5, 10], 10],
  ])('%s', (_, startsIn, starts, hours) => {
    expect(proposalEnd(now, lesson(startsIn), starts.map(inHours))).toEqual(inHours(hours));
  });
});

describe('what may be proposed', () => {
  const refusal = (row: BookingRow, ...starts: number[]) => {
    try {
      ensureProposable(row, starts.map(inHours), now);
    } catch (error) {
      return (error as { code: string }).code;
    }
    return undefined;
  };

  it('is another time than that of a paid lesson', () => {
    expect(refusal(lesson(48), 72)).toBeUndefined();
    expect(refusal(lesson(48), 72, 48)).toBe(bookingErrors.sameTime.code);
    expect(refusal(lesson(48, { state: 'pending' }), 72)).toBe(
      bookingErrors.illegalTransition.code,
    );
    expect(refusal(lesson(48, { groupId: 'a group' }), 72)).toBe(bookingErrors.seatStays.code);
  });

  it('leaves two hours to answer, six hours before the lesson', () => {
    expect(refusal(lesson(8), 72)).toBeUndefined();
    expect(refusal(lesson(7.9), 72)).toBe(bookingErrors.proposalLate.code);
    expect(refusal(lesson(48), 1.5)).toBe(bookingErrors.proposalLate.code);
  });

  it('is each time once, the earliest first', () => {
    const [early, late] = [inHours(1), inHours(2)];
    const given = [late, early, late].map((at) => at.toISOString());
    expect(distinctStarts(given)).toEqual([early, late]);
  });
});
