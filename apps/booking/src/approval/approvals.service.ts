import { Injectable } from '@nestjs/common';
import { newId, type RpcInput, type RpcOutput } from '@edu/contract-kit';
import {
  bookingErrors,
  bookingEvents,
  bookingRpc,
  MAX_OPEN_APPROVALS,
  Approval,
} from '@edu/contracts-booking';
import { audit } from '@edu/identity';
import type { Call } from '@edu/messaging';
import {
  findStoredAnswer,
  idempotencyScope,
  idempotent,
  type IdempotencyScope,
} from '@edu/persistence';
import { Clock } from '@edu/service';
import { BookingDb, type BookingTx } from '../booking.db.ts';
import { Families } from '../family/families.service.ts';
import { familyPolicies } from '../family/family.policies.ts';
import type { Approval as ApprovalRow } from '../generated/prisma/client.ts';
import { CheckedIdentities } from '../identity/checked-identities.service.ts';
import { People } from '../person/people.service.ts';
import { close, lockOpen } from './approval.changes.ts';
import { answerEnd, SHOWN_DAYS } from './approval.domain.ts';
import { partiesOf, toApproval } from './approval.row.ts';
import { Wishes, type Wish } from './wishes.service.ts';

const DAY_MS = 86_400_000;
/** More than a parent’s children have open at once. */
const MOST = 100;

/** What children ask their parents for because it is beyond their caps. */
@Injectable()
export class Approvals {
  constructor(
    private readonly db: BookingDb,
    private readonly wishes: Wishes,
    private readonly families: Families,
    private readonly identities: CheckedIdentities,
    private readonly people: People,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws booking.learner_not_found for whoever is nobody's child, what `availability.quote` throws,
   * booking.identity_unchecked, booking.within_caps, booking.asked_already, booking.too_many_approvals; those of an Idempotency-Key
   */
  async ask(input: RpcInput<typeof bookingRpc.askApproval>, call: Call): Promise<Approval> {
    const { userId: childId } = call.actor;
    await this.families.find(childId, call.principal, 'approval.ask');
    const scope = idempotencyScope(bookingRpc.askApproval, call, input);
    // The slot may be gone since: a repeat gets the answer of before.
    const earlier = await findStoredAnswer(this.db, scope, call);
    if (earlier) return earlier;
    return this.keep(await this.wishes.ofLesson(input), scope, call);
  }

  /**
   * One request for all lessons of a series.
   *
   * @throws booking.series_not_free, what `SeriesCreation.preview` throws, and what `ask` does
   */
  async askSeries(
    input: RpcInput<typeof bookingRpc.askSeriesApproval>,
    call: Call,
  ): Promise<Approval> {
    await this.families.find(call.actor.userId, call.principal, 'approval.ask');
    const scope = idempotencyScope(bookingRpc.askSeriesApproval, call, input);
    const earlier = await findStoredAnswer(this.db, scope, call);
    if (earlier) return earlier;
    return this.keep(await this.wishes.ofSeries(input, call), scope, call);
  }

  private async keep(wish: Wish, scope: IdempotencyScope<typeof Approval>, call: Call) {
    const { userId: childId } = call.actor;
    const { providerId, mode, subject, price, series } = wish;
    const lessons = wish.lessons.map(({ startsAt, endsAt }) => ({
      ...{ providerId, startsAt, endsAt, price },
    }));
    const names = await this.people.namesOf([{ learnerId: childId, providerId }]);
    const [startsAt, endsAt] = [new Date(lessons[0]!.startsAt), new Date(lessons[0]!.endsAt)];
    return idempotent(this.db, scope, call, async (tx) => {
      const family = await this.families.lock(tx, childId, call.principal, 'approval.ask');
      await this.identities.require(tx, providerId);
      const now = this.clock.now();
      const beyond = await this.families.beyondBy(tx, family, lessons, now);
      if (beyond.length === 0) throw bookingErrors.withinCaps();
      await this.requireRoom(tx, childId, startsAt, now);
      const row = await tx.prisma.approval.create({
        data: {
          ...{ id: newId(), childId, providerId, startsAt, endsAt, mode, subject, ...series },
          ...{ priceAmount: price.amount, priceCurrency: price.currency },
          ...{ beyond: beyond.map(({ code }) => code), state: 'open' },
          ...{ askedAt: now, expiresAt: answerEnd(now, startsAt) },
        },
      });
      const toIds = [...family.parentIds];
      await tx.emit(bookingEvents.approvalAsked, { approvalId: row.id, childId, toIds });
      return toApproval(row, names, now);
    });
  }

  /** Of the actor as a child, and of those whose parent they are. */
  async list(call: Call): Promise<RpcOutput<typeof bookingRpc.listApprovals>> {
    const now = this.clock.now();
    const children = call.actor.roles.includes('parent')
      ? await this.families.childrenOf(call.principal)
      : [];
    const rows = await this.db.prisma.approval.findMany({
      where: {
        childId: { in: [...children, call.actor.userId] },
        expiresAt: { gt: new Date(now.getTime() - SHOWN_DAYS * DAY_MS) },
      },
      orderBy: [{ askedAt: 'desc' }, { id: 'desc' }],
      take: MOST,
    });
    const names = await this.people.namesOf(rows.map(partiesOf));
    return { items: rows.map((row) => toApproval(row, names, now)) };
  }

  /** @throws booking.approval_not_found unless it is of a child of the actor */
  async get(id: string, { principal }: Call): Promise<ApprovalRow> {
    const row = await this.db.prisma.approval.findUnique({ where: { id } });
    const family = row && (await this.families.of(row.childId));
    familyPolicies.check('approval.decide', principal, family);
    return row!;
  }

  /** @throws booking.approval_not_found, booking.approval_closed; those of an Idempotency-Key */
  async refuse(input: RpcInput<typeof bookingRpc.refuse>, call: Call): Promise<Approval> {
    const found = await this.get(input.approvalId, call);
    const names = await this.people.namesOf([partiesOf(found)]);
    const scope = idempotencyScope(bookingRpc.refuse, call, input);
    return idempotent(this.db, scope, call, async (tx) => {
      const { principal, requestId, actor } = call;
      const now = this.clock.now();
      await this.families.lock(tx, found.childId, principal, 'approval.decide');
      const row = await lockOpen(tx, found.id, now);
      const reason = input.reason || null;
      const decision = { decidedAt: now, decidedBy: actor.userId, reason };
      const refused = await close(tx, row, 'refused', decision);
      await audit(tx, {
        ...{ principal, requestId, onBehalfOf: row.childId, action: 'approval.refused' },
        subject: { kind: 'approval', id: row.id },
      });
      return toApproval(refused, names, now);
    });
  }

  /** By the child; doing it again changes nothing. @throws booking.approval_not_found, booking.approval_closed */
  async withdraw(id: string, { principal, requestId }: Call): Promise<Approval> {
    const found = await this.db.prisma.approval.findUnique({ where: { id } });
    familyPolicies.check('approval.withdraw', principal, found && { ...found, parentIds: [] });
    const names = await this.people.namesOf([partiesOf(found!)]);
    const now = this.clock.now();
    if (found!.state === 'withdrawn') return toApproval(found!, names, now);
    return this.db.tx(async (tx) => {
      const row = await lockOpen(tx, id, now);
      const family = await this.families.of(row.childId);
      const toIds = family?.parentIds ?? [];
      const withdrawn = await close(tx, row, 'withdrawn', undefined, toIds);
      const subject = { kind: 'approval', id };
      await audit(tx, { principal, requestId, action: 'approval.withdrawn', subject });
      return toApproval(withdrawn, names, now);
    });
  }

  /** The family is locked. @throws booking.asked_already, booking.too_many_approvals */
  private async requireRoom(tx: BookingTx, childId: string, startsAt: Date, now: Date) {
    const open = await tx.prisma.approval.findMany({
      where: { childId, state: 'open', expiresAt: { gt: now } },
      select: { startsAt: true },
    });
    const isAsked = open.some((one) => one.startsAt.getTime() === startsAt.getTime());
    if (isAsked) throw bookingErrors.askedAlready();
    if (open.length < MAX_OPEN_APPROVALS) return;
    throw bookingErrors.tooManyApprovals({ params: { max: MAX_OPEN_APPROVALS } });
  }
}
