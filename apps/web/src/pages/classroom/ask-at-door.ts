import { ApiError, type BookingDetails, type Client } from '@edu/client';
import { clockOffset } from './door-clock.ts';
import { doorOfAnswer, doorOfBooking, type Door, type PassAnswer } from './door.ts';

export type Classroom = BookingDetails;

export interface AtDoor {
  readonly door: Door;
  /** How far the server's clock is ahead of this device's, ms. */
  readonly clockOffset: number;
}

/** @throws ApiError, NetworkError when nothing can be said about the door */
export async function askAtDoor(api: Client, booking: Classroom): Promise<AtDoor> {
  const shut = doorOfBooking(booking);
  if (shut) return { door: shut, clockOffset: 0 };
  let failure: unknown;
  const answer = await api
    .get('/api/v1/sessions/token', { params: { query: { bookingId: booking.id } } })
    .then((pass): PassAnswer => ({ pass }))
    .catch((error: unknown): PassAnswer => {
      if (!(error instanceof ApiError)) throw error;
      failure = error;
      return { code: error.code, params: error.params };
    });
  const offset = 'pass' in answer ? 0 : await serverClockOffset();
  const door = doorOfAnswer(answer, Date.now() + offset);
  if (!door) throw failure;
  return { door, clockOffset: offset };
}

/** Devices are an hour wrong, or a day; 0 where the server's clock cannot be read. */
async function serverClockOffset(): Promise<number> {
  const askedAt = Date.now();
  try {
    const { headers } = await fetch(location.pathname, { method: 'HEAD', cache: 'no-store' });
    return clockOffset(headers.get('date'), askedAt, Date.now()) ?? 0;
  } catch {
    return 0;
  }
}
