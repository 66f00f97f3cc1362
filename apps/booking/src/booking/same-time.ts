import { statement, type IdempotencyScope, type StoredAnswer } from '@edu/persistence';
import type { BookingDb } from '../booking.db.ts';
import type { CreateBookingRow, CreateOutcome } from './create-booking.sql.ts';
import type { Tried } from './rivals.ts';

type Verdict = Tried<CreateBookingRow>;
type Key = Pick<IdempotencyScope, 'actorId' | 'route' | 'key'>;

interface Rival {
  readonly key: Key;
  ask(): Promise<Verdict>;
  /** Undefined: what came of the others says nothing of this one. */
  resolve(verdict: Verdict | Promise<Verdict> | undefined): void;
}

/** After these nobody else can have the time, whoever asks. */
const GONE: ReadonlySet<Verdict['outcome']> = new Set<CreateOutcome>(['created', 'slot_taken']);

const FIND_ALL = statement(
  { keys: 'jsonb' },
  `SELECT asked.position, jsonb_build_object('request_hash', request_hash, 'response', response) AS stored
   FROM jsonb_to_recordset(:keys) AS asked(position int, "actorId" uuid, route text, key text),
     LATERAL (SELECT * FROM idempotency
       WHERE actor_id = asked."actorId" AND route = asked.route AND key = asked.key OFFSET 0) AS earlier`,
).returns<{ position: number; stored: StoredAnswer }>();

/**
 * Those who want one time of a provider at the same moment. Whoever comes first asks the database. Those who
 * come meanwhile wait, and then the first of them asks for all: if the time is gone, it is gone for
 * everybody, and two statements have answered hundreds. Nobody gets an answer that is older than their question.
 */
export class SameTime {
  /** By time, while somebody asks for it: who waits. */
  readonly #waiting = new Map<string, Rival[]>();

  readonly #db: BookingDb;

  constructor(db: BookingDb) {
    this.#db = db;
  }

  /**
   * @param time of a provider, as those who want the same one write it
   * @param ask runs the statement that books
   */
  async decide(time: string, key: Key, ask: () => Promise<Verdict>): Promise<Verdict> {
    const waiting = this.#waiting.get(time);
    if (waiting) {
      const verdict = await new Promise<Verdict | undefined>((resolve) => {
        waiting.push({ key, ask, resolve });
      });
      return verdict ?? ask();
    }
    this.#waiting.set(time, []);
    try {
      return await ask();
    } finally {
      void this.#decideNext(time);
    }
  }

  async #decideNext(time: string): Promise<void> {
    for (let rivals; (rivals = this.#waiting.get(time)!).length > 0;) {
      this.#waiting.set(time, []);
      await this.#decideAll(rivals);
    }
    this.#waiting.delete(time);
  }

  /** Should anything fail, all but the first ask for themselves. */
  async #decideAll([first, ...others]: readonly Rival[]): Promise<void> {
    const asked = first!.ask();
    first!.resolve(asked);
    try {
      const { outcome } = await asked;
      const stored = GONE.has(outcome) ? await this.#findAll(others) : undefined;
      for (const [position, { resolve }] of others.entries()) {
        const answer = stored?.get(position);
        resolve(
          stored && (answer ? { outcome: 'replayed', stored: answer } : { outcome: 'slot_taken' }),
        );
      }
    } catch {
      for (const { resolve } of others) resolve(undefined);
    }
  }

  /** What earlier calls with the same keys were answered, by the place of who asks. */
  async #findAll(rivals: readonly Rival[]): Promise<ReadonlyMap<number, StoredAnswer>> {
    if (rivals.length === 0) return new Map();
    const keys = rivals.map(({ key: { actorId, route, key } }, position) => {
      return { position, actorId, route, key };
    });
    const found = await this.#db.query(FIND_ALL, { keys: JSON.stringify(keys) });
    return new Map(found.map(({ position, stored }) => [position, stored]));
  }
}
