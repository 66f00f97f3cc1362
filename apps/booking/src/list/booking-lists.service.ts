import { Injectable } from '@nestjs/common';
import type { Actor, RpcInput, RpcOutput } from '@edu/contract-kit';
import {
  MAX_CALENDAR_LESSONS,
  MAX_LESSON_PEOPLE,
  type bookingRpc,
  type BookingState,
} from '@edu/contracts-booking';
import { Clock } from '@edu/service';
import { BookingDb } from '../booking.db.ts';
import { Families } from '../family/families.service.ts';
import type { NamesById } from '../person/known-names.ts';
import { People } from '../person/people.service.ts';
import { SHOW_LEARNT, SHOW_TAUGHT } from './calendar.sql.ts';
import { childrenOf, chosen, sideOfList, type Filters } from './chosen.ts';
import { COUNT } from './list.sql.ts';
import { countParts } from './parts.ts';
import { LEARNT_WITH, TAUGHT } from './people.sql.ts';

type Shown = RpcOutput<typeof bookingRpc.showCalendar>;

const DAY_MS = 86_400_000;

/** Somebody's bookings counted, and as a calendar shows them. */
@Injectable()
export class BookingLists {
  constructor(
    private readonly db: BookingDb,
    private readonly families: Families,
    private readonly people: People,
    private readonly clock: Clock,
  ) {}

  /** @throws booking.learner_not_found for a child that is not the actor's */
  async counts(filters: Filters, actor: Actor): Promise<RpcOutput<typeof bookingRpc.counts>> {
    const children = await childrenOf(this.families, filters, actor);
    const states = await this.db.query(COUNT[sideOfList(filters)], {
      ...{ ...chosen(filters, actor.userId, children), now: this.clock.now() },
    });
    return {
      total: states.reduce((sum, { count }) => sum + count, 0),
      states: states.map(({ state, count }) => ({ state, count })),
      parts: countParts(states),
    };
  }

  /** @throws booking.learner_not_found */
  async lessonPeople(
    { as }: RpcInput<typeof bookingRpc.people>,
    actor: Actor,
  ): Promise<RpcOutput<typeof bookingRpc.people>> {
    const userIds = (await childrenOf(this.families, { as }, actor)) ?? [actor.userId];
    const pairs = await this.db.query(as === 'provider' ? TAUGHT : LEARNT_WITH, {
      ...{ userIds, limit: MAX_LESSON_PEOPLE },
    });
    const { learners, providers } = await this.people.namesOf(pairs);
    const named = (ids: readonly string[], names: NamesById) =>
      [...new Set(ids)].map((id) => ({ id, name: names.get(id) ?? null }));
    return {
      learners:
        as === 'learner'
          ? []
          : named(
              pairs.map(({ learnerId }) => learnerId),
              learners,
            ),
      providers:
        as === 'provider'
          ? []
          : named(
              pairs.map(({ providerId }) => providerId),
              providers,
            ),
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
      items: rows.map(({ id, learnerId, providerId, startsAt, endsAt, subject, ...row }) => ({
        ...{ id, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), subject },
        state: row.state as BookingState,
        mode: row.mode as Shown['items'][number]['mode'],
        name: (as === 'learner' ? providers.get(providerId) : learners.get(learnerId)) ?? null,
        proposedStarts: (row.proposedStarts ?? []).map((start) => start.toISOString()),
      })),
    };
  }
}
