import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import {
  newId,
  platformErrors,
  type EventData,
  type Money,
  type Problem,
  type RpcInput,
} from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import {
  availabilityErrors,
  availabilityRpc,
  type CancellationPolicy,
  type QuotedSeries,
  type SeriesObstacle,
} from '@edu/contracts-availability';
import {
  bookingEvents,
  bookingRpc,
  type Booking,
  type BookingDetails,
} from '@edu/contracts-booking';
import { paymentEvents } from '@edu/contracts-payment';
import { profileEvents, profileRpc } from '@edu/contracts-profile';
import {
  eventually,
  startTestService,
  type TestActor,
  type TestService,
  type TestServiceOptions,
} from '@edu/testing';
import { bookingService } from '../main.ts';

export const PRICE: Money = { amount: 5_000, currency: 'XOF' };
const HOUR = 3_600_000;
type SeriesInput = RpcInput<typeof availabilityRpc.quoteSeries>;

export const MODERATE: CancellationPolicy = {
  name: 'moderate',
  tiers: [
    { hoursBefore: 24, refundPct: 100, providerSharePct: 0 },
    { hoursBefore: 4, refundPct: 50, providerSharePct: 50 },
  ],
  graceMinutes: 0,
};

/** Answers for those who know names, by the id of an account or of a provider. */
export function fakeNames({ fake }: TestService, names: ReadonlyMap<string, string>): void {
  const known = (ids: readonly string[]) => ids.filter((id) => names.has(id));
  fake(authRpc.names, ({ userIds }) => ({
    items: known(userIds).map((userId) => ({ userId, displayName: names.get(userId)! })),
  }));
  fake(profileRpc.names, ({ providerIds }) => ({
    items: known(providerIds).map((providerId) => ({
      ...{ providerId, displayName: names.get(providerId)! },
    })),
  }));
}

export interface BookOptions {
  readonly providerId?: string;
  readonly startsAt?: string;
  readonly key?: string;
  readonly trial?: boolean;
}

/** The booking service with an availability that quotes whatever is asked. */
export class BookingBench {
  /** What the next quotes say. */
  policy = MODERATE;
  /** Providers who want to be asked, by their ids. */
  readonly asking = new Set<string>();
  /** What the next quotes of series say of a start. */
  readonly obstacles = new Map<string, SeriesObstacle>();
  /** The free starts near one that cannot be had, as availability says, the nearest first. */
  readonly near = new Map<string, readonly string[]>();
  /** Starts that the next quotes say are not offered. */
  readonly refusing = new Set<string>();
  price = PRICE;
  /** Of people, by their ids. */
  readonly names = new Map<string, string>();
  /** First names of children without an account, by their ids. */
  readonly children = new Map<string, string>();
  private constructor(readonly service: TestService) {}

  static async start(
    env: Record<string, string> = {},
    replicas = 1,
    more: Pick<TestServiceOptions, 'machineTime'> = {},
  ): Promise<BookingBench> {
    const options = { env, replicas, ...more };
    const bench = new BookingBench(await startTestService(bookingService, options));
    bench.service.fake(availabilityRpc.quote, ({ providerId, startsAt, durationMinutes }) => {
      if (bench.refusing.has(startsAt)) throw availabilityErrors.slotNotOffered();
      const begin = new Date(startsAt);
      const end = new Date(begin.getTime() + durationMinutes * 60_000).toISOString();
      const times = { startsAt: begin.toISOString(), endsAt: end };
      const busy = { busyFrom: times.startsAt, busyUntil: end };
      const terms = { price: bench.price, zone: 'Africa/Abidjan', policy: bench.policy };
      const request = bench.asking.has(providerId) && {
        request: { answerWithinHours: 24, bookableUntil: times.startsAt },
      };
      return { providerId, ...times, ...busy, ...terms, ...request };
    });
    bench.service.fake(availabilityRpc.quoteSeries, (input) => bench.quoteSeries(input));
    bench.service.fake(availabilityRpc.nearStarts, (input) => bench.nearStarts(input));
    fakeNames(bench.service, bench.names);
    bench.service.fake(profileRpc.childNames, ({ childIds }) => ({
      items: childIds
        .filter((id) => bench.children.has(id))
        .map((childId) => ({ childId, firstName: bench.children.get(childId)! })),
    }));
    return bench;
  }

  private quoteSeries(input: SeriesInput): QuotedSeries {
    const { providerId, starts, repeat, durationMinutes, learnerBusy } = input;
    const weekMs = 7 * 24 * HOUR;
    const times = repeat
      ? Array.from({ length: repeat.times }, (_, index) => index * repeat.everyWeeks * weekMs).map(
          (after) => Date.parse(starts[0]!) + after,
        )
      : starts.map((start) => Date.parse(start)).sort((a, b) => a - b);
    return {
      ...{ providerId, price: PRICE, zone: 'Africa/Abidjan', policy: this.policy },
      lessons: times.map((at) => {
        const [startsAt, endsAt] = [at, at + durationMinutes * 60_000].map((time) =>
          new Date(time).toISOString(),
        ) as [string, string];
        const isElsewhere = learnerBusy.some(
          (other) => other.startsAt < endsAt && startsAt < other.endsAt,
        );
        const obstacle = this.obstacles.get(startsAt) ?? (isElsewhere ? 'learner_busy' : null);
        const nearest = obstacle && (this.near.get(startsAt)?.[0] ?? null);
        return { startsAt, endsAt, busyFrom: startsAt, busyUntil: endsAt, obstacle, nearest };
      }),
    };
  }

  private nearStarts(input: RpcInput<typeof availabilityRpc.nearStarts>) {
    const { startsAt, durationMinutes, isTaken, atMost } = input;
    const lesson = durationMinutes * 60_000;
    const far = (start: string) => Math.abs(Date.parse(start) - Date.parse(startsAt));
    const near = (this.near.get(startsAt) ?? []).filter(
      (start) => !isTaken || far(start) >= lesson,
    );
    const starts = near.slice(0, atMost).map((start) => {
      const endsAt = new Date(Date.parse(start) + lesson).toISOString();
      return { startsAt: start, endsAt, busyFrom: start, busyUntil: endsAt };
    });
    return { starts };
  }

  stop(): Promise<void> {
    return this.service.stop();
  }

  /** Two days from now, by default. */
  book(as: TestActor, options: BookOptions = {}): Promise<Booking> {
    const { providerId = newId(), startsAt = inHours(48), key = newId(), trial = false } = options;
    return this.service.call(bookingRpc.create, { providerId, startsAt, trial }, { as, key });
  }

  get(id: string, as: TestActor): Promise<BookingDetails> {
    return this.service.call(bookingRpc.get, { id }, { as });
  }

  cancel(id: string, as: TestActor): Promise<Booking> {
    return this.service.call(bookingRpc.cancel, { id }, { as, key: newId() });
  }

  /** The payment service says that a booking is paid. @returns the payment */
  async paymentSucceeds(bookingId: string, paymentId: string = newId()): Promise<string> {
    await this.service.publish(paymentEvents.succeeded, {
      ...{ paymentId, bookingId, amount: PRICE },
      ...{ psp: 'stripe', at: new Date().toISOString() },
    });
    return paymentId;
  }

  async confirmed(as: TestActor, options: BookOptions = {}) {
    const booking = await this.book(as, options);
    const paymentId = await this.paymentSucceeds(booking.id);
    await this.becomes(booking.id, as, 'confirmed');
    return { ...booking, paymentId };
  }

  /** The payment service says that money went back; resolves when that has been handled. */
  async refunded(bookingId: string, paymentId: string, amount = PRICE.amount): Promise<void> {
    const eventId = await this.service.publish(paymentEvents.refunded, {
      ...{ paymentId, bookingId, refundId: newId() },
      ...{ amount: { ...PRICE, amount }, total: amount === PRICE.amount },
    });
    await eventually(async () => {
      const find = 'SELECT FROM inbox WHERE message_id = $1';
      expect((await this.service.sql.query(find, [eventId])).rowCount).toBe(1);
    });
  }

  /** Profile says until when the identity of a provider counts; resolves when that is known. */
  async identityCounts(
    providerId: string,
    { version = 1, ...more }: { version?: number; until?: string | null } = {},
  ): Promise<void> {
    const { until: identityUntil = inHours(24 * 365) } = more;
    const about = { caseId: newId(), check: 'identity', version, identityUntil } as const;
    await (identityUntil === null
      ? this.service.publish(profileEvents.kycExpired, { providerId, ...about, verified: [] })
      : this.service.publish(profileEvents.kycApproved, {
          ...{ providerId, ...about, verified: ['identity'], validUntil: identityUntil },
        }));
    await eventually(async () => {
      const find = 'SELECT FROM checked_identity WHERE provider_id = $1 AND version >= $2';
      expect((await this.service.sql.query(find, [providerId, version])).rowCount).toBe(1);
    });
  }

  becomes(id: string, as: TestActor, state: Booking['state']): Promise<void> {
    return eventually(async () => expect((await this.get(id, as)).state).toBe(state));
  }

  refundDue(paymentId: string): Promise<EventData<typeof bookingEvents.refundDue>> {
    return this.service.events.next(bookingEvents.refundDue, (e) => e.paymentId === paymentId);
  }

  /** As if a lesson had been so many hours earlier, or its hold. */
  async shift(id: string, hours: number): Promise<void> {
    await this.service.sql.query(
      `WITH lesson AS (
         UPDATE booking SET starts_at = starts_at - span, ends_at = ends_at - span,
           busy_from = busy_from - span, busy_until = busy_until - span,
           hold_expires_at = hold_expires_at - span
         FROM (SELECT $2::float8 * interval '1 hour' AS span) AS by WHERE id = $1)
       UPDATE process SET due_at = due_at - $2::float8 * interval '1 hour' WHERE subject_id = $1`,
      [id, hours],
    );
  }
}

export const inHours = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString();

const TRIES = 50;
const AGAIN_MS = 8;
/** Nothing was decided, or not yet: a try that was given up goes on at the service. */
const isUndecided = ({ status, code }: Problem) =>
  status === 503 || status === 504 || code === platformErrors.idempotencyKeyInFlight.code;

/** As a client does where the service has too much to do: it asks again with the same key. */
export async function insisting<T>(call: (key: string) => Promise<T>): Promise<T> {
  const key = newId();
  for (let tries = 1; ; tries++) {
    try {
      return await call(key);
    } catch (error) {
      if (tries === TRIES || !isUndecided(error as Problem)) throw error;
      await sleep(tries * AGAIN_MS);
    }
  }
}

/** How many calls succeeded, and the codes and statuses of the others. */
export async function outcomes(calls: Promise<unknown>[]) {
  const settled = await Promise.allSettled(calls);
  const problems = settled.flatMap((s) => (s.status === 'rejected' ? [s.reason as Problem] : []));
  return {
    succeeded: settled.length - problems.length,
    codes: [...new Set(problems.map(({ code }) => code))].sort(),
    statuses: [...new Set(problems.map(({ status }) => status))].sort(),
  };
}
