import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openLessonsAt, roomName, sourcesOf, windowOf } from './room.domain.ts';

const startsAt = new Date('2026-11-24T10:00:00.000Z');
const endsAt = new Date('2026-11-24T11:00:00.000Z');

/** What the database decides with the two instants. */
function isOpen(lesson: { startsAt: Date; endsAt: Date }, now: Date): boolean {
  const { latestStart, earliestEnd } = openLessonsAt(now);
  return lesson.startsAt <= latestStart && lesson.endsAt > earliestEnd;
}

describe('the window of a classroom', () => {
  it('is 15 minutes before the lesson until 10 minutes after it', () => {
    expect(windowOf({ startsAt, endsAt })).toEqual({
      opensAt: new Date('2026-11-24T09:45:00.000Z'),
      closesAt: new Date('2026-11-24T11:10:00.000Z'),
    });
  });

  it.each([
    ['2026-11-24T09:44:59.999Z', false],
    ['2026-11-24T09:45:00.000Z', true],
    ['2026-11-24T11:09:59.999Z', true],
    ['2026-11-24T11:10:00.000Z', false],
  ])('at %s: open %s', (now, open) => {
    expect(isOpen({ startsAt, endsAt }, new Date(now))).toBe(open);
  });

  it('is the same seen from the lesson and from an instant', () => {
    const instant = fc.integer({ min: 0, max: 4_000_000_000_000 });
    fc.assert(
      fc.property(
        instant,
        fc.integer({ min: 60_000, max: 8 * 3_600_000 }),
        fc.integer({ min: -3_600_000, max: 10 * 3_600_000 }),
        (start, length, offset) => {
          const lesson = { startsAt: new Date(start), endsAt: new Date(start + length) };
          const now = new Date(start + offset);
          const { opensAt, closesAt } = windowOf(lesson);
          expect(isOpen(lesson, now)).toBe(opensAt <= now && now < closesAt);
        },
      ),
    );
  });
});

it('names a room after its booking and lets only the provider share sound of the screen', () => {
  expect(roomName('b1')).toBe('booking-b1');
  expect(roomName('b1', 'g1')).toBe('group-g1');
  expect(sourcesOf('learner')).toEqual(['camera', 'microphone', 'screen_share']);
  expect(sourcesOf('provider')).toContain('screen_share_audio');
});
