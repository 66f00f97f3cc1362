import {
  BOOKING_PARTS,
  BOOKING_STATES,
  LIVE_STATES,
  type BookingState,
} from '@edu/contracts-booking';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countParts } from './parts.ts';
import { spansOf, type Span } from './spans.ts';

const NOW = new Date('2026-11-27T12:00:00Z');

interface Lesson {
  readonly state: BookingState;
  readonly endsAt: Date;
}
const lesson = fc.record({
  state: fc.constantFrom(...BOOKING_STATES),
  endsAt: fc.integer({ min: -3, max: 3 }).map((hours) => new Date(+NOW + hours * 3_600_000)),
});

const isIn = ({ state, endsAt }: Lesson, spans: readonly Span[]) =>
  spans.some(
    (span) =>
      span.state === state &&
      (span.ends_after === null || endsAt > span.ends_after) &&
      (span.ends_until === null || endsAt <= span.ends_until),
  );
const isToCome = ({ state, endsAt }: Lesson) =>
  (LIVE_STATES as readonly string[]).includes(state) && endsAt > NOW;

describe('the spans of a list', () => {
  it('have of each part what is counted in it', () => {
    fc.assert(
      fc.property(lesson, fc.constantFrom(...BOOKING_PARTS), (one, part) => {
        const isLive = (LIVE_STATES as readonly string[]).includes(one.state);
        const over = isLive && one.endsAt <= NOW ? 1 : 0;
        const counted = countParts([{ state: one.state, count: 1, over }])[part];
        expect(isIn(one, spansOf({ part }, NOW))).toBe(counted === 1);
      }),
    );
  });

  it('have what is to come, or all else, or everything', () => {
    fc.assert(
      fc.property(lesson, (one) => {
        expect(isIn(one, spansOf({ when: 'upcoming' }, NOW))).toBe(isToCome(one));
        expect(isIn(one, spansOf({ when: 'past' }, NOW))).toBe(!isToCome(one));
        expect(isIn(one, spansOf({}, NOW))).toBe(true);
      }),
    );
  });

  it('have what every condition leaves', () => {
    fc.assert(
      fc.property(
        lesson,
        fc.constantFrom(...BOOKING_PARTS),
        fc.constantFrom('upcoming' as const, 'past' as const),
        fc.constantFrom(...BOOKING_STATES),
        (one, part, when, state) => {
          const each = [spansOf({ part }, NOW), spansOf({ when }, NOW), spansOf({ state }, NOW)];
          const both = isIn(one, spansOf({ part, when, state }, NOW));
          expect(both).toBe(each.every((spans) => isIn(one, spans)));
        },
      ),
    );
  });
});
