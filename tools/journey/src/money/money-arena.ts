import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError, newIntent, type PaymentIntent } from '@edu/client';
import pg from 'pg';
import { signUpByPhone, openTutor, type Person } from '../actors.ts';
import { ClientLog } from '../client-log.ts';
import { clientAt } from '../gateway-client.ts';
import { inParallel } from '../in-parallel.ts';
import type { JourneyPlatform } from '../journey.ts';
import { observedFetch } from '../observed-fetch.ts';
import { Postbox } from '../postbox.ts';
import { readSlots } from '../slots.ts';
import { insist } from './insist.ts';
import { payAt, refuseAt } from './payer.ts';
import type { Counted, Lesson } from './lesson.ts';
import type { Rail } from './rail.ts';
import { Orders } from './orders.ts';
import { People } from './people.ts';
import { Ways } from './ways.ts';

/** What an hour costs: each currency of the platform that some psp here takes is taught for. */
const RATES = [
  { amount: 5_000, currency: 'XOF' },
  { amount: 4_500, currency: 'XAF' },
  { amount: 2_050, currency: 'EUR' },
] as const;
/** Sign-ups at once: more would only queue. */
const SIGN_UPS = 4;
const HORIZON_DAYS = 365;
const MOST_TRIES = 20;
/** Patience with one try: what a killed process had in hand is not answered. */
const TRY_MS = 4_000;
/** Rules of the books and of payouts look for their tables in the schema that is open. */
const IN_PAYMENT = { options: '-c search_path=payment' };

export interface MoneyArenaOptions {
  readonly platform: JourneyPlatform;
  readonly rails: readonly Rail[];
  /** Of an administrator. */
  readonly databaseUrl: string;
  readonly tutors: number;
  readonly learners: number;
  readonly random: () => number;
}

/** People who book and pay, at whatever psp, and go on asking when there is no answer. */
export class MoneyArena {
  readonly log = new ClientLog();
  readonly lessons: Lesson[] = [];
  /** Payouts, and in which line of the table each counts. */
  readonly payouts: Counted[] = [];
  /** What stopped a lesson on its way, for people. */
  readonly failures: string[] = [];
  /** Forged webhooks that were sent. */
  forged = 0;
  readonly rails: readonly Rail[];
  readonly random: () => number;
  readonly database: pg.Pool;
  readonly #people: People;
  readonly #ways = new Ways();
  readonly #orders = new Orders(this.#ways, (ask) => this.insist(ask));

  private constructor(
    options: MoneyArenaOptions,
    tutors: ReadonlyMap<string, readonly Person[]>,
    learners: Person[],
  ) {
    this.rails = options.rails;
    this.random = options.random;
    this.database = new pg.Pool({ connectionString: options.databaseUrl, max: 4, ...IN_PAYMENT });
    const asked = { fetch: observedFetch(this.log), retries: 0, timeoutMs: TRY_MS };
    this.#people = new People(
      tutors,
      learners.map((person) => {
        const { session } = person;
        return [person, clientAt(options.platform, { ...asked, session })];
      }),
      { log: this.log, insist: (ask) => this.insist(ask), pick: (from) => this.pick(from) },
    );
  }

  static async open(options: MoneyArenaOptions): Promise<MoneyArena> {
    const { platform } = options;
    const post = new Postbox(platform.urls);
    const tutors = await inParallel(options.tutors, SIGN_UPS, (index) =>
      openTutor(platform, post, `Tutor ${index + 1}`, {
        rate: RATES[index % RATES.length]!,
        horizonDays: HORIZON_DAYS,
      }),
    );
    const learners = await inParallel(options.learners, SIGN_UPS, (index) =>
      signUpByPhone(platform, post, `Payer ${index + 1}`),
    );
    for (const { id: providerId } of tutors) {
      await readSlots(platform, { providerId, zone: 'Africa/Abidjan' });
    }
    const byCurrency = RATES.map(
      ({ currency }, at) =>
        [currency, tutors.filter((_, index) => index % RATES.length === at)] as const,
    );
    const arena = new MoneyArena(options, new Map(byCurrency), learners);
    for (const { currency } of RATES) await arena.#learnWays(currency);
    return arena;
  }

  close(): Promise<void> {
    return this.database.end();
  }

  /** A lesson that waits for its payment at this psp. */
  async lesson(rail: Rail, row: string): Promise<Lesson> {
    return (await this.#lessons(rail, row, 1))[0]!;
  }

  /** Two lessons of the same two people, to be paid together. */
  async two(rail: Rail, row: string): Promise<[Lesson, Lesson]> {
    const [lesson, other] = await this.#lessons(rail, row, 2);
    return [lesson!, other!];
  }

  /** Another psp that takes the money of a lesson, if there is one. */
  elsewhere({ rail, currency }: Lesson): Rail | undefined {
    const takes = ({ psp }: Rail) => this.#ways.currenciesOf(psp).includes(currency);
    const at = this.rails.indexOf(rail);
    return [...this.rails.slice(at + 1), ...this.rails.slice(0, at)].find(takes);
  }

  /** Somebody else books the time of a lesson; whether the time was free. */
  takeSlotOf(lesson: Lesson): Promise<boolean> {
    return this.#people.takeSlotOf(lesson);
  }

  /** Opens its payment, asking with one key until there is an answer, and anew where the psp refuses. */
  async open(
    lesson: Lesson,
    key = newIntent(),
    others: readonly Lesson[] = [],
  ): Promise<PaymentIntent> {
    const { api } = lesson;
    const body = await this.#orders.of(lesson, others);
    for (let tries = 1, intent = key; ; tries++, intent = newIntent()) {
      try {
        return await this.insist(() => api.post('/api/v1/payments/intent', { body, intent }));
      } catch (error) {
        const isRefused = error instanceof ApiError && error.is('payment.refused');
        if (!isRefused || tries === MOST_TRIES) throw error;
      }
    }
  }

  /** Pays, and again when no answer came. */
  async pay({ rail }: Lesson, intent: PaymentIntent): Promise<void> {
    if (intent.status === 'succeeded') return;
    // A prompt is on the phone, whatever the platform knows of it.
    if (intent.next === null && !this.#ways.asksPhone(rail.psp)) return;
    const ref = await this.refOf(intent.id);
    await this.insist(
      () => payAt(rail, intent, ref),
      (error) => !String(error).includes('refused'),
    );
  }

  /** Prompts that are still on a phone are agreed to, whatever became of their payments; other pages end. */
  async endWhatIsLeft(): Promise<void> {
    for (const rail of this.rails) {
      const { rows } = await this.database.query<{ ref: string }>(
        'SELECT psp_ref AS ref FROM payment.payment WHERE psp = $1 AND psp_ref IS NOT NULL',
        [rail.psp],
      );
      for (const url of await rail.pagesLeft(rows.map(({ ref }) => ref))) {
        await refuseAt(rail, { next: { kind: 'redirect', url } }, '');
      }
    }
    for (const rail of this.rails.filter((one) => this.#ways.asksPhone(one.psp))) {
      const { rows } = await this.database.query<{ id: string }>(
        `SELECT id FROM payment.payment WHERE psp = $1 AND status NOT IN ('succeeded', 'canceled')`,
        [rail.psp],
      );
      for (const { id } of rows) {
        for (const ref of await rail.promptsOf(id)) await payAt(rail, { next: null }, ref);
      }
    }
  }

  /** What the psp calls a payment that is open there. */
  async refOf(paymentId: string): Promise<string> {
    const sql = 'SELECT psp_ref FROM payment.payment WHERE id = $1';
    const { rows } = await this.database.query<{ psp_ref: string | null }>(sql, [paymentId]);
    return rows[0]?.psp_ref ?? '';
  }

  /** Calls a paid lesson off; the whole price goes back, or a part of it. */
  async giveBack({ api, bookingId }: Lesson, how: 'whole' | 'part'): Promise<void> {
    if (how === 'part') {
      const policy = {
        tiers: [{ hoursBefore: 0, refundPct: 40, providerSharePct: 100 }],
        graceMinutes: 0,
      };
      await this.database.query(
        'UPDATE booking.booking SET policy = policy || $2::jsonb WHERE id = $1',
        [bookingId, JSON.stringify(policy)],
      );
    }
    const asked = { params: { path: { id: bookingId } }, body: {}, intent: newIntent() };
    await this.insist(() => api.post('/api/v1/bookings/{id}/cancel', asked));
    this.log.claim({ kind: 'canceled', bookingId });
  }

  async stateOf({ bookingId }: Lesson): Promise<string | undefined> {
    const sql = 'SELECT state FROM booking.booking WHERE id = $1';
    const { rows } = await this.database.query<{ state: string }>(sql, [bookingId]);
    return rows[0]?.state;
  }

  /** Waits until a lesson is in this state. @returns whether it is */
  async becomes(lesson: Lesson, state: string, withinMs: number): Promise<boolean> {
    const until = Date.now() + withinMs;
    while ((await this.stateOf(lesson)) !== state) {
      if (Date.now() > until) return false;
      await sleep(100);
    }
    return true;
  }

  pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.random() * from.length)]!;
  }

  /** Asks again, with the same key, whatever gets no answer or "not now". */
  insist<T>(ask: () => Promise<T>, isPassing?: (error: unknown) => boolean): Promise<T> {
    return insist(ask, this.random, isPassing);
  }

  async #lessons(rail: Rail, row: string, count: number): Promise<Lesson[]> {
    const currencies = this.#ways.currenciesOf(rail.psp);
    if (currencies.length === 0) throw new Error(`nothing can be paid with ${rail.psp}`);
    const currency = this.pick(currencies);
    const abroad = this.#ways.abroadAt(rail.psp, currency, this.random);
    const { slots, ...people } = await this.#people.book(currency, count);
    const lessons = slots.map((slot) => ({ row, rail, currency, abroad, ...slot, ...people }));
    this.lessons.push(...lessons);
    return lessons;
  }

  async #learnWays(currency: string): Promise<void> {
    const { api, slots } = await this.#people.book(currency, 1);
    const params = { path: { id: slots[0]!.bookingId } };
    const { items } = await this.insist(() =>
      api.get('/api/v1/bookings/{id}/ways-to-pay', { params }),
    );
    this.#ways.learn(currency, items);
    const asked = { params, body: {}, intent: newIntent() };
    await this.insist(() => api.post('/api/v1/bookings/{id}/cancel', asked));
  }
}
