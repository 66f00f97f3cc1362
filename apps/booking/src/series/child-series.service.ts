import { Injectable } from '@nestjs/common';
import { bookingErrors, type Series } from '@edu/contracts-booking';
import { audit } from '@edu/identity';
import type { Call } from '@edu/messaging';
import { Clock } from '@edu/service';
import { close, requireApproved } from '../approval/approval.changes.ts';
import { BookingDb, type BookingTx } from '../booking.db.ts';
import { FIND_STORED } from '../booking/create-booking.sql.ts';
import { Families } from '../family/families.service.ts';
import { familyPolicies } from '../family/family.policies.ts';
import type { FamilyRow } from '../family/family.sql.ts';
import { CheckedIdentities } from '../identity/checked-identities.service.ts';
import {
  CREATE_SERIES,
  type CreateSeriesRow,
  type CreateSeriesValues,
} from './create-series.sql.ts';

interface ForChild {
  /** A parent wants it although it is beyond the caps. */
  readonly beyondCaps: boolean;
  /** The child asked for it, and a parent approves. */
  readonly approvalId?: string;
}

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
   * @throws booking.learner_not_found, booking.learner_closed, booking.identity_unchecked,
   * booking.beyond_caps; where it is approved, booking.approval_closed, booking.price_raised
   */
  insert(
    order: ForChild,
    series: Series,
    values: CreateSeriesValues,
    call: Call,
  ): Promise<CreateSeriesRow> {
    const { learnerId, providerId } = series;
    return this.db.tx(async (tx) => {
      const family = await this.families.lock(tx, learnerId, call.principal);
      const stored = await tx.query(FIND_STORED, values);
      if (stored.length === 0) {
        await this.identities.require(tx, providerId);
        await this.requireCaps(tx, family, order, series, call);
      }
      const [row] = await tx.query(CREATE_SERIES, { ...values, isFamilyAsked: true });
      if (row!.outcome === 'created') await this.booked(tx, order, series, call);
      return row!;
    });
  }

  private async requireCaps(
    tx: BookingTx,
    family: FamilyRow,
    { beyondCaps, approvalId }: ForChild,
    { lessons }: Series,
    { principal }: Call,
  ): Promise<void> {
    if (approvalId) {
      // Of two parents, the second waits for the family and finds it answered.
      await requireApproved(tx, approvalId, lessons[0]!.price, this.clock.now());
      return;
    }
    const errors = await this.families.beyondBy(tx, family, lessons, this.clock.now());
    if (errors.length === 0) return;
    const verdict = familyPolicies.judge('child.book_beyond_caps', principal, family);
    if (!beyondCaps || verdict !== 'allow') throw bookingErrors.beyondCaps({ errors });
  }

  private async booked(
    tx: BookingTx,
    { beyondCaps, approvalId }: ForChild,
    { id, learnerId, lessons }: Series,
    { principal, requestId, actor }: Call,
  ): Promise<void> {
    if (approvalId) {
      const decision = { decidedAt: this.clock.now(), decidedBy: actor.userId };
      const request = { id: approvalId, childId: learnerId };
      const booked = { bookingId: lessons[0]!.id, seriesId: id };
      await close(tx, request, 'approved', { ...decision, ...booked });
    }
    await audit(tx, {
      ...{ principal, requestId, onBehalfOf: learnerId },
      action: 'booking.series_created_for_child',
      subject: { kind: 'series', id },
      details: { beyondCaps, lessons: lessons.length, ...(approvalId && { approvalId }) },
    });
  }
}
