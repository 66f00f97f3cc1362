import { DiscoveryModule, DiscoveryService, NestFactory } from '@nestjs/core';
import { Injectable, Module, type INestApplicationContext } from '@nestjs/common';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineEvent, newId, platformErrors, Problem, type EventEnvelope } from '@edu/contract-kit';
import { eventually, testServers } from '@edu/testing';
import { currentCall } from './call.ts';
import { DEAD_LETTER_HEADER } from './dead-letters.ts';
import { EventConsumers } from './event-consumers.ts';
import { Inbox, type Effect } from './inbox.ts';
import { MessagingMetrics } from './messaging-metrics.ts';
import { Nats } from './nats.ts';
import { On } from './on.decorator.ts';
import {
  DEAD_LETTER_STREAM,
  ensureConsumers,
  ensureStreams,
  EVENTS_STREAM,
  MAX_DELIVERIES,
  MOST_DELIVERIES,
} from './topology.ts';
import { Tracing } from '@edu/observability';

const happened = defineEvent('evt.source.happened.v1', {
  summary: 'A test event',
  aggregate: 'key',
  data: z.object({ key: z.string(), n: z.int() }),
});

/** Remembers in memory what the real inbox remembers in PostgreSQL. */
class MemoryInbox extends Inbox {
  readonly seen = new Set<string>();

  async process(_consumer: string, id: string, effect: Effect): Promise<boolean> {
    if (this.seen.has(id)) return false;
    await (effect as unknown as (tx: undefined) => Promise<unknown>)(undefined);
    this.seen.add(id);
    return true;
  }
}

const handled: { key: string; n: number; at: number; requestId: string | undefined }[] = [];
const attempts = new Map<string, number>();

@Injectable()
class Follower {
  @On(happened)
  happened({ data }: EventEnvelope<typeof happened>): Effect {
    const requestId = currentCall()?.requestId;
    return async () => {
      attempts.set(data.key, (attempts.get(data.key) ?? 0) + 1);
      if (data.key === 'poison') throw new Error('always fails');
      if (data.key === 'waiting' && attempts.get('waiting')! <= MAX_DELIVERIES + 2) {
        throw platformErrors.unavailable();
      }
      if (data.key === 'flaky' && attempts.get('flaky')! < 3) throw new Error('fails twice');
      await new Promise((resolve) => setTimeout(resolve, data.n % 3));
      handled.push({ key: data.key, n: data.n, at: Date.now(), requestId });
    };
  }
}

@Module({ imports: [DiscoveryModule], providers: [Follower] })
class FollowerModule {}

let app: INestApplicationContext;
let nats: Nats;
let consumers: EventConsumers;

beforeAll(async () => {
  nats = await Nats.connect(testServers().natsUrl, 'test');
  for (const stream of [EVENTS_STREAM, DEAD_LETTER_STREAM]) {
    await nats.manager.streams.delete(stream).catch(() => undefined);
  }
  await ensureStreams(nats.manager);
  app = await NestFactory.createApplicationContext(FollowerModule, { logger: false });
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  consumers = new EventConsumers(
    {
      nats,
      service: 'follower',
      metrics: new MessagingMetrics(new Registry()),
      tracing: Tracing.off,
      log: quiet,
      errors: {
        translate: (cause) =>
          cause instanceof Problem ? cause : platformErrors.internal({ cause }),
      },
      retryDelaysMs: [20, 20, 20, 20],
    },
    app.get(DiscoveryService),
    new MemoryInbox(),
  );
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
const deadLetters = async () => {
  const info = await nats.manager.streams.info(DEAD_LETTER_STREAM);
  return info.state.messages;
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

  it('tries again what fails, and gives it up to the dead letters without holding others up', async () => {
    const before = await deadLetters();
    await publish('poison', 7);
    const from = Date.now();
    await publish('behind', 8);
    await publish('flaky', 9);
    await eventually(() => expect(handled.some((h) => h.key === 'behind')).toBe(true));
    expect(handled.find((h) => h.key === 'behind')!.at - from).toBeLessThan(1_000);
    await eventually(async () => expect(await deadLetters()).toBe(before + 1));
    expect(attempts.get('poison')).toBe(MAX_DELIVERIES);
    await eventually(() => expect(handled.some((h) => h.key === 'flaky')).toBe(true));

    const letter = await nats.manager.streams.getMessage(DEAD_LETTER_STREAM, {
      last_by_subj: 'dlq.follower_source',
    });
    expect(letter!.header.get(DEAD_LETTER_HEADER.subject)).toBe(happened.subject);
    expect(letter!.header.get(DEAD_LETTER_HEADER.reason)).toContain('always fails');
    expect(letter!.json()).toMatchObject({ data: { key: 'poison', n: 7 } });
  });

  it('never gives up a message because something else is away', async () => {
    const before = await deadLetters();
    await publish('waiting', 1);
    await eventually(() => expect(handled.map((h) => h.key)).toEqual(['waiting']));
    expect(attempts.get('waiting')).toBe(MAX_DELIVERIES + 3);
    expect(await deadLetters()).toBe(before);
  });

  it('buries what does not match its contract at once', async () => {
    const before = await deadLetters();
    await nats.jetstream.publish(happened.subject, 'not json');
    await nats.jetstream.publish(happened.subject, '{"id":1}');
    await publish('wrong', 0, newId(), { data: { key: 'wrong' } });
    await publish('after', 1);
    await eventually(() => expect(handled.map((h) => h.key)).toEqual(['after']));
    await eventually(async () => expect(await deadLetters()).toBe(before + 3));
  });

  it('accepts fields that the contract does not know yet', async () => {
    await publish('newer', 1, newId(), { data: { key: 'newer', n: 1, later: true }, more: 1 });
    await eventually(() => expect(handled.map((h) => h.key)).toEqual(['newer']));
  });

  it('keeps streams and consumers as declared, whatever happened to them', async () => {
    await nats.manager.streams.update(EVENTS_STREAM, { max_age: 1_000_000_000_000 });
    await nats.manager.consumers.update(EVENTS_STREAM, 'follower_source', { max_ack_pending: 1 });
    await ensureStreams(nats.manager);
    await ensureConsumers(nats.manager, 'follower', ['source']);
    const stream = await nats.manager.streams.info(EVENTS_STREAM);
    const consumer = await nats.manager.consumers.info(EVENTS_STREAM, 'follower_source');
    expect(stream.config.max_age).toBe(7 * 24 * 3_600 * 1_000_000_000);
    expect(consumer.config).toMatchObject({ max_ack_pending: 256, max_deliver: MOST_DELIVERIES });
  });

  it('goes on following after JetStream was wiped, without a restart', async () => {
    await nats.manager.streams.delete(EVENTS_STREAM);
    await ensureStreams(nats.manager);
    await consumers.ensure();
    await publish('after the wipe', 1);
    await eventually(() => expect(handled.map((h) => h.key)).toEqual(['after the wipe']), 15_000);
  });
});
