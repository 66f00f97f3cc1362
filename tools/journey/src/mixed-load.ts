import { randomUUID } from 'node:crypto';
import type { RpcArgs, RpcContract, RpcOutput } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { availabilityRpc } from '@edu/contracts-availability';
import { bookingRpc } from '@edu/contracts-booking';
import { notificationRpc } from '@edu/contracts-notification';
import { paymentRpc } from '@edu/contracts-payment';
import { profileRpc } from '@edu/contracts-profile';
import { searchRpc } from '@edu/contracts-search';
import { sessionRpc } from '@edu/contracts-session';
import type { Person } from './actors.ts';
import { ApiClient, type CallOptions } from './api-client.ts';
import { payByCard } from './card.ts';
import { ClientLog } from './client-log.ts';
import type { Crowd } from './crowd.ts';
import { OpenLoop, poissonGap } from './open-loop.ts';

export interface MixedLoadOptions extends Crowd {
  readonly url: string;
  readonly stripeUrl: string;
  /** Booked lessons whose classrooms are open. */
  readonly open: readonly { readonly bookingId: string; readonly learner: Person }[];
  /** Requests asked in a second, whatever becomes of those before. */
  readonly perSecond: number;
  /** Lessons are booked at every hour from here on, each hour once. */
  readonly from: Date;
  readonly random: () => number;
}

/** A lesson on its way from free slot to confirmed booking, one request at a time. */
interface Lesson {
  readonly learner: Person;
  readonly slot: { readonly providerId: string; readonly startsAt: string };
  bookingId?: string;
  paid?: boolean;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * What people ask a platform for, all of it mixed, at a fixed rate with the arrivals of chance. Each
 * request is asked once: whatever is not answered as it must be is in the log as trouble. Payments
 * bring the psp's webhooks along, which are no part of the rate.
 */
export class MixedLoad {
  readonly log = new ClientLog();
  /** Lessons booked, paid and confirmed. */
  confirmed = 0;
  /** Milliseconds of the slowest answer. */
  slowestMs = 0;
  readonly #options: MixedLoadOptions;
  readonly #api: ApiClient;
  readonly #idle: Person[];
  /** Lessons whose last request has been answered. */
  readonly #waiting: Lesson[] = [];
  readonly #loop: OpenLoop;
  #begun = 0;

  constructor(options: MixedLoadOptions) {
    this.#options = options;
    this.#api = new ApiClient(options.url, { connections: 256 });
    this.#idle = [...options.learners];
    const { perSecond, random } = options;
    this.#loop = new OpenLoop(
      () => poissonGap(perSecond, random),
      () => this.#next(),
    );
  }

  start(): void {
    this.#loop.start();
  }

  /** Asks nothing more and waits for the answers under way. */
  async stop(): Promise<void> {
    await this.#loop.stop();
    await this.#api.close();
  }

  /** One request, of a random kind. */
  async #next(): Promise<void> {
    const kind = this.#options.random();
    if (kind < 0.25) await this.#search();
    else if (kind < 0.4) await this.#slots();
    else if (kind < 0.5) await this.#enter();
    else if (kind < 0.6) await this.#look();
    else await this.#lesson();
  }

  async #search(): Promise<void> {
    const near = { lat: 5.35, lng: -3.99, radiusKm: 10, sort: 'distance' } as const;
    await this.#ask(searchRpc.tutors, { subject: 'maths', ...near });
  }

  async #slots(): Promise<void> {
    const day = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
    const input = { id: this.#any('tutors').id, zone: 'Africa/Abidjan', from: day(0), to: day(6) };
    await this.#ask(availabilityRpc.slots, input);
  }

  async #enter(): Promise<void> {
    const { open, random } = this.#options;
    const { bookingId, learner } = open[Math.floor(random() * open.length)]!;
    await this.#ask(sessionRpc.token, { bookingId }, learner);
  }

  async #look(): Promise<void> {
    const [person, which] = [this.#any('learners'), this.#options.random()];
    if (which < 0.3) await this.#ask(authRpc.me, {}, person);
    else if (which < 0.6) await this.#ask(notificationRpc.list, {}, person);
    else await this.#ask(profileRpc.getListing, { id: this.#any('tutors').id });
  }

  /** The next request of a lesson that waits, or the first one of another. */
  async #lesson(): Promise<void> {
    const lesson = this.#waiting.shift() ?? this.#begin();
    if (!lesson) return this.#search();
    const goesOn = await this.#step(lesson);
    if (goesOn) this.#waiting.push(lesson);
    else this.#idle.push(lesson.learner);
  }

  #begin(): Lesson | undefined {
    const { tutors, from } = this.#options;
    const learner = this.#idle.shift();
    if (!learner) return undefined;
    const number = this.#begun++;
    const startsAt = new Date(from.getTime() + Math.floor(number / tutors.length) * HOUR);
    const providerId = tutors[number % tutors.length]!.id;
    return { learner, slot: { providerId, startsAt: startsAt.toISOString() } };
  }

  /** @returns whether the lesson is to go on */
  async #step(lesson: Lesson): Promise<boolean> {
    const { learner, slot, bookingId } = lesson;
    const options = { token: learner.token, key: randomUUID() };
    if (!bookingId) {
      const booking = await this.#ask(bookingRpc.create, slot, options);
      if (!booking) return false;
      lesson.bookingId = booking.id;
      this.log.claim({ kind: 'booked', bookingId: booking.id, learnerId: learner.id });
      return true;
    }
    if (!lesson.paid) {
      const intent = await this.#ask(paymentRpc.createIntent, { bookingId }, options);
      if (!intent) return false;
      this.log.claim({ kind: 'intent', paymentId: intent.id, bookingId });
      await payByCard(this.#options.stripeUrl, intent);
      this.log.claim({ kind: 'paid', paymentId: intent.id, bookingId });
      lesson.paid = true;
      return true;
    }
    const booking = await this.#ask(bookingRpc.get, { id: bookingId }, options);
    if (booking?.state !== 'confirmed') return true;
    this.log.claim({ kind: 'confirmed', bookingId });
    this.confirmed++;
    return false;
  }

  /** The output, or undefined when it was not answered as it must be. */
  async #ask<C extends RpcContract>(
    rpc: C,
    input: RpcArgs<C>,
    options?: CallOptions,
  ): Promise<RpcOutput<C> | undefined> {
    this.log.requests++;
    const from = Date.now();
    try {
      return await this.#api.ok(rpc, input, options);
    } catch (error) {
      const what = (error as { code?: string }).code ?? (error as Error).message;
      this.log.trouble({ from, to: Date.now(), request: rpc.subject, what });
      return undefined;
    } finally {
      this.slowestMs = Math.max(this.slowestMs, Date.now() - from);
    }
  }

  #any(who: 'tutors' | 'learners'): Person {
    const people = this.#options[who];
    return people[Math.floor(this.#options.random() * people.length)]!;
  }
}
