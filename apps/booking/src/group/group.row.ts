import type { Currency, RpcOutput } from '@edu/contract-kit';
import type { CancellationPolicy, Quote } from '@edu/contracts-availability';
import type { bookingRpc, GroupLesson } from '@edu/contracts-booking';
import type { GroupRow } from './group.sql.ts';

type GroupTime = RpcOutput<typeof bookingRpc.listGroupSnapshot>['items'][number];

const priceOf = (row: GroupRow): GroupLesson['price'] => ({
  amount: Number(row.price_amount),
  currency: row.price_currency as Currency,
});

/** The contract's view of a row. */
export function toGroup(row: GroupRow, now: Date): GroupLesson {
  const canBook = row.state === 'open' && row.starts_at > now;
  return {
    ...{ id: row.id, providerId: row.provider_id, state: row.state },
    ...{ title: row.title, subject: row.subject, mode: row.mode as GroupLesson['mode'] },
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    zone: row.zone,
    price: priceOf(row),
    policy: row.policy as CancellationPolicy,
    seats: row.seats,
    seatsLeft: canBook ? Math.max(0, row.seats - row.taken) : 0,
    version: row.version,
  };
}

/** A seat as availability would quote a slot. */
export function seatQuote(row: GroupRow): Quote {
  return {
    providerId: row.provider_id,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    busyFrom: row.busy_from.toISOString(),
    busyUntil: row.busy_until.toISOString(),
    price: priceOf(row),
    zone: row.zone,
    policy: row.policy as CancellationPolicy,
  };
}

type TimeRow = Pick<
  GroupRow,
  'id' | 'provider_id' | 'busy_from' | 'busy_until' | 'state' | 'version'
>;

export function groupTime(row: TimeRow): GroupTime {
  return {
    groupId: row.id,
    providerId: row.provider_id,
    busyFrom: row.busy_from.toISOString(),
    busyUntil: row.busy_until.toISOString(),
    canceled: row.state === 'canceled',
    version: row.version,
  };
}
