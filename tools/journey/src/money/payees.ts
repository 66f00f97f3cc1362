import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { freshEmail, signUp, stepUpByCode, type Person } from '../actors.ts';
import { inParallel } from '../in-parallel.ts';
import type { JourneyPlatform } from '../journey.ts';
import { Postbox } from '../postbox.ts';
import type { MoneyArena } from './money-arena.ts';
import type { Rail } from './rail.ts';

/** Whoever has a wallet of which its operator says whose it is, unless it was given another. */
const HOLDER = 'Aya Kouassi';
const SOMEBODY_ELSE = 'Moussa Diop';
/** Sign-ups at once: more would only queue. */
const SIGN_UPS = 4;
/** The day of payouts is looked for twice a minute, and at once by a process that begins. */
const PLANNED_WITHIN_MS = 45_000;
const LEAST = 2_500;
const MOST = 30_000;

/** Somebody who is paid at a psp. */
export interface Payee {
  readonly id: string;
  readonly rail: Rail;
  readonly currency: string;
  /** The operator knows the owner of the number by another name. */
  readonly isOther: boolean;
}

/** People who teach and are paid to their phones: so many at each psp, and one under another name where that is seen. */
export class Payees {
  readonly all: readonly Payee[];
  readonly #arena: MoneyArena;

  private constructor(arena: MoneyArena, all: readonly Payee[]) {
    this.#arena = arena;
    this.all = all;
  }

  static async join(arena: MoneyArena, platform: JourneyPlatform, count: number): Promise<Payees> {
    const post = new Postbox(platform.urls);
    const wanted = arena.rails
      .filter((rail) => rail.wallet(arena.random))
      .flatMap((rail) => Array.from({ length: count + 1 }, (_, n) => ({ rail, isOther: n === 0 })));
    try {
      await Promise.all(arena.rails.map((rail) => rail.leaveToOthers()));
      const all = await inParallel(wanted.length, SIGN_UPS, async (n) => {
        const { rail, isOther } = wanted[n]!;
        return payeeAt(arena, platform, post, {
          rail,
          displayName: isOther ? SOMEBODY_ELSE : HOLDER,
        });
      });
      return new Payees(arena, all);
    } finally {
      await Promise.all(arena.rails.map((rail) => rail.heal()));
    }
  }

  /** Where somebody is paid. */
  get rails(): Rail[] {
    return [...new Set(this.all.map(({ rail }) => rail))];
  }

  /**
   * Everybody has earned something, and the day of payouts has come.
   *
   * @param begin what makes a process of the service look at once
   * @returns the payouts that are planned by that
   */
  async payDay(begin: () => Promise<unknown>): Promise<readonly PlannedPayout[]> {
    const since = await this.#planned();
    const payable = await this.#payable();
    await Promise.all(this.all.map((payee) => this.#earns(payee)));
    await this.#arena.database.query(
      `UPDATE payment.calendar_job SET due_at = now() WHERE name = 'plan payouts'`,
    );
    await begin();
    const until = Date.now() + PLANNED_WITHIN_MS;
    for (;;) {
      const all = await this.#planned();
      const known = new Set(since.map(({ id }) => id));
      const fresh = all.filter(({ id }) => !known.has(id));
      if (fresh.length >= payable.length) return fresh;
      if (Date.now() > until) {
        throw new Error(`${fresh.length} of ${payable.length} payouts were planned`);
      }
      await sleep(100);
    }
  }

  /** How many of these have not ended. */
  async underWay(payouts: readonly PlannedPayout[]): Promise<number> {
    const { rowCount } = await this.#arena.database.query(
      `SELECT FROM payment.payout WHERE id = ANY ($1) AND status NOT IN ('paid', 'failed')`,
      [payouts.map(({ id }) => id)],
    );
    return rowCount ?? 0;
  }

  /** Those to whom something can be paid now. */
  async #payable(): Promise<Payee[]> {
    const { rows } = await this.#arena.database.query<{ id: string }>(
      `SELECT provider_id AS id FROM payment.payout_account a
       WHERE provider_id = ANY ($1) AND waits_for IS NULL AND NOT EXISTS (
         SELECT FROM payment.payout p WHERE p.provider_id = a.provider_id
           AND p.currency = a.currency AND status NOT IN ('paid', 'failed'))`,
      [this.all.map(({ id }) => id)],
    );
    const ids = new Set(rows.map(({ id }) => id));
    return this.all.filter(({ id }) => ids.has(id));
  }

  async #planned(): Promise<PlannedPayout[]> {
    const { rows } = await this.#arena.database.query<{ id: string; providerId: string }>(
      'SELECT id, provider_id AS "providerId" FROM payment.payout WHERE provider_id = ANY ($1)',
      [this.all.map(({ id }) => id)],
    );
    const railOf = new Map(this.all.map(({ id, rail }) => [id, rail]));
    return rows.map(({ id, providerId }) => ({ id, rail: railOf.get(providerId)! }));
  }

  /** As the books have it of a lesson that the platform called off. */
  async #earns({ id, currency }: Payee): Promise<void> {
    const amount = LEAST + Math.floor(this.#arena.random() * (MOST - LEAST));
    await this.#arena.database.query(
      `WITH movement AS (
         INSERT INTO payment.ledger_transaction (id, source_type, source_id, purpose)
         VALUES ($1, 'booking', $1, 'compensation') RETURNING id)
       INSERT INTO payment.ledger_entry (transaction_id, account, owner, amount, currency)
       SELECT movement.id, account, owner, amount, $4 FROM movement, (VALUES
         ('platform_costs', 'platform', $3::bigint), ('provider_payable', $2, -$3::bigint))
         AS entry (account, owner, amount)`,
      [randomUUID(), id, amount, currency],
    );
  }
}

/** A payout, and where it goes through. */
export interface PlannedPayout {
  readonly id: string;
  readonly rail: Rail;
}

async function payeeAt(
  arena: MoneyArena,
  platform: JourneyPlatform,
  post: Postbox,
  { rail, displayName }: { readonly rail: Rail; readonly displayName: string },
): Promise<Payee> {
  const address = freshEmail('payee');
  const who = { role: 'tutor', displayName, address, locale: 'fr' } as const;
  const person: Person = await signUp(platform, post, who);
  await stepUpByCode(post, person, address);
  await person.api.put('/api/v1/me/payouts/account', { body: rail.wallet(arena.random)! });
  const { rows } = await arena.database.query<Account>(
    'SELECT psp, currency, waits_for AS wait FROM payment.payout_account WHERE provider_id = $1',
    [person.id],
  );
  const { psp, currency, wait } = rows[0]!;
  if (psp !== rail.psp) throw new Error(`a number of ${rail.psp} is paid through ${psp}`);
  return { id: person.id, rail, currency, isOther: wait === 'name' };
}

interface Account {
  readonly psp: string;
  readonly currency: string;
  readonly wait: string | null;
}
