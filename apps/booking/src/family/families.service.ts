import { Injectable } from '@nestjs/common';
import type { Currency, FieldError } from '@edu/contract-kit';
import { bookingErrors, type Booking } from '@edu/contracts-booking';
import type { Principal } from '@edu/identity';
import { BookingDb, type BookingTx } from '../booking.db.ts';
import { beyond, beyondHours, monthOf, type Caps, type Wanted } from './caps.domain.ts';
import { familyPolicies } from './family.policies.ts';
import { CHILDREN_OF, FIND_FAMILY, LOCK_FAMILY, SPENT, type FamilyRow } from './family.sql.ts';

/** What somebody does for a child. */
type Doing = 'child.book' | 'approval.ask' | 'approval.decide';

/** Families, as far as bookings are concerned: a copy that profile keeps in step by its events. */
@Injectable()
export class Families {
  constructor(private readonly db: BookingDb) {}

  /** @throws what the policy says, unless the actor may do it for the child */
  async find(
    childId: string,
    principal: Principal,
    doing: Doing = 'child.book',
  ): Promise<FamilyRow> {
    return familyPolicies.check(doing, principal, await this.of(childId));
  }

  /** Null for nobody’s child. */
  async of(childId: string): Promise<FamilyRow | null> {
    const [row] = await this.db.query(FIND_FAMILY, { childId });
    return row ?? null;
  }

  /**
   * The family of a child, locked until the transaction ends.
   *
   * @throws what the policy says, unless the actor may do it for the child; booking.learner_closed
   */
  async lock(
    tx: BookingTx,
    childId: string,
    principal: Principal,
    doing: Doing = 'child.book',
  ): Promise<FamilyRow> {
    const [row] = await tx.query(LOCK_FAMILY, { childId });
    const family = familyPolicies.check(doing, principal, row ?? null);
    if (family.closed) throw bookingErrors.learnerClosed();
    return family;
  }

  /**
   * Which caps a lesson is beyond; the family is locked.
   *
   * @param bookingId of the lesson, where it is booked already and must not count twice
   */
  async beyond(
    tx: BookingTx,
    family: FamilyRow,
    wanted: Wanted,
    now: Date,
    bookingId: string | null = null,
  ): Promise<FieldError[]> {
    const caps = capsOf(family);
    const spent = caps.monthly ? await this.spent(tx, family, caps, now, bookingId) : 0n;
    return beyond(caps, wanted, spent);
  }

  /** Whether times are within the hours of a family: each cap once. */
  beyondHours(family: FamilyRow, times: readonly Pick<Wanted, 'startsAt' | 'endsAt'>[]) {
    const caps = capsOf(family);
    return times.flatMap((time) => beyondHours(caps, time)).slice(0, 1);
  }

  /** The same of lessons that are booked together, whose prices add up. */
  async beyondBy(
    tx: BookingTx,
    family: FamilyRow,
    lessons: readonly Pick<Booking, 'providerId' | 'startsAt' | 'endsAt' | 'price'>[],
    now: Date,
  ): Promise<FieldError[]> {
    const caps = capsOf(family);
    const spent = caps.monthly ? await this.spent(tx, family, caps, now) : 0n;
    const amount = lessons.reduce((sum, { price }) => sum + price.amount, 0);
    const errors = lessons.flatMap(({ providerId, startsAt, endsAt, price }) => {
      const time = { startsAt: new Date(startsAt), endsAt: new Date(endsAt) };
      return beyond(caps, { providerId, ...time, price: { ...price, amount } }, spent);
    });
    return [...new Map(errors.map((error) => [error.code, error])).values()];
  }

  /** Ids of the children of a parent; with one given, that one. @throws booking.learner_not_found */
  async childrenOf(principal: Principal, childId?: string): Promise<string[]> {
    if (childId !== undefined) {
      return [familyPolicies.check('child.read', principal, await this.of(childId)).childId];
    }
    if (principal.kind !== 'user') return [];
    const parentId = principal.actor.userId;
    return (await this.db.query(CHILDREN_OF, { parentId })).map((row) => row.childId);
  }

  private async spent(
    tx: BookingTx,
    { childId, zone }: FamilyRow,
    { monthly }: Caps,
    now: Date,
    bookingId: string | null = null,
  ) {
    const values = { childId, bookingId, currency: monthly!.currency, ...monthOf(now, zone) };
    const [row] = await tx.query(SPENT, values);
    return BigInt(row!.spent);
  }
}

function capsOf({ zone, capAmount, capCurrency, providers, hoursFrom, hoursTo }: FamilyRow): Caps {
  return {
    zone,
    providers,
    monthly:
      capAmount === null ? null : { amount: Number(capAmount), currency: capCurrency as Currency },
    hours: hoursFrom !== null && hoursTo !== null ? { from: hoursFrom, to: hoursTo } : null,
  };
}
