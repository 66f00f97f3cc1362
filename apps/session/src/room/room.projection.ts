import { Injectable } from '@nestjs/common';
import { bookingRpc, lessonStands } from '@edu/contracts-booking';
import { projection, Rebuilds } from '@edu/projection';

/** The classroom of a booking. One that was called off before its room was there is closed from the start. */
export const ROOM = projection({
  table: 'room',
  key: { bookingId: 'uuid' },
  columns: {
    learnerId: 'uuid',
    payerId: 'uuid?',
    providerId: 'uuid',
    groupId: 'uuid?',
    mode: 'text?',
    startsAt: 'timestamptz',
    endsAt: 'timestamptz',
    state: 'text',
  },
  keeps: ['mode'],
  stamp: 'updatedAt',
});

@Injectable()
export class RoomRebuild {
  constructor(rebuilds: Rebuilds) {
    rebuilds.add({
      name: 'room',
      snapshot: bookingRpc.listSnapshot,
      idOf: ({ bookingId }) => bookingId,
      write: (tx, bookings) => {
        const rows = bookings.flatMap((row) => {
          const stands = lessonStands(row);
          return stands === undefined ? [] : [{ ...row, state: stands ? 'open' : 'closed' }];
        });
        return ROOM.putAll(tx, rows, { again: true });
      },
    });
  }
}
