import { Injectable } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { bookingErrors, type Booking, type bookingRpc } from '@edu/contracts-booking';
import { audit } from '@edu/identity';
import type { Call } from '@edu/messaging';
import type { IdempotencyScope } from '@edu/persistence';
import { Clock } from '@edu/service';
import { close, requireApproved } from '../approval/approval.changes.ts';
import { BookingDb, type BookingTx } from '../booking.db.ts';
import { Families } from '../family/families.service.ts';
import { familyPolicies } from '../family/family.policies.ts';
import type { FamilyRow } from '../family/family.sql.ts';
import type { GroupRow } from '../group/group.sql.ts';
import { CheckedIdentities } from '../identity/checked-identities.service.ts';
import {
  CREATE_BOOKING,
  FIND_STORED,
  type CreateBookingRow,
  type CreateBookingValues,
} from './create-booking.sql.ts';

/** What somebody wants to book, and for whom. */
export interface Order {
  readonly wanted: Omit<RpcInput<typeof bookingRpc.create>, 'learnerId' | 'beyondCaps' | 'quote'>;
  readonly learnerId: string;
  /** A parent wants it although it is beyond the caps. */
  readonly beyondCaps: boolean;
  /** The token of the quote that was shown. */
  readonly quote?: string | undefined;
  /** The child asked for it, and a parent approves. */
  readonly approvalId?: string;
  /** A seat, at the terms of its group lesson. */
  readonly group?: GroupRow;
  readonly scope: IdempotencyScope<typeof Booking>;
}

/** Bookings for children and by them: with somebody checked, within what their parents agreed to. */
@Injectable()
export class ChildBookings {
  constructor(
    private readonly db: BookingDb,
    private readonly families: Families,
    private readonly identities: CheckedIdentities,
    private readonly clock: Clock,
  ) {}

  /**
   * The row of the family is locked first. The statement that books sees what was committed before it
   * begins, so that of two bookings which exceed a cap together the second sees the first, and a parent
   * who is unlinked meanwhile either has booked before or books no more.
   *
   * @throws booking.learner_not_found, booking.learner_closed, booking.identity_unchecked,
   * booking.beyond_caps; where it is approved, booking.approval_closed, booking.price_raised
   */
  insert(
    order: Order,
    booking: Booking,
    values: CreateBookingValues,
    call: Call,
  ): Promise<CreateBookingRow> {
    return this.db.tx(async (tx) => {
      const family = await this.families.lock(tx, order.learnerId, call.principal);
      const stored = await tx.query(FIND_STORED, order.scope);
      if (stored.length === 0) {
        await this.identities.require(tx, booking.providerId);
        await this.requireCaps(tx, family, order, booking, call);
      }
      const [row] = await tx.query(CREATE_BOOKING, { ...values, isFamilyAsked: true });
      if (row!.outcome === 'created') await this.booked(tx, order, booking, call);
      return row!;
    });
  }

  private async requireCaps(
    tx: BookingTx,
    family: FamilyRow,
    { wanted, beyondCaps, approvalId }: Order,
    { startsAt, endsAt, price }: Booking,
    { principal }: Call,
  ): Promise<void> {
    if (approvalId) {
      // Of two parents, the second waits for the family and finds it answered.
      await requireApproved(tx, approvalId, price, this.clock.now());
      return;
    }
    const { providerId } = wanted;
    const lesson = { providerId, startsAt: new Date(startsAt), endsAt: new Date(endsAt), price };
    const errors = await this.families.beyond(tx, family, lesson, this.clock.now());
    if (errors.length === 0) return;
    const verdict = familyPolicies.judge('child.book_beyond_caps', principal, family);
    if (!beyondCaps || verdict !== 'allow') throw bookingErrors.beyondCaps({ errors });
  }

  private async booked(
    tx: BookingTx,
    { learnerId, beyondCaps, approvalId }: Order,
    booking: Booking,
    { principal, requestId, actor }: Call,
  ): Promise<void> {
    if (approvalId) {
      const decision = { decidedAt: this.clock.now(), decidedBy: actor.userId };
      const request = { id: approvalId, childId: learnerId };
      await close(tx, request, 'approved', { ...decision, bookingId: booking.id });
    }
    await audit(tx, {
      ...{ principal, requestId, onBehalfOf: learnerId, action: 'booking.created_for_child' },
      subject: { kind: 'booking', id: booking.id },
      details: { beyondCaps, ...(approvalId && { approvalId }) },
    });
  }
}
