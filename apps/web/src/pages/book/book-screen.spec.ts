import { describe, expect, it } from 'vitest';
import { ApiError, type BookingDetails, type Quote } from '@edu/client';
import { bookScreen } from './book-screen.ts';
import type { WantedSlot } from './slot-link.ts';

const NOW = Date.parse('2026-11-24T08:00:00.000Z');
const SLOT: WantedSlot = {
  ...{ providerId: 'p', startsAt: '2026-11-24T10:00:00.000Z', minutes: 60 },
  ...{ mode: 'online', trial: false, subject: undefined },
};
const QUOTE = { startsAt: SLOT.startsAt } as Quote;
const refused = (status: number, code: string) =>
  new ApiError(new Response(null, { status }), { code });
const TAKEN = refused(409, 'availability.slot_not_offered');

function screen(known: Partial<Parameters<typeof bookScreen>[0]>) {
  const usual = { slot: SLOT, quote: undefined, refusal: undefined, upcoming: [], me: undefined };
  return bookScreen({ ...usual, now: NOW, ...known });
}
function booking(values: Partial<BookingDetails>): BookingDetails {
  const about = { providerId: 'p', startsAt: '2026-11-24T10:00:00Z', state: 'confirmed' };
  return { ...about, holdExpiresAt: null, ...values } as BookingDetails;
}

describe('the page that books a slot', () => {
  it('offers what is quoted', () => {
    expect(screen({ quote: QUOTE })).toEqual({ is: 'offer', quote: QUOTE });
  });

  it('leads to what I have already, which is why it is not offered', () => {
    const upcoming = [booking({ startsAt: '2026-11-24T11:00:00Z' }), booking({})];
    expect(screen({ refusal: TAKEN, upcoming })).toMatchObject({ is: 'mine', toPay: false });
    const held = booking({ state: 'pending', holdExpiresAt: '2026-11-24T08:10:00.000Z' });
    expect(screen({ refusal: TAKEN, upcoming: [held] })).toMatchObject({ is: 'mine', toPay: true });
  });

  it('does not lead to a hold that is over', () => {
    const held = booking({ state: 'pending', holdExpiresAt: '2026-11-24T08:00:00.000Z' });
    expect(screen({ refusal: TAKEN, upcoming: [held] })).toEqual({ is: 'taken' });
    expect(screen({ quote: QUOTE, upcoming: [held] })).toMatchObject({ is: 'offer' });
  });

  it('says why there is nothing to book', () => {
    expect(screen({ refusal: TAKEN })).toEqual({ is: 'taken' });
    expect(screen({ refusal: TAKEN, me: { id: 'p' } })).toEqual({ is: 'ownProfile' });
    expect(screen({ refusal: TAKEN, now: Date.parse(SLOT.startsAt) })).toEqual({ is: 'past' });
    const gone = refused(404, 'availability.no_schedule');
    expect(screen({ refusal: gone })).toEqual({ is: 'gone' });
  });

  it('never offers an old quote when a newer one was refused', () => {
    expect(screen({ quote: QUOTE, refusal: TAKEN })).toEqual({ is: 'taken' });
    expect(screen({ quote: QUOTE, refusal: refused(503, 'platform.unavailable') })).toBeUndefined();
  });
});
