import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Platform } from '@edu/platform';
import { DeliverPolicy, jetstream } from '@nats-io/jetstream';
import type pg from 'pg';
import { payByCard } from '../card.ts';
import { eventually } from '../eventually.ts';
import { freezeServer } from '../outage.ts';
import type { Arena } from './arena.ts';
import { hold, type Held } from './end-of-hold.ts';
import {
  inDatabase,
  inNats,
  knowFor,
  lastSequence,
  PUBLISHED_WITHIN_MS,
  sendAgain,
  STREAM,
  untilPublished,
  untilQuiet,
} from './event-flow.ts';
import { NOTHING, type RaceRow } from './race-row.ts';

/** Of the booking service, and followed by nobody. */
const SUBJECT = 'evt.booking.completed.v1';
const WRITERS = 10;
const AGGREGATES_EACH = 10;
const LEAST_PER_SECOND = 500;
/** So much of the outage the stream knows the ids of messages: 120 of 150 s, as it is set up. */
const KNOWN_FOR = 0.8;
/** Before all events are sent again, so long. */
const FORGETFUL_S = 1;
/** Between the first payment and the moment that NATS stops. */
const FREEZE_WITHIN_MS = 300;

/** Events of several writers, and as many processes that may publish them. */
export const manyRelays = (platform: Platform): RaceRow => ({
  name: 'an outbox that several processes publish',
  scenario: 'S-12',
  run: async (_arena, { rivals: relays, rounds: events }) => {
    const race = randomUUID();
    const ends = [];
    try {
      while (ends.length < relays - 1)
        ends.push(await platform.join('booking', { env: {}, flags: [] }));
      const from = (await lastSequence(platform)) + 1;
      await inDatabase(platform, async (database) => {
        await Promise.all(
          Array.from({ length: WRITERS }, (_, writer) =>
            inDatabase(platform, (own) => write(own, `${race} ${writer}`, events / WRITERS)),
          ),
        );
        await untilPublished(database);
      });
      const seconds = await inDatabase(platform, (database) => secondsFor(database, race));
      const found = await readStream(platform, from, race);
      const disordered = countDisordered(found);
      const won = new Set(found.map(({ of, n }) => `${of} ${n}`)).size;
      const perSecond = Math.round(events / seconds);
      return {
        ...{ ...NOTHING, tries: events, won, other: events - won },
        holds:
          won === events &&
          found.length === events &&
          disordered === 0 &&
          perSecond >= LEAST_PER_SECOND,
        note: `${relays} processes, ${perSecond} events a second, ${found.length - won} twice, ${disordered} out of order`,
      };
    } finally {
      await Promise.all(ends.map((end) => end()));
    }
  },
});

/**
 * NATS stands still for longer than it knows the ids of messages, while people pay; then every event that
 * there ever was is sent again. Each has its effect once.
 */
export const sentAgain = (platform: Platform): RaceRow => ({
  name: 'NATS away for long, and all events sent again',
  scenario: 'S-13',
  run: async (arena, { rivals, rounds: seconds }) => {
    const held = await hold(arena, rivals);
    const restoreWindow = await knowFor(platform, seconds * KNOWN_FOR);
    try {
      const paying = Promise.all(held.map((one) => pay(arena, one)));
      await sleep(arena.random() * FREEZE_WITHIN_MS);
      const goOn = freezeServer(platform, 'nats');
      await sleep(seconds * 1_000);
      await goOn();
      await Promise.all([paying, platform.untilReady()]);
      const ids = held.map(({ bookingId }) => bookingId);
      const sent = await inDatabase(platform, (database) => again(platform, database, ids));
      const { many, known, won } = sent;
      for (const bookingId of ids) arena.log.claim({ kind: 'confirmed', bookingId });
      return {
        ...{ ...NOTHING, tries: ids.length, won, other: ids.length - won },
        holds: won === ids.length && many > 0 && known === 0,
        note: `${seconds} s without NATS, then ${many} events sent again, of which it knew ${known}`,
      };
    } finally {
      await restoreWindow();
    }
  },
});

/** Sends all events again once everybody has been confirmed and NATS knows none of them any more. */
async function again(platform: Platform, database: pg.Client, ids: readonly string[]) {
  await eventually(() => areConfirmed(database, ids), PUBLISHED_WITHIN_MS, 500);
  await untilQuiet(platform, database);
  await knowFor(platform, FORGETFUL_S);
  await sleep(3_000 * FORGETFUL_S);
  const before = await lastSequence(platform);
  const many = await sendAgain(database);
  await untilQuiet(platform, database);
  const taken = (await lastSequence(platform)) - before;
  return { many, known: Math.max(0, many - taken), won: await countConfirmedOnce(database, ids) };
}

async function pay(arena: Arena, { bookingId, intent }: Held): Promise<void> {
  await payByCard(arena.platform.urls.stripe, intent);
  arena.log.claim({ kind: 'paid', paymentId: intent.id, bookingId });
}

/** Numbered events of some aggregates each, a few with each commit. */
async function write(database: pg.Client, writer: string, many: number): Promise<void> {
  const chunk = AGGREGATES_EACH * 5;
  for (let n = 0; n < many; n += chunk) {
    await database.query(
      `INSERT INTO booking.outbox (id, subject, aggregate_id, data)
       SELECT gen_random_uuid(), $1, $2 || ' ' || n % $3, jsonb_build_object('n', n)
       FROM generate_series($4::int, $5::int - 1) AS n`,
      [SUBJECT, writer, AGGREGATES_EACH, n, Math.min(n + chunk, many)],
    );
  }
}

/** From the first that was written until the last was published. */
async function secondsFor(database: pg.Client, race: string): Promise<number> {
  const { rows } = await database.query<{ seconds: number }>(
    `SELECT extract(epoch FROM max(published_at) - min(created_at))::float8 AS seconds
     FROM booking.outbox WHERE aggregate_id LIKE $1 || ' %'`,
    [race],
  );
  return rows[0]!.seconds;
}

interface Numbered {
  readonly of: string;
  readonly n: number;
}

function countDisordered(found: readonly Numbered[]): number {
  const last = new Map<string, number>();
  let disordered = 0;
  for (const { of, n } of found) {
    if (n <= (last.get(of) ?? -1)) disordered++;
    last.set(of, n);
  }
  return disordered;
}

/** The events of a race, in the order in which the stream has them. */
function readStream(platform: Platform, from: number, race: string): Promise<Numbered[]> {
  return inNats(platform, async (_manager, connection) => {
    const consumer = await jetstream(connection).consumers.get(STREAM, {
      ...{ deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: from },
    });
    const { num_pending: pending } = await consumer.info(true);
    const found: Numbered[] = [];
    if (pending === 0) return found;
    for await (const message of await consumer.fetch({ max_messages: pending, expires: 30_000 })) {
      if (message.subject !== SUBJECT) continue;
      const { aggregateId: of, data } = message.json<{
        aggregateId: string;
        data: { n: number };
      }>();
      if (of.startsWith(race)) found.push({ of, n: data.n });
    }
    return found;
  });
}

async function areConfirmed(database: pg.Client, ids: readonly string[]): Promise<void> {
  const { rowCount } = await database.query(
    `SELECT FROM booking.booking WHERE id = ANY ($1) AND state <> 'confirmed'`,
    [ids],
  );
  if (rowCount !== 0) throw new Error(`${rowCount} lessons are not confirmed`);
}

/** Confirmed once, and paid for once in the ledger. */
async function countConfirmedOnce(database: pg.Client, ids: readonly string[]): Promise<number> {
  const { rows } = await database.query<{ many: number }>(
    `SELECT count(*)::int AS many FROM booking.booking
     WHERE id = ANY ($1) AND state = 'confirmed'
       AND 1 = (SELECT count(*) FROM booking.booking_transition
         WHERE booking_id = booking.id AND to_state = 'confirmed')
       AND 1 = (SELECT count(*) FROM payment.ledger_transaction
         WHERE source_id = booking.payment_id AND purpose = 'charge')`,
    [ids],
  );
  return rows[0]!.many;
}
