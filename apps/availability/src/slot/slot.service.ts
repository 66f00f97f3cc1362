import { Injectable } from '@nestjs/common';
import type { Actor, RpcInput, RpcOutput } from '@edu/contract-kit';
import {
  availabilityErrors,
  availabilityRpc,
  type Quote,
  type Schedule,
} from '@edu/contracts-availability';
import { Clock } from '@edu/service';
import { Policies } from '../policy/policies.service.ts';
import { nearStarts } from './near-starts.domain.ts';
import { priceOf } from './price.domain.ts';
import { QuoteTokens } from './quote-tokens.ts';
import { countDays, groupByDay, windowAround, type Days } from './slot-days.domain.ts';
import { freeStarts } from './slot.domain.ts';
import { SlotQueries, type Offering } from './slot.queries.ts';
import { ofTrials, trialOf } from './trial.domain.ts';
import { DAY, MINUTE, type Interval } from './zone.domain.ts';

const MAX_DAYS = 62;
/** The longest horizon of a schedule, and a day for the reader's zone. */
const FURTHEST = 366 * DAY;

@Injectable()
export class SlotService {
  constructor(
    private readonly queries: SlotQueries,
    private readonly policies: Policies,
    private readonly tokens: QuoteTokens,
    private readonly clock: Clock,
  ) {}

  /** @throws availability.no_schedule, availability.range_too_long */
  async slots(
    input: RpcInput<typeof availabilityRpc.slots>,
  ): Promise<RpcOutput<typeof availabilityRpc.slots>> {
    checkDays(input);
    const { durationMinutes, zone, movedBookingId } = input;
    const now = this.clock.now().getTime();
    const window = windowAround(input);
    const { schedule, offer, busy } = await this.getOffering(input.id, window, now, movedBookingId);
    // Nobody but search shows an unpublished provider, and nobody can book one.
    if (!offer) throw availabilityErrors.noSchedule();
    const trial = trialOf(schedule, offer);
    const asked = input.trial ? ofTrials(schedule, trial) : schedule;
    const starts = freeStarts(asked, { window, durationMinutes, now, busy });
    const { stepMinutes, durationsMinutes, providerId } = schedule;
    return {
      providerId,
      zone,
      durationMinutes,
      stepMinutes,
      durationsMinutes,
      trial,
      modes: offer.modes,
      providerZone: schedule.timeZone,
      policy: await this.policies.of(schedule.policy, offer.country, new Date(now)),
      ...(schedule.bookingMode === 'request' && { answerWithinHours: schedule.answerWithinHours }),
      days: groupByDay(starts, input, { durationMinutes, stepMinutes }),
    };
  }

  /**
   * What `slots` would say after the actor wrote this schedule, published or not.
   *
   * @throws availability.range_too_long
   */
  async preview(
    { schedule: rules, from, to, ...how }: RpcInput<typeof availabilityRpc.preview>,
    { userId: providerId }: Actor,
  ): Promise<RpcOutput<typeof availabilityRpc.preview>> {
    const schedule = { ...rules, providerId, version: 0 };
    const { zone = rules.timeZone, durationMinutes = rules.durationsMinutes[0]! } = how;
    const days = { from, to, zone };
    checkDays(days);
    const now = this.clock.now().getTime();
    const window = windowAround(days);
    const { busy, country } = await this.queries.findBusy(providerId, around(window, now));
    const starts = freeStarts(schedule, { window, durationMinutes, now, busy });
    const { stepMinutes } = rules;
    return {
      ...{ zone, durationMinutes, stepMinutes },
      policy: await this.policies.of(schedule.policy, country, new Date(now)),
      days: groupByDay(starts, days, { durationMinutes, stepMinutes }),
    };
  }

  /** @throws availability.no_schedule, availability.slot_not_offered */
  async quote(input: RpcInput<typeof availabilityRpc.quote>): Promise<Quote> {
    const { providerId, durationMinutes, mode, movedBookingId } = input;
    const now = this.clock.now().getTime();
    const start = Date.parse(input.startsAt);
    const end = start + durationMinutes * MINUTE;
    const slot = { start, end };
    const { schedule, offer, busy } = await this.getOffering(providerId, slot, now, movedBookingId);
    if (!offer?.modes.includes(mode)) throw availabilityErrors.slotNotOffered();
    const window = { start, end: start + 1 };
    const trial = trialOf(schedule, offer);
    const asked = input.trial ? ofTrials(schedule, trial) : schedule;
    const [free] = freeStarts(asked, { window, durationMinutes, now, busy });
    if (free === undefined) throw availabilityErrors.slotNotOffered();
    const price =
      input.trial && trial
        ? BigInt(trial.price.amount)
        : priceOf(offer.hourlyRate, durationMinutes);
    if (price > Number.MAX_SAFE_INTEGER) throw availabilityErrors.slotNotOffered();
    const quote = {
      providerId: schedule.providerId,
      ...timesOf(schedule, start, durationMinutes),
      price: { amount: Number(price), currency: offer.currency },
      zone: schedule.timeZone,
      policy: await this.policies.of(schedule.policy, offer.country, new Date(now)),
      ...(schedule.bookingMode === 'request' && {
        request: {
          answerWithinHours: schedule.answerWithinHours,
          bookableUntil: instant(start - schedule.noticeMinutes * MINUTE),
        },
      }),
    };
    const token = this.tokens.of(quote, {
      ...{ request: input, schedule, profileVersion: offer.version, now },
    });
    return { ...quote, token };
  }

  /** Near a start that cannot be had, also of whoever wants to be asked first. */
  async nearStarts(
    input: RpcInput<typeof availabilityRpc.nearStarts>,
  ): Promise<RpcOutput<typeof availabilityRpc.nearStarts>> {
    const { providerId, durationMinutes, mode, movedBookingId, isTaken, atMost } = input;
    const now = this.clock.now().getTime();
    // How far it may be booked only the schedule says.
    const window = { start: now, end: now + FURTHEST };
    const moved = movedBookingId ? [movedBookingId] : [];
    const offering = await this.queries.find(providerId, around(window, now), moved);
    if (!offering?.offer?.modes.includes(mode)) return { starts: [] };
    const { schedule, offer, busy } = offering;
    const asked = input.trial ? ofTrials(schedule, trialOf(schedule, offer)) : schedule;
    const search = { durationMinutes, now, busy, isTaken, atMost };
    const starts = nearStarts(asked, Date.parse(input.startsAt), search);
    return { starts: starts.map((at) => timesOf(schedule, at, durationMinutes)) };
  }

  /** @throws availability.no_schedule */
  private async getOffering(
    id: string,
    window: Interval,
    now: number,
    moved: string | undefined,
  ): Promise<Offering> {
    const offering = await this.queries.find(id, around(window, now), moved ? [moved] : []);
    if (!offering) throw availabilityErrors.noSchedule();
    return offering;
  }
}

const instant = (at: number) => new Date(at).toISOString();

/** When a lesson is, and what of its provider's time it takes with the buffers. */
function timesOf(schedule: Schedule, start: number, durationMinutes: number) {
  const end = start + durationMinutes * MINUTE;
  return {
    startsAt: instant(start),
    endsAt: instant(end),
    busyFrom: instant(start - schedule.bufferBeforeMinutes * MINUTE),
    busyUntil: instant(end + schedule.bufferAfterMinutes * MINUTE),
  };
}

/** @throws availability.range_too_long */
function checkDays(days: Days): void {
  if (countDays(days) <= MAX_DAYS) return;
  throw availabilityErrors.rangeTooLong({ params: { days: MAX_DAYS } });
}

/**
 * A day further on both sides, for buffers and long lessons, and never to where a date of the
 * caller's would not fit the database.
 */
function around({ start, end }: Interval, now: number): Interval {
  const within = (at: number) => Math.min(Math.max(at, now - DAY), now + FURTHEST);
  return { start: within(start - DAY), end: within(end + DAY) };
}
