import { Injectable } from '@nestjs/common';
import type { Quote } from '@edu/contracts-availability';
import { bookingErrors } from '@edu/contracts-booking';
import type { Call } from '@edu/messaging';
import { Clock } from '@edu/service';
import type { z } from 'zod';
import type { BookingTx } from '../booking.db.ts';
import { Families } from '../family/families.service.ts';
import { familyPolicies } from '../family/family.policies.ts';
import type { Booking as BookingRow } from '../generated/prisma/client.ts';
import { CheckedIdentities } from '../identity/checked-identities.service.ts';

type Parties = Pick<BookingRow, 'learnerId' | 'providerId'>;

/** Moves of what is booked for children. */
@Injectable()
export class ChildMoves {
  constructor(
    private readonly families: Families,
    private readonly identities: CheckedIdentities,
    private readonly clock: Clock,
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
    quote: z.infer<typeof Quote>,
    { principal }: Call,
  ): Promise<void> {
    const family = await this.families.lock(tx, learnerId, principal);
    await this.identities.require(tx, providerId);
    if (familyPolicies.judge('child.book_beyond_caps', principal, family) === 'allow') return;
    const lesson = {
      ...{ providerId, price: { ...quote.price, amount: 0 } },
      ...{ startsAt: new Date(quote.startsAt), endsAt: new Date(quote.endsAt) },
    };
    const beyond = await this.families.beyond(tx, family, lesson, this.clock.now());
    const errors = beyond.filter(({ code }) => code === 'cap_hours');
    if (errors.length > 0) throw bookingErrors.beyondCaps({ errors });
  }
}
