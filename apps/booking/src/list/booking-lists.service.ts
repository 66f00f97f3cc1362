import { Injectable } from '@nestjs/common';
import type { Actor, RpcInput, RpcOutput } from '@edu/contract-kit';
import { MAX_CALENDAR_LESSONS, type bookingRpc, type BookingState } from '@edu/contracts-booking';
import { BookingDb } from '../booking.db.ts';
import { Families } from '../family/families.service.ts';
import { People } from '../person/people.service.ts';
import { SHOW_LEARNT, SHOW_TAUGHT } from './calendar.sql.ts';
import { childrenOf, chosen, type Filters } from './chosen.ts';

type Shown = RpcOutput<typeof bookingRpc.showCalendar>;

const DAY_MS = 86_400_000;

/** Somebody's bookings counted, and as a calendar shows them. */
@Injectable()
export class BookingLists {
  constructor(
    private readonly db: BookingDb,
    private readonly families: Families,
    private readonly people: People,
  ) {}

  /** @throws booking.learner_not_found for a child that is not the actor's */
  async counts(filters: Filters, actor: Actor): Promise<RpcOutput<typeof bookingRpc.counts>> {
    const children = await childrenOf(this.families, filters, actor);
    const groups = await this.db.prisma.booking.groupBy({
      by: ['state'],
      where: chosen(filters, actor.userId, children),
      _count: true,
      orderBy: { state: 'asc' },
    });
    return {
      total: groups.reduce((sum, { _count: count }) => sum + count, 0),
      states: groups.map(({ state, _count: count }) => ({ state: state as BookingState, count })),
    };
  }

  async calendar(
    { as, from, days }: RpcInput<typeof bookingRpc.showCalendar>,
    actor: Actor,
  ): Promise<Shown> {
    const userIds = (await childrenOf(this.families, { as }, actor)) ?? [actor.userId];
    const begin = new Date(from);
    const until = new Date(begin.getTime() + days * DAY_MS);
    const rows = await this.db.query(as === 'provider' ? SHOW_TAUGHT : SHOW_LEARNT, {
      ...{ userIds, from: begin, until, limit: MAX_CALENDAR_LESSONS },
    });
    const { learners, providers } = await this.people.namesOf(rows);
    return {
      items: rows.map(({ id, learnerId, providerId, startsAt, endsAt, state, mode, subject }) => ({
        ...{ id, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), subject },
        state: state as BookingState,
        mode: mode as Shown['items'][number]['mode'],
        name: (as === 'learner' ? providers.get(providerId) : learners.get(learnerId)) ?? null,
      })),
    };
  }
}
