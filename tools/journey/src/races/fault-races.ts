import { setTimeout as sleep } from 'node:timers/promises';
import { newIntent } from '@edu/client';
import type { Platform } from '@edu/platform';
import { jetstreamManager } from '@nats-io/jetstream';
import { Redis } from 'ioredis';
import { payByCard } from '../card.ts';
import { eventLag } from '../event-lag.ts';
import { eventually } from '../eventually.ts';
import { connectToNats } from '../nats-connection.ts';
import { freezeServer, stopServer } from '../outage.ts';
import { count, inRounds, isFair, type RaceRow } from './race-row.ts';
import { oneSlot } from './slot-races.ts';

const KILL_WITHIN_MS = 150;
const CONFIRMED_WITHIN_MS = 10_000;

/** A fault begins; the function ends it. */
type Fault = (platform: Platform) => Promise<() => Promise<void>>;

const redisFaults: Readonly<Record<string, Fault>> = {
  stopped: (platform) => stopServer(platform, 'redis'),
  frozen: async (platform) => freezeServer(platform, 'redis'),
  wiped: async ({ infrastructure }) => {
    const redis = new Redis(infrastructure.redisUrl);
    const wiping = setInterval(() => void redis.flushall(), 20);
    return async () => {
      clearInterval(wiping);
      await redis.quit();
    };
  },
};

/** One slot, while Redis is not as it should be: only limits are kept there. */
const withoutRedis = (platform: Platform): RaceRow[] =>
  Object.entries(redisFaults).map(([how, begin]) => ({
    name: `one slot, Redis ${how}`,
    scenario: 'S-07',
    run: async (arena, size) => {
      const ending = begin(platform);
      // Stopping it resolves when it is gone; the race runs while it is.
      const end = await ending;
      try {
        return await oneSlot.run(arena, size);
      } finally {
        await end();
      }
    },
  }));

/** The service ends while they book; each asks again with the same key until there is an answer. */
const killed = (platform: Platform): RaceRow => ({
  name: 'one slot, booking killed meanwhile',
  scenario: 'S-06',
  run: (arena, { rivals, rounds }) =>
    inRounds(rounds, async (round) => {
      const people = arena.learners.slice(0, rivals);
      const slot = arena.slot(arena.tutors[round % arena.tutors.length]);
      const kill = async () => {
        await sleep(arena.random() * KILL_WITHIN_MS);
        await platform.kill('booking');
      };
      const [tried] = await Promise.all([
        arena.insisting(() => Promise.all(people.map((who) => arena.book(who, slot)))),
        kill(),
      ]);
      await platform.untilReady('booking');
      for (const [index, { bookingId }] of tried.entries()) {
        if (bookingId) await arena.cancel(people[index]!, bookingId);
      }
      const counts = count(tried);
      return { counts, fair: isFair(counts) };
    }),
});

/** What was answered is published although the service ended before it had published it. */
const answeredThenKilled = (platform: Platform): RaceRow => ({
  name: 'booking killed right after its answer',
  scenario: 'S-11',
  run: (arena, { rounds }) =>
    inRounds(rounds, async (round) => {
      const who = arena.learners[round % arena.learners.length]!;
      const tried = await arena.book(who, arena.slotFor(who));
      await platform.kill('booking');
      await platform.untilReady('booking');
      const { bookingId } = tried;
      if (!bookingId) return { counts: count([tried]), fair: false };
      // Payment knows of the booking by its event alone.
      const order = { body: { bookingId }, intent: newIntent() };
      const intent = await eventually(() => who.api.post('/api/v1/payments/intent', order));
      arena.log.claim({ kind: 'intent', paymentId: intent.id, bookingId });
      await arena.cancel(who, bookingId);
      return { counts: count([tried]), fair: true };
    }),
});

const POISON = [
  'no JSON',
  '{}',
  '{"id":"x","data":{}}',
  JSON.stringify({ data: { deep: [[[]]] } }),
];
const POISONED = 'evt.payment.succeeded.v1';

/** Messages that nobody can read hold nobody up, and are put aside. */
const poisoned = (platform: Platform): RaceRow => ({
  name: 'poison among the payments',
  scenario: 'S-14',
  run: (arena, { rounds }) =>
    inRounds(rounds, async (round) => {
      const { natsUrl } = platform.infrastructure;
      const before = (await eventLag(natsUrl)).dead;
      await publish(natsUrl, POISON);
      const who = arena.learners[round % arena.learners.length]!;
      const tried = await arena.book(who, arena.slotFor(who));
      const bookingId = tried.bookingId!;
      const order = { body: { bookingId }, intent: newIntent() };
      const intent = await eventually(() => who.api.post('/api/v1/payments/intent', order));
      arena.log.claim({ kind: 'intent', paymentId: intent.id, bookingId });
      await payByCard(arena.platform.urls.stripe, intent);
      arena.log.claim({ kind: 'paid', paymentId: intent.id, bookingId });
      const isConfirmed = async () => (await arena.stateOf(who, bookingId)) === 'confirmed';
      const began = Date.now();
      while (!(await isConfirmed())) {
        if (Date.now() - began > CONFIRMED_WITHIN_MS)
          return { counts: count([tried]), fair: false };
        await sleep(50);
      }
      arena.log.claim({ kind: 'confirmed', bookingId });
      await eventually(async () => {
        const { dead } = await eventLag(natsUrl);
        if (dead < before + POISON.length) throw new Error(`${dead} dead letters`);
      });
      await forgetDeadLetters(natsUrl);
      return { counts: count([tried]), fair: true };
    }),
});

async function publish(natsUrl: string, texts: readonly string[]): Promise<void> {
  const connection = await connectToNats(natsUrl, 'poison');
  for (const text of texts) connection.publish(POISONED, text);
  await connection.drain();
}

/** Here they were meant; any that come later are somebody's fault. */
async function forgetDeadLetters(natsUrl: string): Promise<void> {
  const connection = await connectToNats(natsUrl, 'poison');
  try {
    await (await jetstreamManager(connection)).streams.purge('DEAD_LETTERS');
  } finally {
    await connection.close();
  }
}

export const faultRaces = (platform: Platform): RaceRow[] => [
  ...withoutRedis(platform),
  killed(platform),
  answeredThenKilled(platform),
  poisoned(platform),
];
