import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { bookingRpc } from '@edu/contracts-booking';
import { openAllWeek, openTutor, signUpByPhone, type Person } from '../actors.ts';
import { ApiClient } from '../api-client.ts';
import { ClientLog } from '../client-log.ts';
import { inParallel } from '../in-parallel.ts';
import type { JourneyPlatform } from '../journey.ts';
import { Postbox } from '../postbox.ts';
import { readSlots } from '../slots.ts';

/** Sign-ups at once: more would only queue. */
const SIGN_UPS = 4;
const HOUR = 3_600_000;
/** Lessons are booked from here on: further than anything that a race waits for. */
const LEAD_HOURS = 30;
const HOURS_APART = 3;
/** All races together use times of half a year. */
const HORIZON_DAYS = 365;
/** As long as a client that insists asks again. */
const PATIENCE_MS = 30_000;

export interface Slot {
  readonly providerId: string;
  readonly startsAt: string;
}

/** What a client was answered; status 0 when no answer came. */
export interface Tried {
  readonly status: number;
  readonly text: string;
  readonly bookingId: string | undefined;
}

export interface ArenaOptions {
  readonly platform: JourneyPlatform;
  readonly tutors: number;
  readonly learners: number;
  readonly random: () => number;
}

/** People who want the same slots, and a record of what each of them was answered. */
export class Arena {
  readonly platform: JourneyPlatform;
  readonly log = new ClientLog();
  readonly tutors: readonly Person[];
  readonly learners: readonly Person[];
  readonly random: () => number;
  readonly #api: ApiClient;
  /** Who has held a slot of whom: unpaid ones count for a while after they ended. */
  readonly #held = new Set<string>();
  /** Whether what is refused as "not now" is asked again. */
  #insists = false;
  /** Handed out: each to one race, whoever teaches then. */
  #hours = 0;
  readonly #from = Math.ceil(Date.now() / HOUR + LEAD_HOURS) * HOUR;

  private constructor(options: ArenaOptions, tutors: Person[], learners: Person[]) {
    this.platform = options.platform;
    this.random = options.random;
    this.tutors = tutors;
    this.learners = learners;
    this.#api = new ApiClient(options.platform.url, { connections: 256 });
  }

  static async open(options: ArenaOptions): Promise<Arena> {
    const { platform } = options;
    const post = new Postbox(platform.urls);
    const tutors = await inParallel(options.tutors, SIGN_UPS, async (index) => {
      const tutor = await openTutor(platform, post, `Racing tutor ${index + 1}`);
      await openAllWeek(tutor, HORIZON_DAYS);
      return tutor;
    });
    const learners = await inParallel(options.learners, SIGN_UPS, (index) =>
      signUpByPhone(platform, post, `Racing learner ${index + 1}`),
    );
    // What was published last takes effect a moment later.
    for (const { id: providerId } of tutors) {
      await readSlots(platform, { providerId, zone: 'Africa/Abidjan' });
    }
    return new Arena(options, tutors, learners);
  }

  close(): Promise<void> {
    return this.#api.close();
  }

  /** At a time when nobody has anything, nor in the two hours that follow. */
  slot(tutor: Person = this.pick(this.tutors)): Slot {
    const startsAt = new Date(this.#from + this.#hours * HOUR).toISOString();
    this.#hours += HOURS_APART;
    return { providerId: tutor.id, startsAt };
  }

  /** A slot that this learner is refused for no reason of their own. */
  slotFor(learner: Person): Slot {
    return this.slot(this.tutorFor([learner]));
  }

  /** A tutor of whom none of these learners has held a slot. */
  tutorFor(learners: readonly Person[], among = this.tutors): Person {
    const isHeld = (tutor: Person) =>
      learners.some(({ id }) => this.#held.has(`${id} ${tutor.id}`));
    const unheld = among.filter((tutor) => !isHeld(tutor));
    if (unheld.length === 0) throw new Error('too few tutors for so many races');
    return this.pick(unheld);
  }

  /** Such a tutor for each of these groups, everybody once. */
  tutorsFor(groups: readonly (readonly Person[])[]): Person[] {
    const left = new Set(this.tutors);
    return groups.map((learners) => {
      const one = this.tutorFor(learners, [...left]);
      left.delete(one);
      return one;
    });
  }

  /**
   * A learner for each of these tutors, everybody once: from a place on the first who has held no slot of
   * the tutor, if there is one.
   */
  learnersFor(tutors: readonly Person[], place: number): Person[] {
    const left = new Set([...this.learners.slice(place), ...this.learners.slice(0, place)]);
    return tutors.map((tutor) => {
      const inOrder = [...left];
      const one = inOrder.find(({ id }) => !this.#held.has(`${id} ${tutor.id}`)) ?? inOrder[0]!;
      left.delete(one);
      return one;
    });
  }

  /** Of a slot that was held without `book`: a seat, or the lessons of a series. */
  noteHold(learner: Person, providerId: string): void {
    this.#held.add(`${learner.id} ${providerId}`);
  }

  pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.random() * from.length)]!;
  }

  /** While `work` runs, whatever gets no answer or 5xx is asked again, with the same key. */
  async insisting<T>(work: () => Promise<T>): Promise<T> {
    this.#insists = true;
    try {
      return await work();
    } finally {
      this.#insists = false;
    }
  }

  /** Books, whatever the answer. */
  async book(learner: Person, slot: Slot, key: string = randomUUID()): Promise<Tried> {
    const options = { token: learner.token, key };
    const answer = await this.#ask(() => this.#api.call(bookingRpc.create, slot, options));
    if (!answer) return { status: 0, text: '', bookingId: undefined };
    const { status, text } = answer.raw;
    if (status !== 201) return { status, text, bookingId: undefined };
    const { id: bookingId } = answer.ok();
    this.noteHold(learner, slot.providerId);
    this.log.claim({ kind: 'booked', bookingId, learnerId: learner.id });
    return { status, text, bookingId };
  }

  /** Whether it was canceled: 409 where something else was faster. */
  async cancel(learner: Person, bookingId: string): Promise<boolean> {
    const options = { token: learner.token, key: randomUUID() };
    const answer = await this.#ask(() =>
      this.#api.call(bookingRpc.cancel, { id: bookingId }, options),
    );
    const status = answer?.status;
    if (status === 200) this.log.claim({ kind: 'canceled', bookingId });
    else if (status !== 409)
      throw new Error(`a cancellation was answered ${status ?? 'by nobody'}`);
    return status === 200;
  }

  async stateOf(learner: Person, bookingId: string): Promise<string> {
    const { token } = learner;
    const answer = await this.#ask(() =>
      this.#api.call(bookingRpc.get, { id: bookingId }, { token }),
    );
    if (!answer) throw new Error('nobody said what became of a booking');
    return answer.ok().state;
  }

  /** @returns undefined when no answer came */
  async #ask<T extends { readonly status: number }>(ask: () => Promise<T>): Promise<T | undefined> {
    const until = Date.now() + PATIENCE_MS;
    for (;;) {
      this.log.requests++;
      const answer = await ask().catch(() => undefined);
      const isAnswered = answer !== undefined && answer.status < 500;
      if (isAnswered || !this.#insists || Date.now() > until) return answer;
      await sleep(100 + 200 * this.random());
    }
  }
}
