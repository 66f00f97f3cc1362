import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BOOKING_STATES,
  HELD_STATES,
  LIVE_STATES,
  UNANSWERED_STATES,
  type BookingState,
} from '@edu/contracts-booking';
import { unreachableStates } from '@edu/process';
import {
  holdEnd,
  nextState,
  refundOf,
  transition,
  TRANSITIONS,
  type BookingCommand,
} from './booking.domain.ts';

const COMMANDS = Object.keys(TRANSITIONS) as BookingCommand[];
const moderate = {
  name: 'moderate' as const,
  tiers: [
    { hoursBefore: 24, refundPct: 100, providerSharePct: 0 },
    { hoursBefore: 4, refundPct: 50, providerSharePct: 50 },
  ],
  graceMinutes: 15,
};

describe('transition', () => {
  it.each([
    ['pending', 'pay', 'confirmed'],
    ['pending', 'expire', 'expired'],
    ['pending', 'cancel', 'canceled'],
    ['confirmed', 'reschedule', 'confirmed'],
    ['pending', 'shift', 'pending'],
    ['pending', 'extend', 'pending'],
    ['no_show', 'replace', 'confirmed'],
    ['confirmed', 'cancel', 'canceled'],
    ['expired', 'pay', 'confirmed'],
    ['requested', 'accept', 'pending'],
    ['requested', 'decline', 'declined'],
    ['requested', 'propose', 'proposed'],
    ['requested', 'expire', 'expired'],
    ['requested', 'cancel', 'canceled'],
    ['proposed', 'accept', 'pending'],
    ['proposed', 'decline', 'declined'],
    ['proposed', 'expire', 'expired'],
    ['proposed', 'cancel', 'canceled'],
    ['confirmed', 'complete', 'completed'],
    ['confirmed', 'miss', 'no_show'],
    ['canceled', 'refund', 'refunded'],
    ['completed', 'refund', 'refunded'],
    ['no_show', 'refund', 'refunded'],
  ] as const)('%s + %s = %s', (state, command, next) => {
    expect(transition(state, command)).toBe(next);
  });

  it('refuses everything that the table does not name', () => {
    const legal = BOOKING_STATES.flatMap((s) => COMMANDS.filter((c) => nextState(s, c)));
    expect(legal).toHaveLength(24);
    expect(() => transition('completed', 'cancel')).toThrowError(/completed/);
    expect(() => transition('refunded', 'pay')).toThrowError(/refunded/);
  });

  it('leads to every state of the contract', () => {
    const edges = Object.values<Partial<Record<BookingState, BookingState>>>(TRANSITIONS).flatMap(
      (moves) => Object.entries(moves) as [BookingState, BookingState][],
    );
    expect(unreachableStates(BOOKING_STATES, 'requested', edges)).toEqual([]);
    // Nothing of a request is left where a slot is booked at once.
    const instant = unreachableStates(BOOKING_STATES, 'pending', edges);
    expect(instant).toEqual(['requested', 'proposed', 'declined']);
  });

  it('lets every live booking be called off, every held one run out, and no other', () => {
    const from = (command: BookingCommand) => BOOKING_STATES.filter((s) => nextState(s, command));
    expect(from('cancel')).toEqual([...LIVE_STATES]);
    expect(from('expire')).toEqual([...HELD_STATES]);
    expect(from('accept')).toEqual([...UNANSWERED_STATES]);
    expect(from('decline')).toEqual([...UNANSWERED_STATES]);
  });

  it('never leaves a final state', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...COMMANDS), { maxLength: 30 }), (commands) => {
        let state: (typeof BOOKING_STATES)[number] = 'requested';
        for (const command of commands) {
          const next = nextState(state, command);
          if (state === 'refunded' || state === 'declined') expect(next).toBeUndefined();
          state = next ?? state;
        }
      }),
    );
  });
});

describe('holdEnd', () => {
  const now = new Date('2026-12-01T09:50:00Z');
  it.each([
    ['2026-12-01T12:00:00Z', '2026-12-01T10:05:00.000Z'],
    ['2026-12-01T10:05:00Z', '2026-12-01T10:05:00.000Z'],
    ['2026-12-01T09:54:00Z', '2026-12-01T09:54:00.000Z'],
  ])('of a lesson at %s is %s', (startsAt, end) => {
    expect(holdEnd(now, 15, new Date(startsAt)).toISOString()).toBe(end);
  });
});

describe('refundOf', () => {
  const startsAt = new Date('2026-12-01T10:00:00Z');
  const base = {
    by: 'learner' as const,
    startsAt,
    bookedAt: new Date('2026-11-01T10:00:00Z'),
    paid: 5_001n,
    policy: moderate,
  };
  const hoursBefore = (hours: number) => new Date(startsAt.getTime() - hours * 3_600_000);

  it.each([
    [25, 100, 5_001n],
    [24, 100, 5_001n],
    [23.9, 50, 2_501n],
    [4, 50, 2_501n],
    [3.9, 0, 0n],
    [-1, 0, 0n],
  ])('%f hours before gives back %i %%', (hours, refundPct, refund) => {
    expect(refundOf({ ...base, now: hoursBefore(hours) })).toEqual({ refundPct, refund });
  });

  it('gives back everything in the grace period, and when the provider cancels', () => {
    const now = hoursBefore(2);
    const bookedAt = new Date(now.getTime() - 14 * 60_000);
    expect(refundOf({ ...base, now, bookedAt }).refundPct).toBe(100);
    expect(refundOf({ ...base, now, by: 'provider' }).refundPct).toBe(100);
  });

  it('never gives back more than was paid, and less as the lesson comes nearer', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 12n }),
        fc.integer({ min: 0, max: 1_000 }),
        fc.integer({ min: 0, max: 1_000 }),
        (paid, a, b) => {
          const [near, far] = [Math.min(a, b), Math.max(a, b)];
          const later = refundOf({ ...base, paid, now: hoursBefore(near) }).refund;
          const earlier = refundOf({ ...base, paid, now: hoursBefore(far) }).refund;
          expect(later).toBeLessThanOrEqual(earlier);
          expect(earlier).toBeLessThanOrEqual(paid);
        },
      ),
    );
  });
});
