import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError, type PaymentIntent } from '@edu/client';
import type { Platform } from '@edu/platform';
import pg from 'pg';
import { allOf } from '../all-of.ts';
import { takeBack } from './banks.ts';
import { everyFault, during } from './fault-rows.ts';
import type { Lesson } from './lesson.ts';
import type { MoneyArena } from './money-arena.ts';
import { atEach, bookAndPay, type MoneyRow } from './money-row.ts';
import type { CallKind, Faults, Rail } from './rail.ts';

const SERVICE = 'payment';
/** Longer than any wait for the moment: whoever is slow goes on when the faults are reset. */
const HELD_MS = 20_000;
const MOMENT_WITHIN_MS = 10_000;

/** Holds the service at a point; the function lets go. */
export type Hold = (database: Pick<pg.Client, 'query'>) => Promise<() => Promise<void>>;

interface KillPoint {
  readonly name: string;
  /** Faults that keep a psp from answering. */
  readonly faults?: (rail: Rail) => Faults;
  /** What keeps the database from answering. */
  readonly hold?: Hold;
  /** Before the faults begin: what has to be there. */
  readonly before?: (arena: MoneyArena, lesson: Lesson) => Promise<PaymentIntent>;
  /** What leads to the point. */
  readonly act: (arena: MoneyArena, lesson: Lesson, intent?: PaymentIntent) => Promise<unknown>;
  /** Yields the bookings of which the service is there. */
  readonly reached: string;
}

const held = (rail: Rail, ...kinds: readonly CallKind[]): Faults => ({
  api: { slow: { probability: 1, ms: HELD_MS, ...rail.calls(...kinds) } },
});
const lost = (rail: Rail, ...kinds: readonly CallKind[]): Faults => ({
  api: { timeoutAfterCharging: { probability: 1, mode: 'hang', ...rail.calls(...kinds) } },
});

/** Nobody can write to a table. */
export const lockOf =
  (table: string): Hold =>
  async (database) => {
    await database.query('BEGIN');
    await database.query(`LOCK TABLE ${table} IN SHARE ROW EXCLUSIVE MODE`);
    return async () => {
      await database.query('ROLLBACK');
    };
  };

/** The relay takes this lock for each batch that it publishes. */
const OUTBOX_LOCK = `hashtextextended('outbox:payment', 0)`;
const unpublished: Hold = async (database) => {
  await database.query(`SELECT pg_advisory_lock(${OUTBOX_LOCK})`);
  return async () => {
    await database.query(`SELECT pg_advisory_unlock(${OUTBOX_LOCK})`);
  };
};

const opened = (arena: MoneyArena, lesson: Lesson) => arena.open(lesson);
const paid = async (arena: MoneyArena, lesson: Lesson, intent?: PaymentIntent) => {
  const open = intent ?? (await arena.open(lesson));
  await arena.pay(lesson, open);
  return open;
};
const confirmed = async (arena: MoneyArena, lesson: Lesson) => {
  const intent = await paid(arena, lesson);
  await arena.becomes(lesson, 'confirmed', MOMENT_WITHIN_MS);
  return intent;
};
const givenBack = (arena: MoneyArena, lesson: Lesson) => arena.giveBack(lesson, 'whole');

const ORDERED = `SELECT booking_id FROM payment.payment
  WHERE booking_id = ANY ($1) AND psp_ref IS NULL`;
const REFUNDING = `SELECT booking_id FROM payment.refund
  WHERE booking_id = ANY ($1) AND psp_ref IS NULL AND attempts > 0`;
/** Of the service's connections, some wait for a lock: nobody else holds any for long. */
export const WAITING = `SELECT booking.id FROM unnest($1::uuid[]) AS booking (id)
  WHERE EXISTS (SELECT FROM pg_stat_activity
    WHERE usename = 'payment_service' AND wait_event_type = 'Lock')`;

const POINTS: readonly KillPoint[] = [
  {
    name: 'an order on its way',
    faults: (rail) => held(rail, 'order'),
    act: opened,
    reached: ORDERED,
  },
  {
    name: 'an order taken, its answer not read',
    faults: (rail) => lost(rail, 'order'),
    act: opened,
    reached: ORDERED,
  },
  {
    name: 'a webhook kept, the psp not asked yet',
    before: opened,
    faults: (rail) => held(rail, 'ask'),
    act: paid,
    reached: `SELECT p.booking_id FROM payment.payment p JOIN payment.psp_event e
      ON e.psp = p.psp AND e.ref = p.psp_ref AND e.due_at IS NOT NULL
      WHERE p.booking_id = ANY ($1)`,
  },
  {
    name: 'a success being written',
    before: opened,
    hold: lockOf('payment.ledger_entry'),
    act: paid,
    reached: WAITING,
  },
  {
    name: 'a success written, not announced yet',
    before: opened,
    hold: unpublished,
    act: paid,
    reached: `SELECT aggregate_id::uuid FROM payment.outbox
      WHERE published_at IS NULL AND aggregate_id = ANY ($1::text[])`,
  },
  {
    name: 'a refund on its way',
    before: confirmed,
    faults: (rail) => held(rail, 'refund'),
    act: givenBack,
    reached: REFUNDING,
  },
  {
    name: 'a refund taken, its answer not read',
    before: confirmed,
    faults: (rail) => lost(rail, 'refund'),
    act: givenBack,
    reached: REFUNDING,
  },
  {
    name: 'a refund being written',
    before: confirmed,
    hold: lockOf('payment.ledger_entry'),
    act: givenBack,
    reached: WAITING,
  },
];

/** The service ends without warning while it is at each of these points; people ask again. */
export const killRows = (platform: Platform): readonly MoneyRow[] =>
  POINTS.map((point) => {
    const name = `killed: ${point.name}`;
    return {
      name,
      run: (arena: MoneyArena, count: number) => killAt(platform, arena, { point, name, count }),
    };
  });

async function killAt(
  platform: Platform,
  arena: MoneyArena,
  {
    point,
    name,
    count,
  }: { readonly point: KillPoint; readonly name: string; readonly count: number },
): Promise<readonly Rail[]> {
  const { before, faults, hold, act, reached } = point;
  const intents = new Map<Lesson, PaymentIntent | undefined>();
  await atEach(arena, arena.rails, count, async (rail) => {
    const lesson = await arena.lesson(rail, name);
    intents.set(lesson, await before?.(arena, lesson));
  });
  const lessons = [...intents.keys()];
  const database = new pg.Client({ connectionString: platform.databases.adminUrl });
  await database.connect();
  const acting: Promise<unknown>[] = [];
  try {
    const kill = async () => {
      const letGo = await hold?.(database);
      try {
        acting.push(
          ...lessons.map((lesson) =>
            act(arena, lesson, intents.get(lesson)).catch((error: unknown) => {
              arena.failures.push(`${name}, ${lesson.rail.psp}: ${String(error)}`);
            }),
          ),
        );
        await momentOf(arena, lessons, reached);
        await platform.kill(SERVICE);
      } finally {
        await letGo?.();
      }
    };
    if (faults) await during(arena, faults, kill);
    else await kill();
    await platform.untilReady(SERVICE);
    await Promise.all(acting);
    // Whoever was only asked for the payment pays it now.
    await atEachOf(arena, lessons, async (lesson) => {
      if ((await arena.stateOf(lesson)) === 'pending') await paid(arena, lesson);
    });
  } finally {
    await database.end();
  }
  return arena.rails;
}

/** Until the service has got to the point with half of the lessons, or nobody gets any further. */
async function momentOf(
  arena: MoneyArena,
  lessons: readonly Lesson[],
  reached: string,
): Promise<void> {
  const ids = lessons.map(({ bookingId }) => bookingId);
  const until = Date.now() + MOMENT_WITHIN_MS;
  for (;;) {
    const { rowCount } = await arena.database.query(reached, [ids]);
    if ((rowCount ?? 0) >= Math.ceil(ids.length / 2)) return sleep(100);
    if (Date.now() > until) throw new Error('the point at which to kill was not reached');
    await sleep(20);
  }
}

async function atEachOf(
  arena: MoneyArena,
  lessons: readonly Lesson[],
  work: (lesson: Lesson) => Promise<void>,
): Promise<void> {
  await Promise.all(
    lessons.map((lesson) =>
      work(lesson).catch((error: unknown) => {
        const isPaid = error instanceof ApiError && error.is('payment.already_paid');
        if (!isPaid) arena.failures.push(`${lesson.rail.psp}: ${String(error)}`);
      }),
    ),
  );
}

/**
 * Every fault at once, the janitor and all webhooks at the same moment, two processes of the service, and one of
 * them killed now and then.
 */
export const everything = (platform: Platform, kills: number): MoneyRow => {
  const row: MoneyRow = {
    name: 'everything at once, killed at random moments',
    run: async (arena, count) => {
      let isOver = false;
      const disturb = async () => {
        for (let left = kills; left > 0 && !isOver; left--) {
          await sleep(1_000 + 3_000 * arena.random());
          await platform.kill(SERVICE);
          await platform.untilReady(SERVICE);
          await meet(arena);
        }
      };
      // Two processes, as in a cluster: what one has in hand the other may take up.
      const leave = await platform.join(SERVICE, { env: {}, flags: [] });
      try {
        return await during(arena, everyFault, async (rails) => {
          const paying = atEach(arena, rails, count, async (rail) => {
            const lesson = await bookAndPay(arena, rail, row.name);
            if (rail.hasBanks && arena.random() < 0.2) await takeBack(arena, lesson);
          });
          await allOf(
            disturb(),
            paying.finally(() => {
              isOver = true;
            }),
          );
        });
      } finally {
        await leave();
      }
    },
  };
  return row;
};

/** All webhooks that were not delivered are sent, and everything that waits is due. */
export async function meet(arena: MoneyArena): Promise<void> {
  await Promise.all([makeDue(arena), ...arena.rails.map((rail) => rail.redeliver())]);
}

/** A round of the janitor, without waiting for it. */
export async function makeDue({ database }: Pick<MoneyArena, 'database'>): Promise<void> {
  for (const table of ['payment', 'refund', 'psp_event', 'earning', 'payout']) {
    await database.query(`UPDATE payment.${table} SET due_at = now() WHERE due_at > now()`);
  }
  await nightFalls({ database });
}

/** Psps are asked what banks take back, and how what is open of that stands. */
export async function nightFalls({ database }: Pick<MoneyArena, 'database'>): Promise<void> {
  await database.query(
    `UPDATE payment.calendar_job SET due_at = now() WHERE name = 'look for chargebacks'`,
  );
  // What has ended is due half a year later, when its file is deleted.
  await database.query(
    `UPDATE payment.chargeback SET due_at = now() WHERE due_at > now() AND closed_at IS NULL`,
  );
}
