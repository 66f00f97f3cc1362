import { Injectable } from '@nestjs/common';
import { bookingRpc } from '@edu/contracts-booking';
import { projection, Rebuilds } from '@edu/projection';

/** A paid booking, as far as it decides who sees an address. */
export const LESSON = projection({
  table: 'lesson',
  key: { bookingId: 'uuid' },
  columns: {
    learnerId: 'uuid',
    payerId: 'uuid?',
    providerId: 'uuid',
    mode: 'text?',
    endsAt: 'timestamptz',
    state: 'text',
  },
  keeps: ['mode'],
});

/** Bookings that were never paid are no lessons. */
const NEVER_PAID = ['pending', 'expired'];
const CANCELED = ['canceled', 'refunded'];

@Injectable()
export class LessonRebuild {
  constructor(rebuilds: Rebuilds) {
    rebuilds.add({
      name: 'lesson',
      snapshot: bookingRpc.listSnapshot,
      idOf: ({ bookingId }) => bookingId,
      write: (tx, bookings) => {
        const rows = bookings
          .filter(({ state }) => !NEVER_PAID.includes(state))
          .map((row) => ({ ...row, state: CANCELED.includes(row.state) ? 'canceled' : 'stands' }));
        return LESSON.putAll(tx, rows, { again: true });
      },
    });
  }
}
