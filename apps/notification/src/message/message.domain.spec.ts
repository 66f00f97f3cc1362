import { describe, expect, it } from 'vitest';
import { newId } from '@edu/contract-kit';
import { bookingExpired } from '../template/booking-expired.template.ts';
import { afterFailure, channelsFor, draftMessages, MAX_ATTEMPTS } from './message.domain.ts';

describe('after a failed attempt', () => {
  it('waits longer each time, then gives up', () => {
    const outcomes = [1, 2, 3, 4, 5].map((attempts) => afterFailure(attempts, false));
    expect(outcomes).toEqual([
      { giveUp: false, retryAfterS: 5 },
      { giveUp: false, retryAfterS: 30 },
      { giveUp: false, retryAfterS: 120 },
      { giveUp: false, retryAfterS: 600 },
      { giveUp: true },
    ]);
    expect(outcomes).toHaveLength(MAX_ATTEMPTS);
  });

  it('gives up at once what would fail again, and what was counted beyond the last attempt', () => {
    expect(afterFailure(1, true)).toEqual({ giveUp: true });
    expect(afterFailure(MAX_ATTEMPTS + 1, false)).toEqual({ giveUp: true });
  });
});

it('always writes in the app, elsewhere as wanted', () => {
  expect(channelsFor({ email: true, sms: false })).toEqual(['in_app', 'email']);
  expect(channelsFor({ email: false, sms: true })).toEqual(['in_app', 'sms']);
  expect(channelsFor({ email: false, sms: false })).toEqual(['in_app']);
});

describe('a draft', () => {
  const userId = newId();
  const facts = {
    bookingId: newId(),
    as: 'learner' as const,
    otherId: newId(),
    startsAt: '2026-11-24T10:00:00.000Z',
    endsAt: '2026-11-24T11:00:00.000Z',
    zone: 'UTC',
  };

  it('is made for each channel', () => {
    const eventId = newId();
    const drafts = draftMessages(eventId, bookingExpired, userId, facts, ['in_app', 'sms']);
    expect(drafts.map(({ channel }) => channel)).toEqual(['in_app', 'sms']);
    expect(drafts[0]).toMatchObject({ eventId, userId, template: 'booking-expired', facts });
    expect(drafts[0]!.id).not.toBe(drafts[1]!.id);
  });

  it('is refused when its template could not be written with these facts', () => {
    const bad = { ...facts, startsAt: 'tomorrow' };
    expect(() => draftMessages(newId(), bookingExpired, userId, bad, ['in_app'])).toThrow();
  });
});
