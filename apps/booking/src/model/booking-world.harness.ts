import { setTimeout as sleep } from 'node:timers/promises';
import { newId, type EventContract, type EventInput, type Problem } from '@edu/contract-kit';
import { availabilityRpc } from '@edu/contracts-availability';
import { bookingErrors, bookingRpc } from '@edu/contracts-booking';
import { paymentEvents } from '@edu/contracts-payment';
import { testActor, type TestActor } from '@edu/testing';
import { BookingBench, inHours, insisting, PRICE } from '../booking/booking.harness.ts';
import { HoldExpiry } from '../booking/hold-expiry.service.ts';
import { priceAt, type Command } from './booking-model.ts';

const HALF_HOUR = 1_800_000;
/** The first start of all worlds. */
const FIRST = Date.parse(inHours(72));
const placeOf = (startsAt: string | Date) => (new Date(startsAt).getTime() - FIRST) / HALF_HOUR;
const startsAt = (place: number) => new Date(FIRST + place * HALF_HOUR).toISOString();
const PAUSE = 15 * 60_000;
const LOOK_MS = 8;

/** The booking service on real servers, for many small worlds at once. */
export class ModelBench {
  readonly bench: BookingBench;
  /** Events that somebody waits for. */
  readonly #awaited = new Map<string, () => void>();
  #looking = false;

  private constructor(bench: BookingBench) {
    this.bench = bench;
    bench.service.fake(availabilityRpc.quote, ({ providerId, startsAt, durationMinutes }) => {
      const start = Date.parse(startsAt);
      const end = start + durationMinutes * 60_000;
      const at = (ms: number) => new Date(ms).toISOString();
      const times = { startsAt: at(start), endsAt: at(end), busyFrom: at(start) };
      const price = { ...PRICE, amount: priceAt(placeOf(startsAt)) };
      const terms = { price, zone: 'Africa/Abidjan', policy: bench.policy };
      return { providerId, ...times, busyUntil: at(end + PAUSE), ...terms };
    });
  }

  /** Two processes of the service. */
  static async start(): Promise<ModelBench> {
    const bench = await BookingBench.start({ DATABASE_POOL: '10' }, 2);
    // What only we ask: each of many thousand worlds would read the events of all before it.
    await bench.service.sql.query(
      `CREATE INDEX ON outbox (aggregate_id); CREATE INDEX ON outbox ((data ->> 'paymentId'))`,
    );
    return new ModelBench(bench);
  }

  /** Publishes an event; resolves when it has been handled. */
  async publish<E extends EventContract>(event: E, data: EventInput<E>): Promise<void> {
    const id = newId();
    const handled = new Promise<void>((resolve) => this.#awaited.set(id, resolve));
    await this.bench.service.publish(event, data, id);
    void this.#look();
    await handled;
  }

  /** One question for all that are waited for. */
  async #look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    while (this.#awaited.size > 0) {
      const { rows } = await this.bench.service.sql.query<{ id: string }>(
        `SELECT message_id AS id FROM inbox WHERE message_id = ANY ($1)`,
        [[...this.#awaited.keys()]],
      );
      for (const { id } of rows) {
        this.#awaited.get(id)?.();
        this.#awaited.delete(id);
      }
      await sleep(LOOK_MS);
    }
    this.#looking = false;
  }

  /** Ends a hold now, as if its time were over. */
  async expire(bookingId: string): Promise<void> {
    const { sql, instances } = this.bench.service;
    const ended = `UPDATE booking SET hold_expires_at = now() WHERE id = $1 AND state = 'pending'`;
    if ((await sql.query(ended, [bookingId])).rowCount === 0) return;
    for (const { app } of instances) app.get(HoldExpiry, { strict: false }).wake();
    const waits = `SELECT FROM booking WHERE id = $1 AND state = 'pending'`;
    while ((await sql.query(waits, [bookingId])).rowCount !== 0) await sleep(LOOK_MS);
  }
}

/** What was answered, as the model says it; `contended` where another try may help. */
export interface Answered {
  readonly outcome: string;
  /** The booking that was made. */
  readonly booked?: string;
}

/** What is in the database of a lesson. */
export interface Seen {
  readonly state: string;
  readonly isPaid: boolean;
  readonly start: number;
  readonly price: number;
  /** The lesson that it is held for. */
  readonly moves: string | null;
  /** Why money of it is owed, and how much where it was taken before; in the order of the alphabet. */
  readonly refunds: readonly string[];
}

/** A few people who have to do with nobody else. */
export class World {
  /** Their ids, in the order of the model. */
  readonly lessons: string[] = [];
  readonly #bench: ModelBench;
  readonly #providers: readonly TestActor[];
  readonly #learners: readonly TestActor[];
  /** What was paid, by payment. */
  readonly #paid = new Map<string, number>();

  private constructor(bench: ModelBench, providers: TestActor[], learners: TestActor[]) {
    this.#bench = bench;
    this.#providers = providers;
    this.#learners = learners;
  }

  static async open(bench: ModelBench, people: { learners: number; providers: number }) {
    const many = (count: number, role: 'student' | 'tutor') =>
      Promise.all(Array.from({ length: count }, () => testActor(role)));
    const providers = await many(people.providers, 'tutor');
    return new World(bench, providers, await many(people.learners, 'student'));
  }

  async run(command: Command): Promise<Answered> {
    if (command.is === 'book') return this.#book(command);
    const id = this.lessons[command.lesson];
    if (!id) return { outcome: 'nothing' };
    switch (command.is) {
      case 'pay':
        return { outcome: await this.#pay(id) };
      case 'cancel':
        return this.#cancel(id, command.by);
      case 'expire':
        await this.#bench.expire(id);
        return { outcome: 'done' };
      case 'move':
        return this.#move(id, command.start);
      case 'giveBack':
        await this.#giveBack(id);
        return { outcome: 'done' };
    }
  }

  /** Every booking of these people, by id. */
  async see(): Promise<Map<string, Seen>> {
    const { rows } = await this.#sql.query<Omit<Seen, 'start'> & { id: string; at: Date }>(
      `SELECT id, state, payment_id IS NOT NULL AS "isPaid", starts_at AS at,
         price_amount::int AS price, moves_id AS moves,
         ARRAY(SELECT concat_ws(' ', data ->> 'reason',
             CASE WHEN data ->> 'reason' IN ('canceled', 'rescheduled') THEN data -> 'amount' ->> 'amount' END)
           FROM outbox WHERE subject = 'evt.booking.refund_due.v1' AND aggregate_id = booking.id::text
         ) AS refunds
       FROM booking
       WHERE provider_id = ANY ($1) OR learner_id = ANY ($2)`,
      [this.#providers, this.#learners].map((people) => people.map(({ userId }) => userId)),
    );
    return new Map(
      rows.map(({ id, at, refunds, ...seen }) => [
        id,
        { ...seen, start: placeOf(at), refunds: refunds.toSorted() },
      ]),
    );
  }

  /** The states that a booking went through, its version, and whether each followed from the last. */
  async history(id: string) {
    const { rows } = await this.#sql.query<{ from: string | null; to: string; version: number }>(
      `SELECT from_state AS from, to_state AS to, version FROM booking_transition
       JOIN booking ON booking.id = booking_id WHERE booking_id = $1 ORDER BY booking_transition.id`,
      [id],
    );
    return rows;
  }

  get #sql() {
    return this.#bench.bench.service.sql;
  }

  async #book({ learner, provider, start }: Extract<Command, { is: 'book' }>): Promise<Answered> {
    const { userId: providerId } = this.#providers[provider]!;
    const input = { providerId, startsAt: startsAt(start) };
    const as = this.#learners[learner]!;
    const made = await outcomeOr((key) =>
      this.#bench.bench.service.call(bookingRpc.create, input, { as, key }),
    );
    return typeof made === 'string' ? { outcome: made } : { outcome: 'created', booked: made.id };
  }

  async #cancel(id: string, by: 'learner' | 'provider'): Promise<Answered> {
    const as = await this.#personOf(id, by);
    const canceled = await outcomeOr((key) =>
      this.#bench.bench.service.call(bookingRpc.cancel, { id }, { as, key }),
    );
    return { outcome: typeof canceled === 'string' ? canceled : 'done' };
  }

  async #move(id: string, start: number): Promise<Answered> {
    const as = await this.#personOf(id, 'learner');
    const input = { id, startsAt: startsAt(start) };
    const moved = await outcomeOr((key) =>
      this.#bench.bench.service.call(bookingRpc.reschedule, input, { as, key }),
    );
    if (typeof moved === 'string') return { outcome: moved };
    const { heldMove } = moved;
    return heldMove ? { outcome: 'held', booked: heldMove.bookingId } : { outcome: 'moved' };
  }

  async #personOf(id: string, side: 'learner' | 'provider'): Promise<TestActor> {
    const { rows } = await this.#sql.query<{ who: string }>(
      `SELECT ${side}_id AS who FROM booking WHERE id = $1`,
      [id],
    );
    const people = side === 'learner' ? this.#learners : this.#providers;
    return people.find(({ userId }) => userId === rows[0]!.who)!;
  }

  /** Each time by another payment. @returns why it goes back, or what came of it */
  async #pay(bookingId: string): Promise<string> {
    const { rows: costs } = await this.#sql.query<{ amount: number; isMove: boolean }>(
      `SELECT price_amount::int AS amount, moves_id IS NOT NULL AS "isMove" FROM booking WHERE id = $1`,
      [bookingId],
    );
    const { amount, isMove } = costs[0]!;
    const paymentId = newId();
    this.#paid.set(paymentId, amount);
    const paid = { psp: 'stripe', amount: { ...PRICE, amount }, at: new Date().toISOString() };
    await this.#bench.publish(paymentEvents.succeeded, { paymentId, bookingId, ...paid });
    const { rows } = await this.#sql.query<{ reason: string }>(
      `SELECT data ->> 'reason' AS reason FROM outbox
       WHERE subject = 'evt.booking.refund_due.v1' AND data ->> 'paymentId' = $1
         AND data ->> 'reason' NOT IN ('canceled', 'rescheduled')`,
      [paymentId],
    );
    return rows[0]?.reason ?? (isMove ? 'settled' : 'done');
  }

  /** What the booking has taken; of a payment that it did not take, nothing is done. */
  async #giveBack(bookingId: string): Promise<void> {
    const { rows } = await this.#sql.query<{ id: string | null }>(
      'SELECT payment_id AS id FROM booking WHERE id = $1',
      [bookingId],
    );
    const paymentId = rows[0]?.id ?? newId();
    const amount = { ...PRICE, amount: this.#paid.get(paymentId) ?? PRICE.amount };
    const refund = { refundId: newId(), amount, total: true };
    await this.#bench.publish(paymentEvents.refunded, { bookingId, paymentId, ...refund });
  }
}

/** @returns the answer, or the code of the refusal */
const outcomeOr = <T>(call: (key: string) => Promise<T>): Promise<T | string> =>
  insisting(call).catch((problem: Problem) => outcomeOf(problem.code));

function outcomeOf(code: string): string {
  return code === bookingErrors.slotContended.code ? 'contended' : code.split('.')[1]!;
}
