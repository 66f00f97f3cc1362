import { Injectable } from '@nestjs/common';
import { bookingRpc, lessonStands } from '@edu/contracts-booking';
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

@Injectable()
export class LessonRebuild {
  constructor(rebuilds: Rebuilds) {
    rebuilds.add({
      name: 'lesson',
      snapshot: bookingRpc.listSnapshot,
      idOf: ({ bookingId }) => bookingId,
      write: (tx, bookings) => {
        const rows = bookings.flatMap((row) => {
          const stands = lessonStands(row);
          return stands === undefined ? [] : [{ ...row, state: stands ? 'stands' : 'canceled' }];
        });
        return LESSON.putAll(tx, rows, { again: true });
      },
    });
  }
}
