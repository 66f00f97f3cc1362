import { Injectable } from '@nestjs/common';
import { Id, newId, type Actor, type RpcInput, type RpcOutput } from '@edu/contract-kit';
import { availabilityRpc } from '@edu/contracts-availability';
import { bookingErrors, bookingEvents, bookingRpc, type GroupLesson } from '@edu/contracts-booking';
import { RpcClient, type Call } from '@edu/messaging';
import {
  decodeCursor,
  findStoredAnswer,
  idempotencyScope,
  idempotent,
  isRetryable,
  SQLSTATE,
  sqlState,
  toPage,
} from '@edu/persistence';
import { Clock } from '@edu/service';
import { BookingDb, type BookingTx } from '../booking.db.ts';
import { BookingCancellation, type CallOff } from '../booking/booking-cancellation.service.ts';
import { NO_REASON } from '../booking/booking.row.ts';
import { NearestTimes } from '../quote/nearest-times.service.ts';
import { groupTime, toGroup } from './group.row.ts';
import {
  FIND_GROUP,
  FIND_LESSONS,
  LIST_GROUPS,
  LIST_TIMES,
  LIVE_SEATS,
  LOCK_GROUP,
  type GroupRow,
} from './group.sql.ts';

type Offer = RpcInput<typeof bookingRpc.openGroup>;
type Times = RpcOutput<typeof bookingRpc.listGroupSnapshot>;

/** Of one provider, on a page or in a list. */
const MOST = 50;

/** Lessons with seats: who offers them, and who looks at them. Seats are booked as lessons are. */
@Injectable()
export class Groups {
  constructor(
    private readonly db: BookingDb,
    private readonly rpc: RpcClient,
    private readonly cancellation: BookingCancellation,
    private readonly nearest: NearestTimes,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes the time of its provider at once, as if it were booked.
   *
   * @throws what `availability.quote` throws, booking.other_currency, booking.slot_taken,
   * booking.slot_contended; those of an Idempotency-Key
   */
  async open(input: Offer, call: Call): Promise<GroupLesson> {
    try {
      return await this.offer(input, call);
    } catch (error) {
      const { startsAt, durationMinutes, mode } = input;
      const providerId = call.actor.userId;
      throw await this.nearest.beside(error, { providerId, startsAt, durationMinutes, mode });
    }
  }

  private async offer(input: Offer, call: Call): Promise<GroupLesson> {
    const scope = idempotencyScope(bookingRpc.openGroup, call, input);
    // The slot may be taken because this very call took it before.
    const earlier = await findStoredAnswer(this.db, scope, call);
    if (earlier) return earlier;
    const { startsAt, durationMinutes, mode, title, subject = null, seats, price } = input;
    const { userId: providerId } = call.actor;
    const slot = { providerId, startsAt, durationMinutes, mode };
    const quote = await this.rpc.call(availabilityRpc.quote, slot, { withActor: false });
    const { currency } = quote.price;
    if (price.currency !== currency) throw bookingErrors.otherCurrency({ params: { currency } });
    const { zone, policy, busyFrom, busyUntil } = quote;
    const id = newId();
    try {
      return await idempotent(this.db, scope, call, async (tx) => {
        const lessons = await tx.query(FIND_LESSONS, { providerId, busyFrom, busyUntil });
        if (lessons.length > 0) throw bookingErrors.slotTaken();
        await tx.prisma.groupLesson.create({
          data: {
            ...{ id, providerId, state: 'open', title, subject, mode, seats, zone, policy },
            ...{ startsAt: quote.startsAt, endsAt: quote.endsAt, busyFrom, busyUntil },
            ...{ priceAmount: price.amount, priceCurrency: currency },
          },
        });
        const row = await this.find(id, tx);
        await tx.emit(bookingEvents.groupOpened, groupTime(row));
        return toGroup(row, this.clock.now());
      });
    } catch (error) {
      if (sqlState(error) === SQLSTATE.exclusionViolation) throw bookingErrors.slotTaken();
      if (isRetryable(error)) throw bookingErrors.slotContended();
      throw error;
    }
  }

  /** @throws booking.group_not_found */
  async get(id: string): Promise<GroupLesson> {
    return toGroup(await this.find(id), this.clock.now());
  }

  /** What can be booked of a provider; of one's own also what was called off or has begun. */
  async list(providerId: string, mine: boolean): Promise<RpcOutput<typeof bookingRpc.listGroups>> {
    const now = this.clock.now();
    const rows = await this.db.query(LIST_GROUPS, { providerId, now, mine, most: MOST });
    return { items: rows.map((row) => toGroup(row, now)) };
  }

  /**
   * Calls a group lesson off: every learner gets everything back, in one transaction.
   *
   * @throws booking.group_not_found, booking.group_over; those of an Idempotency-Key
   */
  async cancel(input: RpcInput<typeof bookingRpc.cancelGroup>, call: Call): Promise<GroupLesson> {
    const { groupId, reason } = input;
    await this.getOwn(groupId, call.actor);
    const scope = idempotencyScope(bookingRpc.cancelGroup, call, input);
    return idempotent(this.db, scope, call, async (tx) => {
      const said = { actor: call.actor.userId, reason: reason || NO_REASON };
      const canceled = await this.callOff(tx, groupId, said);
      if (!canceled) throw bookingErrors.groupOver();
      return toGroup(canceled, this.clock.now());
    });
  }

  /** @returns it as it is then, or undefined where it is called off or over */
  async callOff(
    tx: BookingTx,
    id: string,
    said: Pick<CallOff, 'actor' | 'reason'>,
  ): Promise<GroupRow | undefined> {
    await tx.execute(LOCK_GROUP, { id });
    const before = await this.find(id, tx);
    if (before.state !== 'open' || before.ends_at <= this.clock.now()) return undefined;
    await tx.prisma.groupLesson.update({
      where: { id },
      data: { state: 'canceled', version: { increment: 1 } },
    });
    const how = { by: 'provider', ...said } as const;
    const ids = (await tx.query(LIVE_SEATS, { id })).map((seat) => seat.id);
    const taken = await tx.prisma.booking.findMany({ where: { id: { in: ids } } });
    await this.cancellation.callOffAll(
      tx,
      taken.map((row) => ({ row, how })),
    );
    const row = await this.find(id, tx);
    await tx.emit(bookingEvents.groupCanceled, groupTime(row));
    return row;
  }

  async times({ cursor, limit }: RpcInput<typeof bookingRpc.listGroupSnapshot>): Promise<Times> {
    const [after = null] = cursor ? decodeCursor(cursor, [Id]) : [];
    const rows = await this.db.query(LIST_TIMES, { after, rows: limit + 1 });
    return toPage(rows, limit, groupTime, ({ id }) => [id]);
  }

  /** @throws booking.group_not_found */
  async find(id: string, tx?: BookingTx): Promise<GroupRow> {
    const [row] = tx ? await tx.query(FIND_GROUP, { id }) : await this.db.query(FIND_GROUP, { id });
    if (!row) throw bookingErrors.groupNotFound();
    return row;
  }

  /** @throws booking.group_not_found */
  private async getOwn(id: string, { userId }: Actor): Promise<GroupRow> {
    const row = await this.find(id);
    if (row.provider_id !== userId) throw bookingErrors.groupNotFound();
    return row;
  }
}
