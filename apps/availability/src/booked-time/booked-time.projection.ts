import { Injectable } from '@nestjs/common';
import type { RpcOutput } from '@edu/contract-kit';
import { bookingRpc, type BookingSnapshot } from '@edu/contracts-booking';
import { projection, Rebuilds } from '@edu/projection';

type GroupTime = RpcOutput<typeof bookingRpc.listGroupSnapshot>['items'][number];

/** Time that a provider cannot sell twice; freed when the booking ended early. */
export const BOOKED_TIME = projection({
  table: 'booked_time',
  key: { bookingId: 'uuid' },
  columns: {
    providerId: 'uuid',
    busyFrom: 'timestamptz',
    busyUntil: 'timestamptz',
    freed: 'boolean',
    movesId: 'uuid?',
  },
  keeps: ['movesId'],
});

/** A group lesson among the bookings: ids of both are unique. */
export const timeOfGroup = ({ groupId, canceled, ...time }: GroupTime) => ({
  ...time,
  bookingId: groupId,
  freed: canceled,
});

const FREED = ['expired', 'declined', 'canceled', 'refunded'];

/** A time that was held for a lesson is its lesson's once it is paid. */
const isFreed = ({ state, movesId }: Pick<BookingSnapshot, 'state' | 'movesId'>): boolean =>
  FREED.includes(state) || (movesId !== undefined && state === 'completed');

@Injectable()
export class BookedTimeRebuild {
  constructor(rebuilds: Rebuilds) {
    rebuilds.add({
      name: 'booked-time',
      snapshot: bookingRpc.listSnapshot,
      idOf: ({ bookingId }) => bookingId,
      write: (tx, bookings) => {
        const rows = bookings.map((row) => ({ ...row, freed: isFreed(row) }));
        return BOOKED_TIME.putAll(tx, rows, { again: true });
      },
    });
    rebuilds.add({
      name: 'group-time',
      snapshot: bookingRpc.listGroupSnapshot,
      idOf: ({ groupId }) => groupId,
      write: (tx, groups) => BOOKED_TIME.putAll(tx, groups.map(timeOfGroup), { again: true }),
    });
  }
}
