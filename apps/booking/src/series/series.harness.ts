import { newId, type RpcArgs } from '@edu/contract-kit';
import { bookingRpc, type Series } from '@edu/contracts-booking';
import type { TestActor } from '@edu/testing';
import { inHours, type BookingBench } from '../booking/booking.harness.ts';

export type SeriesOptions = Partial<RpcArgs<typeof bookingRpc.createSeries>> & {
  readonly key?: string;
  /** Weekly, so many. */
  readonly times?: number;
};

/** Four weekly lessons from two days from now on, unless given. */
export function bookSeries(
  { service }: BookingBench,
  as: TestActor,
  { key = newId(), times = 4, ...more }: SeriesOptions = {},
): Promise<Series> {
  const repeat = more.starts && more.starts.length > 1 ? {} : { repeat: { times } };
  const input = { providerId: newId(), starts: [inHours(48)], ...repeat, ...more };
  return service.call(bookingRpc.createSeries, input, { as, key });
}
