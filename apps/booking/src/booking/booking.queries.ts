import { Injectable } from '@nestjs/common';
import { Id, type Actor, type RpcInput } from '@edu/contract-kit';
import { bookingErrors, type bookingRpc } from '@edu/contracts-booking';
import { userPrincipal } from '@edu/identity';
import { decodeCursor, statement } from '@edu/persistence';
import { z } from 'zod';
import { BookingDb, type BookingTx } from '../booking.db.ts';
import type {
  Booking as BookingRow,
  BookingTransition,
  RescheduleProposal as RescheduleProposalRow,
} from '../generated/prisma/client.ts';
import { bookingPolicies } from './booking.policies.ts';
import { sideOfList } from '../list/chosen.ts';
import { ENDS, fewOf, LIST, mostOf, type Listed } from '../list/list.sql.ts';
import { isAhead } from '../list/parts.ts';
import { spansOf } from '../list/spans.ts';
import { providerBusy, SEAT } from './busy.sql.ts';
import { LIVE, UNBOOKABLE } from './states.sql.ts';

/** Milliseconds since 1970, as far as PostgreSQL counts. */
const Timestamp = z.int().min(0).max(Date.UTC(9999, 0));

const CALLED_OFF: ReadonlySet<string> = new Set(['declined', 'canceled', 'refunded']);

const LOCK = statement({ id: 'uuid' }, 'SELECT FROM booking WHERE id = :id FOR UPDATE');

/** In the order of time, as lessons of a series are locked wherever that is done. */
const LOCK_ALL = statement(
  { ids: 'uuid[]' },
  'SELECT FROM booking WHERE id = ANY(:ids) ORDER BY starts_at FOR UPDATE',
);

const FIND_OBSTACLE = statement(
  {
    ...{ learnerId: 'uuid', providerId: 'uuid', startsAt: 'timestamptz', endsAt: 'timestamptz' },
    ...{ busyFrom: 'timestamptz', busyUntil: 'timestamptz', groupId: 'uuid?' },
  },
  `SELECT WHERE ${providerBusy([':busyFrom', ':busyUntil'], SEAT)}
   UNION ALL
   SELECT FROM booking WHERE learner_id = :learnerId AND state IN ${LIVE}
     AND tstzrange(starts_at, ends_at, '[)') && tstzrange(:startsAt, :endsAt, '[)')
   UNION ALL
   SELECT FROM group_lesson WHERE id = :groupId AND state <> 'open'
   UNION ALL
   SELECT FROM suspended_user WHERE user_id IN (:learnerId, :providerId) AND suspended
   UNION ALL
   SELECT WHERE ${UNBOOKABLE}
   LIMIT 1`,
);

const FIND_PARENTS = statement(
  { id: 'uuid', parentId: 'uuid' },
  `SELECT parent_ids AS "parentIds" FROM booking JOIN family ON child_id = learner_id
   WHERE id = :id AND parent_ids @> ARRAY[:parentId]`,
).returns<{ parentIds: string[] }>();

export type ListedRow = Listed & { readonly row: BookingRow };

/** In a list: the start of a lesson, and its id. */
export type Place = readonly [startsAt: number, id: string];

type OwnAction =
  | 'booking.read'
  | 'booking.answer'
  | 'booking.reschedule'
  | 'booking.choose_refund'
  | 'booking.propose_reschedule'
  | 'booking.cancel';

/** Reads. Those for a user look with the owner in the condition: another's id is like a random one. */
@Injectable()
export class BookingQueries {
  constructor(private readonly db: BookingDb) {}

  /** @throws booking.not_found unless the actor is one of its people and may do it */
  async getOwn(id: string, actor: Actor, action: OwnAction = 'booking.read'): Promise<BookingRow> {
    const { userId } = actor;
    const parentIds = actor.roles.includes('parent') ? await this.parentsOf(id, userId) : [];
    const own = { OR: [{ learnerId: userId }, { providerId: userId }, { payerId: userId }] };
    const row = await this.db.prisma.booking.findFirst({
      where: { id, ...(parentIds.length === 0 && own) },
    });
    return bookingPolicies.check(action, userPrincipal(actor), row && { ...row, parentIds });
  }

  /** The parents of the learner, if the user is one of them. */
  private async parentsOf(id: string, parentId: string): Promise<readonly string[]> {
    const [family] = await this.db.query(FIND_PARENTS, { id, parentId });
    return family?.parentIds ?? [];
  }

  find(id: string): Promise<BookingRow | null> {
    return this.db.prisma.booking.findUnique({ where: { id } });
  }

  /** The row, locked until the transaction ends. @throws booking.not_found */
  async lock(tx: BookingTx, id: string): Promise<BookingRow> {
    await tx.execute(LOCK, { id });
    const row = await tx.prisma.booking.findUnique({ where: { id } });
    if (!row) throw bookingErrors.notFound();
    return row;
  }

  /** Several, locked until the transaction ends, in the order of time. @throws booking.not_found */
  async lockAll(tx: BookingTx, ids: readonly string[]): Promise<BookingRow[]> {
    await tx.execute(LOCK_ALL, { ids });
    const rows = await tx.prisma.booking.findMany({
      where: { id: { in: [...ids] } },
      orderBy: { startsAt: 'asc' },
    });
    if (rows.length < ids.length) throw bookingErrors.notFound();
    return rows;
  }

  /** Whether a booking that gave its slot back could have it again. */
  async isStillFree(tx: BookingTx, row: BookingRow): Promise<boolean> {
    return (await tx.query(FIND_OBSTACLE, row)).length === 0;
  }

  /** How those that were called off were, by the id of the booking. */
  async cancellationsOf(
    rows: readonly BookingRow[],
    tx?: BookingTx,
  ): Promise<Map<string, BookingTransition>> {
    const ids = rows.filter(({ state }) => CALLED_OFF.has(state)).map(({ id }) => id);
    if (ids.length === 0) return new Map();
    const found = await (tx ?? this.db).prisma.bookingTransition.findMany({
      where: { bookingId: { in: ids }, toState: { in: ['declined', 'canceled'] } },
      orderBy: { id: 'asc' },
    });
    return new Map(found.map((transition) => [transition.bookingId, transition]));
  }

  /** What the group lessons of bookings are called, by their ids. */
  async groupTitlesOf(rows: readonly BookingRow[], tx?: BookingTx): Promise<Map<string, string>> {
    const ids = [...new Set(rows.flatMap(({ groupId }) => groupId ?? []))];
    if (ids.length === 0) return new Map();
    const found = await (tx ?? this.db).prisma.groupLesson.findMany({
      ...{ where: { id: { in: ids } }, select: { id: true, title: true } },
    });
    return new Map(found.map(({ id, title }) => [id, title]));
  }

  /** What is proposed for those that are paid, by the id of the booking. */
  async proposalsFor(
    rows: readonly BookingRow[],
    now: Date,
    tx?: BookingTx,
  ): Promise<Map<string, RescheduleProposalRow>> {
    const ids = rows.filter(({ state }) => state === 'confirmed').map(({ id }) => id);
    if (ids.length === 0) return new Map();
    const found = await (tx ?? this.db).prisma.rescheduleProposal.findMany({
      where: { bookingId: { in: ids }, state: 'open', expiresAt: { gt: now } },
    });
    return new Map(found.map((proposal) => [proposal.bookingId, proposal]));
  }

  /** Times that are held for those that are paid, also in place of one that was missed, by the id of the booking. */
  async heldMovesFor(
    rows: readonly BookingRow[],
    tx?: BookingTx,
  ): Promise<Map<string, BookingRow>> {
    const ids = rows
      .filter(({ state }) => ['confirmed', 'no_show'].includes(state))
      .map(({ id }) => id);
    if (ids.length === 0) return new Map();
    const found = await (tx ?? this.db).prisma.booking.findMany({
      where: { movesId: { in: ids }, state: 'pending' },
    });
    return new Map(found.map((held) => [held.movesId!, held]));
  }

  /**
   * The soonest first of what is to come, else the latest; and one more than the page holds.
   *
   * @param children whose bookings, in place of the actor's own
   * @returns how far it has read as well, where there may be more than it found
   */
  async listOwn(
    input: RpcInput<typeof bookingRpc.list>,
    { userId }: Actor,
    now: Date,
    children: string[] | undefined,
  ): Promise<{ readonly listed: ListedRow[]; readonly readTo: Place | undefined }> {
    const { when, part, cursor, from, to, withId, subject } = input;
    const limit = input.limit + 1;
    const after = cursor ? decodeCursor(cursor, [Timestamp, Id]) : undefined;
    const order = when === 'upcoming' || isAhead(part) ? 'ahead' : 'back';
    const page = LIST[input.series][sideOfList(input)][order];
    const values = {
      ...{ userIds: children ?? [userId], withId: withId ?? null, subject: subject ?? null },
      ...{ from: from ?? '-infinity', to: to ?? 'infinity', limit },
      spans: JSON.stringify(spansOf(input, now)),
      ...(after ? { afterAt: new Date(after[0]), afterId: after[1] } : ENDS[order]),
    };
    let found = await this.db.query(page, { ...values, most: fewOf(limit) });
    if (found.length < limit && found[0]!.readId !== null) {
      found = await this.db.query(page, { ...values, most: mostOf(limit) });
    }
    const entries = found.filter((entry): entry is Listed & typeof entry => entry.id !== null);
    const rows = await this.findAll(entries.map(({ id }) => id));
    const { readAt, readId } = found[0]!;
    return {
      listed: entries.map((entry) => ({ ...entry, row: rows.get(entry.id)! })),
      readTo: readAt && readId ? [readAt.getTime(), readId] : undefined,
    };
  }

  /** By their ids. */
  private async findAll(ids: readonly string[]): Promise<Map<string, BookingRow>> {
    if (ids.length === 0) return new Map();
    const found = await this.db.prisma.booking.findMany({ where: { id: { in: [...ids] } } });
    return new Map(found.map((row) => [row.id, row]));
  }
}
