import { setTimeout as sleep } from 'node:timers/promises';
import { newIntent, type Client } from '@edu/client';
import type { Person } from '../actors.ts';
import type { ClientLog } from '../client-log.ts';
import type { Lesson, Slot } from './lesson.ts';
import { isOfTheHour, isOfTheLearner } from './refusals.ts';

const HOUR = 3_600_000;
/** Lessons are booked from here on, each hour once. */
const LEAD_HOURS = 30;
const MOST_HOURS = 20;
/** As long as somebody waits until one of so many people may hold an hour. */
const BOOKED_WITHIN_MS = 60_000;

interface Asking {
  readonly log: ClientLog;
  readonly insist: <T>(ask: () => Promise<T>) => Promise<T>;
  readonly pick: <T>(from: readonly T[]) => T;
}

/** Those who learn, and those who teach for each kind of money. A refusal of an hour is an answer, and leads to another one. */
export class People {
  readonly #tutors: ReadonlyMap<string, readonly Person[]>;
  readonly #learners: readonly (readonly [learner: Person, api: Client])[];
  readonly #asking: Asking;
  readonly #from = Math.ceil(Date.now() / HOUR + LEAD_HOURS) * HOUR;
  #hours = 0;
  #turn = 0;

  constructor(
    tutors: ReadonlyMap<string, readonly Person[]>,
    learners: readonly (readonly [learner: Person, api: Client])[],
    asking: Asking,
  ) {
    this.#tutors = tutors;
    this.#learners = learners;
    this.#asking = asking;
  }

  /** Whoever may not hold more lets somebody else book; holds that nobody pays end by themselves. */
  async book(currency: string, count: number) {
    const tutors = this.#tutors.get(currency)!;
    const until = Date.now() + BOOKED_WITHIN_MS;
    do {
      for (const [learner, api] of this.#next()) {
        const tutor = this.#asking.pick(tutors);
        const slots: Slot[] = [];
        try {
          while (slots.length < count) slots.push(await this.#slot(api, tutor, learner));
          return { slots, tutor, learner, api };
        } catch (error) {
          if (!isOfTheLearner(error)) throw error;
        }
      }
      await sleep(1_000);
    } while (Date.now() < until);
    throw new Error('too few people for so many lessons');
  }

  /** Somebody else books the time of a lesson; whether the time was free. */
  async takeSlotOf({ tutor, startsAt }: Lesson): Promise<boolean> {
    const [, api] = this.#next()[0]!;
    const asked = { body: { providerId: tutor.id, startsAt }, intent: newIntent() };
    try {
      await this.#asking.insist(() => api.post('/api/v1/bookings', asked));
      return true;
    } catch (error) {
      if (isOfTheHour(error) || isOfTheLearner(error)) return false;
      throw error;
    }
  }

  /** The next hour that is free, of this tutor and for this learner. */
  async #slot(api: Client, tutor: Person, learner: Person): Promise<Slot> {
    const { log, insist } = this.#asking;
    for (let tries = 1; ; tries++) {
      const startsAt = new Date(this.#from + this.#hours++ * HOUR).toISOString();
      const asked = { body: { providerId: tutor.id, startsAt }, intent: newIntent() };
      try {
        const { id: bookingId } = await insist(() => api.post('/api/v1/bookings', asked));
        log.claim({ kind: 'booked', bookingId, learnerId: learner.id });
        return { bookingId, startsAt };
      } catch (error) {
        if (!isOfTheHour(error) || tries === MOST_HOURS) throw error;
      }
    }
  }

  /** All learners, another one first each time. */
  #next() {
    const from = this.#turn++ % this.#learners.length;
    return [...this.#learners.slice(from), ...this.#learners.slice(0, from)];
  }
}
