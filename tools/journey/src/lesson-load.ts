import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError, newIntent, type Booking, type BookingState, type Client } from '@edu/client';
import type { Person } from './actors.ts';
import { payByCard } from './card.ts';
import { ClientLog } from './client-log.ts';
import { clientAt } from './gateway-client.ts';
import { observedFetch } from './observed-fetch.ts';
import { OpenLoop } from './open-loop.ts';

export interface LessonLoadOptions {
  readonly url: string;
  readonly stripeUrl: string;
  readonly tutors: readonly Person[];
  readonly learners: readonly Person[];
  /** Lessons begun in a second, whatever becomes of those before. */
  readonly perSecond: number;
  /** Lessons are booked at every hour from here on, each hour once. */
  readonly from: Date;
  readonly random: () => number;
}

/** At most so many lessons of one learner at once: three unpaid ones are the platform's limit. */
const AT_ONCE = 2;
const HOUR = 3_600_000;
/** How long a paid booking may take to be confirmed: one lost delivery comes again after 30 s. */
const CONFIRM_MS = 75_000;
/** A service that was killed, or whose database is down, is asked for as long as the client may. */
const RETRIES = 30;

interface Outcome {
  /** Lessons that ran to their end. */
  done: number;
  /** Of those, fought over by two learners. */
  contested: number;
  /** Of those, canceled and paid back. */
  canceled: number;
  /** What stopped the others, for people. */
  readonly failures: string[];
}

/**
 * Learners who book, pay and wait for their confirmation, at a fixed rate. Some repeat a call, some
 * fight over a slot, some cancel. The log holds the answers that they may rely on.
 */
export class LessonLoad {
  readonly log = new ClientLog();
  readonly outcome: Outcome = { done: 0, contested: 0, canceled: 0, failures: [] };
  readonly #options: LessonLoadOptions;
  readonly #clients: ReadonlyMap<Person, Client>;
  readonly #busy = new Map<Person, number>();
  readonly #loop: OpenLoop;
  #begun = 0;

  constructor(options: LessonLoadOptions) {
    this.#options = options;
    const { url, learners } = options;
    const asked = { fetch: observedFetch(this.log), retries: RETRIES };
    this.#clients = new Map(
      learners.map((person) => [person, clientAt({ url }, { ...asked, session: person.session })]),
    );
    this.#loop = new OpenLoop(
      () => 1_000 / options.perSecond,
      () => this.#begin(),
    );
  }

  /** Lessons begun so far. */
  get begun(): number {
    return this.#begun;
  }

  start(): void {
    this.#loop.start();
  }

  /** Begins no more lessons and waits for those under way. */
  stop(): Promise<void> {
    return this.#loop.stop();
  }

  #begin(): Promise<void> | undefined {
    const learner = this.#freeLearner();
    if (!learner) return undefined;
    const { tutors, from } = this.#options;
    const number = this.#begun++;
    const slot = {
      providerId: tutors[number % tutors.length]!.id,
      startsAt: new Date(from.getTime() + number * HOUR).toISOString(),
    };
    return this.#lesson(learner, slot)
      .then(() => void this.outcome.done++)
      .catch((error: unknown) => {
        this.outcome.failures.push(`lesson ${number + 1}: ${messageOf(error)}`);
      });
  }

  async #lesson(learner: Person, slot: { providerId: string; startsAt: string }): Promise<void> {
    const { random, stripeUrl } = this.#options;
    const [fate, repeats] = [random(), random() < 0.2];
    const rival = fate < 0.15 ? this.#freeLearner(learner) : undefined;
    const rivals = rival ? [learner, rival] : [learner];
    await this.#occupy(rivals, async () => {
      const made = await Promise.all(rivals.map((person) => this.#book(person, slot, repeats)));
      const winners = made.filter((booking) => booking !== null);
      assert.equal(winners.length, 1, `${winners.length} learners got ${slot.startsAt}`);
      const booking = winners[0]!;
      const winner = rivals.find(({ id }) => id === booking.learnerId)!;
      const api = this.#clients.get(winner)!;
      const { id: bookingId } = booking;
      const order = { body: { bookingId }, intent: newIntent() };
      const intent = await api.post('/api/v1/payments/intent', order);
      this.log.claim({ kind: 'intent', paymentId: intent.id, bookingId });
      await payByCard(stripeUrl, intent);
      this.log.claim({ kind: 'paid', paymentId: intent.id, bookingId });
      await this.#untilState(bookingId, 'confirmed', api);
      this.log.claim({ kind: 'confirmed', bookingId });
      if (rival) this.outcome.contested++;
      if (fate > 0.85) await this.#cancel(bookingId, api);
    });
  }

  /** Null when somebody else has the slot. */
  async #book(
    learner: Person,
    slot: { providerId: string; startsAt: string },
    repeats: boolean,
  ): Promise<Booking | null> {
    const api = this.#clients.get(learner)!;
    const order = { body: slot, intent: newIntent() };
    const booking = await api.post('/api/v1/bookings', order).catch(nullIfTaken);
    if (!booking) return null;
    this.log.claim({ kind: 'booked', bookingId: booking.id, learnerId: learner.id });
    if (repeats) {
      assert.deepEqual(await api.post('/api/v1/bookings', order), booking, 'the repeated call');
    }
    return booking;
  }

  async #cancel(id: string, api: Client): Promise<void> {
    const params = { path: { id } };
    await api.post('/api/v1/bookings/{id}/cancel', { params, body: {}, intent: newIntent() });
    this.log.claim({ kind: 'canceled', bookingId: id });
    await this.#untilState(id, 'refunded', api);
    this.outcome.canceled++;
  }

  async #untilState(id: string, wanted: BookingState, api: Client): Promise<void> {
    const until = Date.now() + CONFIRM_MS;
    for (;;) {
      const { state } = await api.get('/api/v1/bookings/{id}', { params: { path: { id } } });
      if (state === wanted) return;
      assert(Date.now() < until, `booking ${id} is ${state}, not ${wanted}`);
      await sleep(150);
    }
  }

  #freeLearner(except?: Person): Person | undefined {
    const { learners, random } = this.#options;
    const free = learners.filter((l) => l !== except && (this.#busy.get(l) ?? 0) < AT_ONCE);
    return free[Math.floor(random() * free.length)];
  }

  async #occupy(people: readonly Person[], work: () => Promise<void>): Promise<void> {
    const change = (by: number) => {
      for (const person of people) this.#busy.set(person, (this.#busy.get(person) ?? 0) + by);
    };
    change(1);
    try {
      await work();
    } finally {
      change(-1);
    }
  }
}

function nullIfTaken(error: unknown): null {
  if (error instanceof ApiError && error.status === 409) return null;
  throw error;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
