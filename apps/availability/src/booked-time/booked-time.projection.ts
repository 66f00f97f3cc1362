import { Injectable } from '@nestjs/common';
import { bookingRpc } from '@edu/contracts-booking';
import { projection, Rebuilds } from '@edu/projection';

/** Time that a provider cannot sell twice; freed when the booking ended early. */
export const BOOKED_TIME = projection({
  table: 'booked_time',
  key: { bookingId: 'uuid' },
  columns: {
    providerId: 'uuid',
    busyFrom: 'timestamptz',
    busyUntil: 'timestamptz',
    freed: 'boolean',
  },
});

const FREED = ['expired', 'declined', 'canceled', 'refunded'];

@Injectable()
export class BookedTimeRebuild {
  constructor(rebuilds: Rebuilds) {
    rebuilds.add({
      name: 'booked-time',
      snapshot: bookingRpc.listSnapshot,
      idOf: ({ bookingId }) => bookingId,
      write: (tx, bookings) => {
        const rows = bookings.map((row) => ({ ...row, freed: FREED.includes(row.state) }));
        return BOOKED_TIME.putAll(tx, rows, { again: true });
      },
    });
  }
}
