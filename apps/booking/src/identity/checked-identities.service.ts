import { Injectable } from '@nestjs/common';
import { bookingErrors } from '@edu/contracts-booking';
import { statement } from '@edu/persistence';
import type { BookingTx } from '../booking.db.ts';

/**
 * Held until the transaction ends: an event that takes the check away comes before the booking or after it.
 * By the clock of the database as well, since the event comes later than the end of a check.
 */
const LOCK_IDENTITY = statement(
  { providerId: 'uuid' },
  `SELECT FROM checked_identity
   WHERE provider_id = :providerId AND identity_until > clock_timestamp() FOR SHARE`,
);

/** Whose identity is checked: a copy that profile keeps in step by its events. */
@Injectable()
export class CheckedIdentities {
  /** @throws booking.identity_unchecked unless the check counts; then it does until the transaction ends */
  async require(tx: BookingTx, providerId: string): Promise<void> {
    const counting = await tx.query(LOCK_IDENTITY, { providerId });
    if (counting.length === 0) throw bookingErrors.identityUnchecked();
  }
}
