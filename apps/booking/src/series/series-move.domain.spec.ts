import { describe, expect, it } from 'vitest';
import type { Booking as BookingRow } from '../generated/prisma/client.ts';
import { inTurns, obstacleOf, settle, targetsOf, type PlannedMove } from './series-move.domain.ts';

const HOUR_MS = 3_600_000;
const moderate = {
  name: 'moderate',
  tiers: [{ hoursBefore: 24, refundPct: 100, providerSharePct: 0 }],
  graceMinutes: 0,
};

function lesson(startsAt: string, more: Partial<BookingRow> = {}): BookingRow {
  const start = new Date(startsAt);
  const end = new Date(start.getTime() + HOUR_MS);
  return {
    ...{ id: startsAt, state: 'confirmed', startsAt: start, endsAt: end },
    ...{ busyFrom: start, busyUntil: end, reschedules: 0, priceAmount: 5_000n },
    ...{ createdAt: new Date('2026-09-01T00:00:00Z'), policy: moderate },
    ...more,
  } as BookingRow;
}

describe('where lessons go', () => {
  const rows = ['2026-10-13T16:00:00Z', '2026-10-20T16:00:00Z', '2026-10-27T17:00:00Z'].map((at) =>
    lesson(at),
  );
  const starts = (startsAt: string, instead: [string, string][] = [], zone = 'Europe/Paris') =>
    targetsOf(rows, startsAt, new Map(instead), zone).map(({ at }) => new Date(at).toISOString());

  it('is as many days further at the new time of day, in summer as in winter', () => {
    // Tuesday at 18:00 becomes Thursday at 17:30, in Paris.
    expect(starts('2026-10-15T15:30:00Z')).toEqual([
      '2026-10-15T15:30:00.000Z',
      '2026-10-22T15:30:00.000Z',
      '2026-10-29T16:30:00.000Z',
    ]);
    expect(starts('2026-10-12T15:30:00Z')[2]).toBe('2026-10-26T16:30:00.000Z');
  });

  it('is another time where that is given', () => {
    const [, second] = rows;
    expect(starts('2026-10-15T15:30:00Z', [[second!.id, '2026-10-23T09:00:00Z']])[1]).toBe(
      '2026-10-23T09:00:00.000Z',
    );
  });

  it('is no time that the clocks skip', () => {
    const spring = ['2027-03-20T10:00:00Z', '2027-03-27T10:00:00Z'].map((at) => lesson(at));
    const [, skipped] = targetsOf(spring, '2027-03-21T01:30:00Z', new Map(), 'Europe/Paris');
    expect(skipped).toMatchObject({ exists: false });
  });
});

describe('the rules of each lesson', () => {
  const now = new Date('2026-10-10T00:00:00Z');
  const to = Date.parse('2026-10-30T10:00:00Z');
  it.each([
    ['nothing', lesson('2026-10-20T10:00:00Z'), null],
    ['too late', lesson('2026-10-10T20:00:00Z'), 'late'],
    [
      'not too late while it is not paid',
      lesson('2026-10-10T20:00:00Z', { state: 'pending' }),
      null,
    ],
    ['too many moves', lesson('2026-10-20T10:00:00Z', { reschedules: 3 }), 'moved_often'],
    ['where it is', lesson('2026-10-30T10:00:00Z'), 'same_time'],
  ] as const)('%s', (_what, row, obstacle) => {
    expect(obstacleOf(row, to, now)).toBe(obstacle);
  });
});

describe('lessons that want times of each other', () => {
  const move = (
    from: string,
    to: string,
    obstacle: PlannedMove['obstacle'] = null,
  ): PlannedMove => {
    const end = new Date(Date.parse(to) + HOUR_MS).toISOString();
    const time = { startsAt: to, endsAt: end, busyFrom: to, busyUntil: end };
    return { row: lesson(from), time, obstacle, nearest: null };
  };
  const day = (n: number) => `2026-11-0${n}T10:00:00.000Z`;
  const obstacles = (moves: PlannedMove[]) => settle(moves).map(({ obstacle }) => obstacle);

  it('go one after the other, the last first', () => {
    const moves = [move(day(1), day(2)), move(day(2), day(3)), move(day(3), day(4))];
    expect(obstacles(moves)).toEqual([null, null, null]);
    const turns = inTurns(moves).map((turn) => turn.map(({ row }) => row.id));
    expect(turns).toEqual([[day(3)], [day(2)], [day(1)]]);
  });

  it('go in one turn where none is in the way of another, but for those that stay', () => {
    const moves = [move(day(1), day(4)), move(day(2), day(5), 'busy'), move(day(3), day(6))];
    const turns = inTurns(moves).map((turn) => turn.map(({ row }) => row.id));
    expect(turns).toEqual([[day(1), day(3)]]);
  });

  it('wait for none that stays: all before it stay as well', () => {
    const moves = [move(day(1), day(2)), move(day(2), day(3)), move(day(3), day(4), 'busy')];
    expect(obstacles(moves)).toEqual(['busy', 'busy', 'busy']);
  });

  it('do not change places', () => {
    const moves = [move(day(1), day(2)), move(day(2), day(1)), move(day(5), day(6))];
    expect(obstacles(moves)).toEqual(['overlaps', 'overlaps', null]);
  });
});
