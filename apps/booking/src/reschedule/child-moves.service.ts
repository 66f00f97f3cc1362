import { Injectable } from '@nestjs/common';
import type { Quote } from '@edu/contracts-availability';
import { bookingErrors } from '@edu/contracts-booking';
import type { Call } from '@edu/messaging';
import type { BookingTx } from '../booking.db.ts';
import { Families } from '../family/families.service.ts';
import { familyPolicies } from '../family/family.policies.ts';
import type { Booking as BookingRow } from '../generated/prisma/client.ts';
import { CheckedIdentities } from '../identity/checked-identities.service.ts';

/** ISO 8601 */
type Time = Readonly<Record<'startsAt' | 'endsAt', string>>;
type Parties = Pick<BookingRow, 'learnerId' | 'providerId'>;

/** Moves of what is booked for children. */
@Injectable()
export class ChildMoves {
  constructor(
    private readonly families: Families,
    private readonly identities: CheckedIdentities,
  ) {}

  async isOfFamily({ learnerId }: Parties): Promise<boolean> {
    return (await this.families.of(learnerId)) !== null;
  }

  /**
   * A child moves its lessons within the hours that its parents agreed to; a parent knows better. Money
   * and people are as they were. The family is locked, before the booking.
   *
   * @throws booking.learner_not_found, booking.learner_closed, booking.identity_unchecked,
   * booking.beyond_caps
   */
  async ensureMay(
    tx: BookingTx,
    { learnerId, providerId }: Parties,
    times: readonly Time[],
    { principal }: Call,
  ): Promise<void> {
    const family = await this.families.lock(tx, learnerId, principal);
    await this.identities.require(tx, providerId);
    if (familyPolicies.judge('child.book_beyond_caps', principal, family) === 'allow') return;
    const errors = this.families.beyondHours(
      family,
      times.map(({ startsAt, endsAt }) => ({
        startsAt: new Date(startsAt),
        endsAt: new Date(endsAt),
      })),
    );
    if (errors.length > 0) throw bookingErrors.beyondCaps({ errors });
  }

  /**
   * Nor does it spend more than they agreed to, where the new time costs more. The family is locked by
   * `ensureMay`.
   *
   * @throws booking.beyond_caps
   */
  async ensureAffords(
    tx: BookingTx,
    { id, learnerId, providerId }: BookingRow,
    { startsAt, endsAt, price }: Pick<Quote, 'startsAt' | 'endsAt' | 'price'>,
    { principal, now }: { readonly principal: Call['principal']; readonly now: Date },
  ): Promise<void> {
    const family = await this.families.lock(tx, learnerId, principal);
    if (familyPolicies.judge('child.book_beyond_caps', principal, family) === 'allow') return;
    const time = { startsAt: new Date(startsAt), endsAt: new Date(endsAt) };
    const errors = await this.families.beyond(tx, family, { providerId, ...time, price }, now, id);
    if (errors.length > 0) throw bookingErrors.beyondCaps({ errors });
  }
}
