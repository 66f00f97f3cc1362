import { describe, expect, it } from 'vitest';
import { bookingErrors } from '@edu/contracts-booking';
import { answerEnd, requireAnswerer } from './request.domain.ts';

const now = new Date('2026-12-01T10:00:00Z');
const code = (type: { code: string }) => expect.objectContaining({ code: type.code });

describe('answerEnd', () => {
  it.each([
    ['the hours of the provider', '2026-12-05T10:00:00Z', '2026-12-05T08:00:00Z', '2026-12-02T10'],
    ['the notice', '2026-12-02T09:00:00Z', '2026-12-02T07:00:00Z', '2026-12-02T07'],
    [
      'an hour, where the notice is near',
      '2026-12-01T12:10:00Z',
      '2026-12-01T10:10:00Z',
      '2026-12-01T11',
    ],
    ['the start', '2026-12-01T10:30:00Z', '2026-12-01T10:10:00Z', '2026-12-01T10:30'],
  ])('is %s', (_, startsAt, bookableUntil, end) => {
    const until = answerEnd(now, { answerWithinHours: 24, bookableUntil }, new Date(startsAt));
    expect(until.toISOString()).toContain(end);
  });
});

describe('requireAnswerer', () => {
  const waiting = (state: string) => ({ state, holdExpiresAt: new Date(now.getTime() + 1) });

  it.each([
    ['requested', 'provider', 'learner'],
    ['proposed', 'learner', 'provider'],
  ] as const)('%s is for the %s', (state, side, other) => {
    expect(() => requireAnswerer(waiting(state), 'accept', side, now)).not.toThrow();
    expect(() => requireAnswerer(waiting(state), 'accept', other, now)).toThrow(
      code(bookingErrors.answerIsTheirs),
    );
  });

  it('is over with its time, also while nobody has written that down', () => {
    expect(() =>
      requireAnswerer({ state: 'requested', holdExpiresAt: now }, 'decline', 'provider', now),
    ).toThrow(code(bookingErrors.answeredTooLate));
  });

  it.each(['pending', 'confirmed', 'expired', 'declined', 'canceled', 'refunded'])(
    '%s waits for no answer',
    (state) => {
      expect(() => requireAnswerer(waiting(state), 'accept', 'provider', now)).toThrow(
        code(bookingErrors.illegalTransition),
      );
    },
  );
});
