import { Injectable } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { bookingErrors, bookingEvents, bookingRpc, type Booking } from '@edu/contracts-booking';
import { audit } from '@edu/identity';
import type { Call } from '@edu/messaging';
import { idempotencyScope, idempotent } from '@edu/persistence';
import { Clock } from '@edu/service';
import { BookingDb, type BookingTx } from '../booking.db.ts';
import { holdEnd } from '../booking/booking.domain.ts';
import { BookingQueries } from '../booking/booking.queries.ts';
import { aboutSlot, NO_REASON, sideOf, termsOf, toBooking } from '../booking/booking.row.ts';
import { applyTransition } from '../booking/booking.transition.ts';
import { Families } from '../family/families.service.ts';
import { familyPolicies } from '../family/family.policies.ts';
import type { Booking as BookingRow } from '../generated/prisma/client.ts';
import { CheckedIdentities } from '../identity/checked-identities.service.ts';
import { PAYMENT_MINUTES, requireAnswerer } from './request.domain.ts';

/** Answers to what learners ask for, and to what providers propose instead. */
@Injectable()
export class Requests {
  constructor(
    private readonly db: BookingDb,
    private readonly queries: BookingQueries,
    private readonly families: Families,
    private readonly identities: CheckedIdentities,
    private readonly clock: Clock,
  ) {}

  /**
   * The slot waits for its payment from now on.
   *
   * @throws booking.not_found, what `requireAnswerer` throws; of a child booking.identity_unchecked, and
   * where its side answers booking.learner_not_found, booking.learner_closed, booking.beyond_caps; those
   * of an Idempotency-Key
   */
  async accept(input: RpcInput<typeof bookingRpc.accept>, call: Call): Promise<Booking> {
    const { id, beyondCaps } = input;
    const { actor } = call;
    const seen = await this.queries.getOwn(id, actor, 'booking.answer');
    const scope = idempotencyScope(bookingRpc.accept, call, input);
    return idempotent(this.db, scope, call, async (tx) => {
      const side = sideOf(seen, actor);
      // Versions only grow: one that was outdated before the lock is outdated with it.
      call.requireVersion(seen.version);
      requireAnswerer(seen, 'accept', side, this.clock.now());
      // The family is locked before the booking, as where one is made.
      await this.requireChildMay(tx, seen, beyondCaps, call);
      const row = await this.queries.lock(tx, id);
      const at = this.clock.now();
      call.requireVersion(row.version);
      requireAnswerer(row, 'accept', side, at);
      // Moved since: what was asked of the family is not what would be accepted.
      if (row.version !== seen.version) throw bookingErrors.slotContended();
      const holdExpiresAt = holdEnd(at, PAYMENT_MINUTES, row.startsAt);
      const accepted = await applyTransition(tx, row, 'accept', {
        ...{ actor: actor.userId, reason: 'accepted', at },
        change: { holdNumber: row.holdNumber, holdExpiresAt },
      });
      await tx.emit(bookingEvents.accepted, {
        ...{ ...aboutSlot(accepted), ...termsOf(accepted), by: side },
        subject: accepted.subject,
        holdExpiresAt: holdExpiresAt.toISOString(),
      });
      return toBooking(accepted);
    });
  }

  /** @throws booking.not_found, what `requireAnswerer` throws; those of an Idempotency-Key */
  async decline(input: RpcInput<typeof bookingRpc.decline>, call: Call): Promise<Booking> {
    const { actor } = call;
    await this.queries.getOwn(input.id, actor, 'booking.answer'); // 404 before any other refusal
    const scope = idempotencyScope(bookingRpc.decline, call, input);
    return idempotent(this.db, scope, call, async (tx) => {
      const row = await this.queries.lock(tx, input.id);
      call.requireVersion(row.version);
      const side = sideOf(row, actor);
      const at = this.clock.now();
      requireAnswerer(row, 'decline', side, at);
      const reason = input.reason || NO_REASON;
      const declined = await applyTransition(tx, row, 'decline', {
        ...{ actor: actor.userId, reason, at },
      });
      await tx.emit(bookingEvents.declined, { ...aboutSlot(declined), by: side });
      return toBooking(declined);
    });
  }

  /** What goes for booking for a child goes for what its side accepts: the proposal is another lesson. */
  private async requireChildMay(
    tx: BookingTx,
    row: BookingRow,
    beyondCaps: boolean,
    { actor, principal, requestId }: Call,
  ): Promise<void> {
    const { id, learnerId, providerId, startsAt, endsAt } = row;
    if (!(await this.families.of(learnerId))) return;
    await this.identities.require(tx, providerId);
    if (sideOf(row, actor) === 'provider') return;
    const family = await this.families.lock(tx, learnerId, principal);
    const { price } = termsOf(row);
    const lesson = { providerId, startsAt, endsAt, price };
    const errors = await this.families.beyond(tx, family, lesson, this.clock.now(), id);
    if (errors.length === 0) return;
    const verdict = familyPolicies.judge('child.book_beyond_caps', principal, family);
    if (!beyondCaps || verdict !== 'allow') throw bookingErrors.beyondCaps({ errors });
    await audit(tx, {
      ...{ principal, requestId, onBehalfOf: learnerId, action: 'booking.accepted_for_child' },
      ...{ subject: { kind: 'booking', id }, details: { beyondCaps } },
    });
  }
}
