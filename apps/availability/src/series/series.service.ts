import { Injectable } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import {
  availabilityErrors,
  type availabilityRpc,
  type QuotedSeries,
} from '@edu/contracts-availability';
import { Clock } from '@edu/service';
import { Policies } from '../policy/policies.service.ts';
import { priceOf } from '../slot/price.domain.ts';
import { SlotQueries } from '../slot/slot.queries.ts';
import { DAY, MINUTE } from '../slot/zone.domain.ts';
import { wantedStarts } from './repeated-starts.domain.ts';
import { judgeSeries } from './series.domain.ts';

/** The longest horizon of a schedule, and a day for buffers and long lessons. */
const FURTHEST = 367 * DAY;

/** Prices the lessons of a series together. */
@Injectable()
export class SeriesService {
  constructor(
    private readonly queries: SlotQueries,
    private readonly policies: Policies,
    private readonly clock: Clock,
  ) {}

  /**
   * One round trip, however many lessons.
   *
   * @throws availability.no_schedule; availability.asks_first; availability.slot_not_offered where no lesson of that length
   * or mode is offered at any time, and for times that are years away
   */
  async quote(input: RpcInput<typeof availabilityRpc.quoteSeries>): Promise<QuotedSeries> {
    const { providerId, durationMinutes, mode, repeat, movedBookingIds } = input;
    const now = this.clock.now().getTime();
    const window = { start: now - DAY, end: now + FURTHEST };
    const offering = await this.queries.find(providerId, window, movedBookingIds);
    if (!offering) throw availabilityErrors.noSchedule();
    const { schedule, offer, busy } = offering;
    if (schedule.bookingMode === 'request') throw availabilityErrors.asksFirst();
    const wanted = input.starts.map((start) => Date.parse(start));
    const price = priceOf(offer?.hourlyRate ?? 0n, durationMinutes);
    if (
      !offer?.modes.includes(mode) ||
      !schedule.durationsMinutes.includes(durationMinutes) ||
      price > Number.MAX_SAFE_INTEGER ||
      wanted.some((at) => Math.abs(at - now) > 2 * FURTHEST)
    ) {
      throw availabilityErrors.slotNotOffered();
    }
    const starts = wantedStarts(wanted, repeat, schedule.timeZone);
    const learnerBusy = input.learnerBusy.map(({ startsAt, endsAt }) => ({
      ...{ start: Date.parse(startsAt), end: Date.parse(endsAt) },
    }));
    const search = { durationMinutes, now, busy, learnerBusy };
    const lessons = judgeSeries(schedule, starts, search);
    return {
      providerId: schedule.providerId,
      price: { amount: Number(price), currency: offer.currency },
      zone: schedule.timeZone,
      policy: await this.policies.of(schedule.policy, offer.country, new Date(now)),
      lessons: lessons.map(({ at, obstacle, nearest }) => {
        const end = at + durationMinutes * MINUTE;
        return {
          startsAt: instant(at),
          endsAt: instant(end),
          busyFrom: instant(at - schedule.bufferBeforeMinutes * MINUTE),
          busyUntil: instant(end + schedule.bufferAfterMinutes * MINUTE),
          obstacle,
          nearest: nearest === null ? null : instant(nearest),
        };
      }),
    };
  }
}

const instant = (at: number) => new Date(at).toISOString();
