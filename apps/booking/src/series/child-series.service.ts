import { Injectable } from '@nestjs/common';
import { bookingErrors, type Series } from '@edu/contracts-booking';
import { audit } from '@edu/identity';
import type { Call } from '@edu/messaging';
import { Clock } from '@edu/service';
import { BookingDb } from '../booking.db.ts';
import { FIND_STORED } from '../booking/create-booking.sql.ts';
import { Families } from '../family/families.service.ts';
import { familyPolicies } from '../family/family.policies.ts';
import { CheckedIdentities } from '../identity/checked-identities.service.ts';
import {
  CREATE_SERIES,
  type CreateSeriesRow,
  type CreateSeriesValues,
} from './create-series.sql.ts';

/** Series for children and by them: all lessons of one count towards the caps together. */
@Injectable()
export class ChildSeries {
  constructor(
    private readonly db: BookingDb,
    private readonly families: Families,
    private readonly identities: CheckedIdentities,
    private readonly clock: Clock,
  ) {}

  /**
   * The row of the family is locked first, as for a single booking.
   *
   * @param beyondCaps a parent wants it although it is beyond the caps
   * @throws booking.learner_not_found, booking.learner_closed, booking.identity_unchecked,
   * booking.beyond_caps
   */
  insert(
    series: Series,
    values: CreateSeriesValues,
    beyondCaps: boolean,
    { principal, requestId }: Call,
  ): Promise<CreateSeriesRow> {
    const { learnerId, providerId, lessons } = series;
    return this.db.tx(async (tx) => {
      const family = await this.families.lock(tx, learnerId, principal);
      const stored = await tx.query(FIND_STORED, values);
      if (stored.length === 0) {
        await this.identities.require(tx, providerId);
        const errors = await this.families.beyondBy(tx, family, lessons, this.clock.now());
        const verdict = familyPolicies.judge('child.book_beyond_caps', principal, family);
        if (errors.length > 0 && (!beyondCaps || verdict !== 'allow')) {
          throw bookingErrors.beyondCaps({ errors });
        }
      }
      const [row] = await tx.query(CREATE_SERIES, { ...values, isFamilyAsked: true });
      if (row!.outcome === 'created') {
        await audit(tx, {
          ...{ principal, requestId, onBehalfOf: learnerId },
          action: 'booking.series_created_for_child',
          subject: { kind: 'series', id: series.id },
          details: { beyondCaps, lessons: lessons.length },
        });
      }
      return row!;
    });
  }
}
