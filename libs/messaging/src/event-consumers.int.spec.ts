import { setTimeout as sleep } from 'node:timers/promises';
import { AckPolicy } from '@nats-io/jetstream';
import { DiscoveryModule, DiscoveryService, NestFactory } from '@nestjs/core';
import { Injectable, Module, type INestApplicationContext } from '@nestjs/common';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  defineEvent,
  newId,
  openEnum,
  platformErrors,
  Problem,
  type EventEnvelope,
} from '@edu/contract-kit';
import { eventually, testServers } from '@edu/testing';
import { currentCall } from './call.ts';
import { Consumer } from './consumer.decorator.ts';
import { DEAD_LETTER_HEADER } from './dead-letters.ts';
import {
  durableName,
  JETSTREAM_MAX_DELIVER,
  LAST_HANDLED_DELIVERY,
  MAX_HANDLER_FAILURES,
} from './durable.ts';
import { EventConsumers } from './event-consumers.ts';
import { Inbox, type Effect } from './inbox.ts';
import { MessagingMetrics } from './messaging-metrics.ts';
import { Nats } from './nats.ts';
import { On } from './on.decorator.ts';
import { DEAD_LETTER_STREAM, ensureStreams, EVENTS_STREAM } from './topology.ts';
import { Tracing } from '@edu/observability';

const happened = defineEvent('evt.source.happened.v1', {
  summary: 'A test event',
  aggregate: 'key',
  data: z.object({
    key: z.string(),
    n: z.int(),
    reason: openEnum(['usual'], { id: 'HappenedReason', description: 'Why.' }).default('usual'),
    side: z.enum(['left']).default('left'),
  }),
});

/** About several of the things that `happened` is about. */
const gathered = defineEvent('evt.source.gathered.v1', {
  summary: 'A test event',
  aggregate: 'name',
  members: { list: 'items', id: 'key' },
  data: z.object({ name: z.string(), items: z.array(z.object({ key: z.string() })) }),
});

/** Keeps in memory what the real inbox keeps in PostgreSQL. */
class MemoryInbox extends Inbox {
  readonly seen = new Set<string>();

  async process(consumer: string, id: string, effect: Effect): Promise<boolean> {
    if (this.seen.has(`${consumer} ${id}`)) return false;
    await (effect as unknown as (tx: undefined) => Promise<unknown>)(undefined);
    this.seen.add(`${consumer} ${id}`);
    return true;
  }

  adopt(former: string, consumer: string): Promise<void> {
    for (const row of [...this.seen]) {
      const [of, id] = row.split(' ');
      if (of === former) this.seen.add(`${consumer} ${id}`);
    }
    return Promise.resolve();
  }
}

const handled: { key: string; n: number; requestId: string | undefined; reason: string }[] = [];
const attempts = new Map<string, number>();
/** How often 'poison' had been tried when what was published behind it was handled. */
let poisonsBefore = Infinity;

@Consumer('main')
@Injectable()
class Follower {
  @On(happened)
  happened({ data }: EventEnvelope<typeof happened>): Effect {
    const requestId = currentCall()?.requestId;
    return async () => {
      attempts.set(data.key, (attempts.get(data.key) ?? 0) + 1);
      if (data.key === 'poison') throw new Error('always fails');
      if (data.key === 'hopeless') throw platformErrors.unavailable();
      if (data.key === 'waiting' && attempts.get('waiting')! <= MAX_HANDLER_FAILURES + 2) {
        throw platformErrors.unavailable();
      }
      if (data.key === 'flaky' && attempts.get('flaky')! < 3) throw new Error('fails twice');
      await new Promise((resolve) => setTimeout(resolve, data.n % 3));
      if (data.key === 'behind') poisonsBefore = attempts.get('poison') ?? 0;
      const { key, n, reason } = data;
      handled.push({ key, n, requestId, reason });
    };
  }
}

const other = { problem: undefined as Problem | undefined, attempts: 0, done: 0 };

/** Follows the same event; what it does with it is a matter of its own. */
@Consumer('other')
@Injectable()
class OtherFollower {
  @On(happened)
  happened({ data }: EventEnvelope<typeof happened>): Effect {
    return () => {
      if (!data.key.startsWith('shared')) return Promise.resolve();
      other.attempts++;
      if (other.problem) throw other.problem;
      return Promise.resolve(other.done++);
    };
  }
}

const third = { order: [] as string[], letGo: () => undefined as void };

@Consumer('third')
@Injectable()
class ThirdFollower {
  @On(gathered)
  gathered({ data }: EventEnvelope<typeof gathered>): Effect {
    return async () => {
      await new Promise<void>((resolve) => (third.letGo = resolve));
      third.order.push(data.name);
    };
  }

  @On(happened)
  happened({ data }: EventEnvelope<typeof happened>): Effect {
    return () => {
      if (data.key.startsWith('member')) third.order.push(data.key);
      return Promise.resolve();
    };
  }
}

@Module({ imports: [DiscoveryModule], providers: [Follower, OtherFollower, ThirdFollower] })
class FollowerModule {}

const DURABLE = durableName('follower', 'main', 'source');

let app: INestApplicationContext;
let nats: Nats;
let consumers: EventConsumers;

const consumersOf = (service: string, inbox: Inbox) =>
  new EventConsumers(
    {
      nats,
      service,
      metrics: new MessagingMetrics(new Registry()),
      tracing: Tracing.off,
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      errors: {
        translate: (cause) =>
          cause instanceof Problem ? cause : platformErrors.internal({ cause }),
      },
      retryDelaysMs: [20, 20, 20, 20],
    },
    app.get(DiscoveryService),
    inbox,
  );

beforeAll(async () => {
  nats = await Nats.connect(testServers().natsUrl, 'test');
  for (const stream of [EVENTS_STREAM, DEAD_LETTER_STREAM]) {
    await nats.manager.streams.delete(stream).catch(() => undefined);
  }
  await ensureStreams(nats.manager);
  app = await NestFactory.createApplicationContext(FollowerModule, { logger: false });
  consumers = consumersOf('follower', new MemoryInbox());
  await consumers.onApplicationBootstrap();
});
afterAll(async () => {
  await consumers.close();
  await app.close();
  await nats.connection.close();
});
beforeEach(() => {
  handled.length = 0;
  attempts.clear();
  Object.assign(other, { problem: undefined, attempts: 0, done: 0 });
});

const publish = (key: string, n = 0, id: string = newId(), extra: object = {}) =>
  nats.jetstream.publish(
    happened.subject,
    JSON.stringify({
      id,
      type: happened.subject,
      at: new Date().toISOString(),
      aggregateId: key,
      sequence: n,
      data: { key, n },
      ...extra,
    }),
  );
/** How many dead letters the durable has. */
const deadLetters = async (durable = DURABLE) => {
  const subjects_filter = `dlq.${durable}`;
  const { state } = await nats.manager.streams.info(DEAD_LETTER_STREAM, { subjects_filter });
  return state.subjects?.[subjects_filter] ?? 0;
};

describe('EventConsumers', () => {
  it('handles events of one aggregate in order and others beside them', async () => {
    const sent = Array.from({ length: 60 }, (_, n) => publish(n % 2 ? 'a' : 'b', n));
    await Promise.all(sent);
    await eventually(() => expect(handled).toHaveLength(60));
    for (const key of ['a', 'b']) {
      const order = handled.filter((h) => h.key === key).map((h) => h.n);
      expect(order).toEqual([...order].sort((x, y) => x - y));
    }
  });

  it('handles what is about several things in order with the events of each', async () => {
    third.order.length = 0;
    const data = { name: 'all', items: [{ key: 'member 1' }, { key: 'member 2' }] };
    const event = { id: newId(), type: gathered.subject, at: new Date().toISOString() };
    await nats.jetstream.publish(
      gathered.subject,
      JSON.stringify({ ...event, aggregateId: 'all', sequence: 1, data }),
    );
    for (const key of ['member 1', 'member 2', 'member of none']) await publish(key);
    await eventually(() => expect(third.order).toEqual(['member of none']));
    third.letGo();
    await eventually(() => expect(third.order).toHaveLength(4));
    expect(third.order[1]).toBe('all');
  });

  it('handles a message once, also when it is published again', async () => {
    const id = newId();
    await publish('once', 1, id);
    await publish('once', 1, id);
    await publish('marker', 2);
    await eventually(() => expect(handled.some((h) => h.key === 'marker')).toBe(true));
    await eventually(() => expect(handled.filter((h) => h.key === 'once')).toHaveLength(1));
  });

  it('carries the request id of the call that caused the event', async () => {
    await publish('traced', 1, newId(), { requestId: 'request-of-the-cause' });
    await eventually(() => expect(handled[0]?.requestId).toBe('request-of-the-cause'));
  });

  it('retries what fails, then moves it to the dead letters without delaying other events', async () => {
    const before = await deadLetters();
    await Promise.all([publish('poison', 7), publish('behind', 8), publish('flaky', 9)]);
    await eventually(() => expect(handled.some((h) => h.key === 'behind')).toBe(true));
    expect(poisonsBefore).toBeLessThan(MAX_HANDLER_FAILURES);
    await eventually(async () => expect(await deadLetters()).toBe(before + 1));
    expect(attempts.get('poison')).toBe(MAX_HANDLER_FAILURES);
    await eventually(() => expect(handled.some((h) => h.key === 'flaky')).toBe(true));

    const letter = await nats.manager.streams.getMessage(DEAD_LETTER_STREAM, {
      last_by_subj: `dlq.${DURABLE}`,
    });
    expect(letter!.header.get(DEAD_LETTER_HEADER.subject)).toBe(happened.subject);
    expect(letter!.header.get(DEAD_LETTER_HEADER.reason)).toContain('always fails');
    expect(letter!.json()).toMatchObject({ data: { key: 'poison', n: 7 } });
  });

  it('never gives up a message because a dependency is unavailable', async () => {
    const before = await deadLetters();
    await publish('waiting', 1);
    await eventually(() => expect(handled.map((h) => h.key)).toEqual(['waiting']));
    expect(attempts.get('waiting')).toBe(MAX_HANDLER_FAILURES + 3);
    expect(await deadLetters()).toBe(before);
  });

  it('handles an event whose open enum has a value that came later', async () => {
    const before = await deadLetters();
    const of = (key: string, more: object) =>
      publish(key, 1, newId(), { data: { key, n: 1, ...more } });
    await of('newer', { reason: 'unheard of' });
    await eventually(() =>
      expect(handled[0]).toMatchObject({ key: 'newer', reason: 'unheard of' }),
    );
    expect(await deadLetters()).toBe(before);
    // What is not open decides what is done, so nobody guesses.
    await of('stranger', { side: 'top' });
    await eventually(async () => expect(await deadLetters()).toBe(before + 1));
    expect(handled.map(({ key }) => key)).toEqual(['newer']);
  });

  it('moves what does not match its contract to the dead letters at once', async () => {
    const before = await deadLetters();
    await nats.jetstream.publish(happened.subject, 'not json');
    await nats.jetstream.publish(happened.subject, '{"id":1}');
    await publish('wrong', 0, newId(), { data: { key: 'wrong' } });
    await publish('after', 1);
    await eventually(() => expect(handled.map((h) => h.key)).toEqual(['after']));
    await eventually(async () => expect(await deadLetters()).toBe(before + 3));
    // And the server takes them for dealt with, so that they do not come again.
    await eventually(async () => {
      const { num_ack_pending: open } = await nats.manager.consumers.info(EVENTS_STREAM, DURABLE);
      expect(open).toBe(0);
    });
  });

  it('accepts fields that the contract does not know yet', async () => {
    await publish('newer', 1, newId(), { data: { key: 'newer', n: 1, later: true }, more: 1 });
    await eventually(() => expect(handled.map((h) => h.key)).toEqual(['newer']));
  });

  it('keeps streams and consumers as declared, whatever happened to them', async () => {
    await nats.manager.streams.update(EVENTS_STREAM, { max_age: 1_000_000_000_000, max_bytes: -1 });
    await nats.manager.consumers.update(EVENTS_STREAM, DURABLE, {
      max_ack_pending: 1,
      filter_subject: 'evt.source.>',
    });
    await ensureStreams(nats.manager);
    await consumers.ensure();
    const stream = await nats.manager.streams.info(EVENTS_STREAM);
    const consumer = await nats.manager.consumers.info(EVENTS_STREAM, DURABLE);
    expect(stream.config).toMatchObject({
      max_age: 7 * 24 * 3_600 * 1_000_000_000,
      max_bytes: 4_000_000_000,
    });
    expect(consumer.config).toMatchObject({
      filter_subject: happened.subject,
      max_ack_pending: 256,
      max_deliver: JETSTREAM_MAX_DELIVER,
    });
  });

  it('gives up without handling it what was delivered too often, as when it ends every process', async () => {
    const before = await deadLetters();
    await publish('hopeless');
    await eventually(async () => expect(await deadLetters()).toBe(before + 1), 15_000);
    expect(attempts.get('hopeless')).toBe(LAST_HANDLED_DELIVERY);
    const letter = await nats.manager.streams.getMessage(DEAD_LETTER_STREAM, {
      last_by_subj: `dlq.${DURABLE}`,
    });
    expect(letter!.header.get(DEAD_LETTER_HEADER.reason)).toBe('deliveries used up');
  });

  it('keeps a message that the dead letters refuse, and handles later ones', async () => {
    await nats.manager.streams.delete(DEAD_LETTER_STREAM);
    await nats.jetstream.publish(happened.subject, '{"still": "wrong"}');
    await publish('behind the wrong one', 1);
    await eventually(() => expect(handled.map((h) => h.key)).toEqual(['behind the wrong one']));
    await ensureStreams(nats.manager);
    await eventually(async () => expect(await deadLetters()).toBe(1), 15_000);
  });

  it('goes on following after JetStream was wiped, without a restart', async () => {
    await nats.manager.streams.delete(EVENTS_STREAM);
    await ensureStreams(nats.manager);
    await consumers.ensure();
    await publish('after the wipe', 1);
    await eventually(() => expect(handled.map((h) => h.key)).toEqual(['after the wipe']), 15_000);
  });
});

describe('two consumers of one event', () => {
  const otherDurable = durableName('follower', 'other', 'source');
  const order = () => handled.map((h) => h.n);

  it('each handle it', async () => {
    await publish('shared by both', 1);
    await eventually(() => expect([handled.length, other.done]).toEqual([1, 1]));
  });

  it('fail independently: the effects of the other happen once, in order', async () => {
    const before = { main: await deadLetters(), other: await deadLetters(otherDurable) };
    other.problem = platformErrors.internal();
    for (let n = 0; n < 30; n++) await publish('shared and poisonous', n);
    await eventually(async () => {
      expect(handled).toHaveLength(30);
      expect(await deadLetters(otherDurable)).toBe(before.other + 30);
    }, 15_000);
    expect(order()).toEqual(Array.from({ length: 30 }, (_, n) => n));
    expect(attempts.get('shared and poisonous')).toBe(30);
    expect(other).toMatchObject({ attempts: 30 * MAX_HANDLER_FAILURES, done: 0 });
    expect(await deadLetters()).toBe(before.main);
  });

  it('wait independently, even with more unacknowledged messages than JetStream allows', async () => {
    other.problem = platformErrors.unavailable();
    await Promise.all(Array.from({ length: 300 }, (_, n) => publish(`shared ${n}`, n)));
    await eventually(() => expect(handled).toHaveLength(300));
    await publish('shared later', 300);
    await eventually(() => expect(handled).toHaveLength(301));
    other.problem = undefined;
    await eventually(() => expect(other.done).toBe(301), 15_000);
  });
});

describe('a consumer that takes the place of the one durable that a service had', () => {
  it('begins when no process reads that any more, and handles nothing twice', async () => {
    const former = await nats.manager.consumers.add(EVENTS_STREAM, {
      durable_name: 'heir_source',
      filter_subject: 'evt.source.>',
      ack_policy: AckPolicy.Explicit,
    });
    const [acknowledged, handledOnly, open] = [newId(), newId(), newId()];
    const old = await nats.jetstream.consumers.get(EVENTS_STREAM, former.name);
    const before = await nats.manager.streams.info(EVENTS_STREAM);
    await publish('acknowledged', 1, acknowledged);
    for (let seq = 0; seq <= before.state.last_seq;) {
      const message = await old.next({ expires: 1_000 });
      message!.ack();
      ({ seq } = message!);
    }
    const reading = await old.consume({ expires: 1_000, callback: () => undefined });
    const inbox = new MemoryInbox();
    // The replica of the release before has committed the effect of this one, and ends before its ack.
    inbox.seen.add(`heir ${handledOnly}`);
    await publish('handled only', 2, handledOnly);
    await publish('open', 3, open);

    const heirs = consumersOf('heir', inbox);
    await heirs.onApplicationBootstrap();
    await publish('later', 4);
    // By the consumers of the other service.
    await eventually(() => expect(handled).toHaveLength(4));
    handled.length = 0;
    await sleep(300);
    expect(handled).toEqual([]);

    await reading.close();
    await eventually(async () => {
      await heirs.ensure();
      expect(handled.map((h) => h.key).sort()).toEqual(['later', 'open']);
    }, 15_000);
    await sleep(200);
    expect(handled).toHaveLength(2);
    await heirs.close();
  });
});
