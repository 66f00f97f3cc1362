import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { newId } from '@edu/contract-kit';
import { eventually, FaultyLine, testServers } from '@edu/testing';
import { EventFollower } from './event-follower.ts';
import { Nats } from './nats.ts';
import { ensureStreams, EVENTS_STREAM } from './topology.ts';

const SUBJECT = 'evt.source.followed.v1';

let line: FaultyLine;
let nats: Nats;
let operator: Nats;
let follower: EventFollower;
let [handled, skipped, interrupted] = [[] as unknown[], [] as string[], [] as unknown[]];

beforeAll(async () => {
  const { natsUrl } = testServers();
  line = await FaultyLine.to(natsUrl);
  operator = await Nats.connect(natsUrl, 'operator');
  nats = await Nats.connect(line.through(natsUrl), 'follower');
  await ensureStreams(operator.manager);
  follower = await EventFollower.start(nats, {
    filter: 'evt.source.>',
    since: new Date(),
    handle: (_subject, { data }) => {
      if (data === 'refused') throw new Error('refused');
      handled.push(data);
    },
    onSkipped: (subject) => skipped.push(subject),
    onInterrupted: (error) => interrupted.push(error),
  });
});
beforeEach(() => {
  [handled, skipped, interrupted] = [[], [], []];
});
afterAll(async () => {
  follower.stop();
  await nats.close();
  await operator.close();
  await line.close();
});

const publish = (data: unknown) =>
  operator.jetstream.publish(
    SUBJECT,
    JSON.stringify({
      id: newId(),
      type: SUBJECT,
      at: new Date().toISOString(),
      aggregateId: newId(),
      sequence: 1,
      data,
    }),
  );

it('skips malformed messages and those that its handler throws on, and handles later ones', async () => {
  for (const garbage of ['', '{', '[]', 'null', '{"data":1}']) {
    await operator.jetstream.publish(SUBJECT, garbage);
  }
  await publish('refused');
  await publish('good');
  await eventually(() => expect(handled).toEqual(['good']));
  expect(skipped).toEqual(Array(6).fill(SUBJECT));
  expect(follower.following).toBe(true);
});

it('reports not following while it has no consumer, and follows again by itself', async () => {
  line.cut();
  await operator.manager.streams.delete(EVENTS_STREAM);
  line.mend();
  await eventually(() => expect(interrupted.length).toBeGreaterThan(0));
  expect(follower.following).toBe(false);
  await ensureStreams(operator.manager);
  await eventually(() => expect(follower.following).toBe(true));
  await publish('after');
  await eventually(() => expect(handled).toEqual(['after']));
});

it('takes what was published while the server was out of reach and had lost its consumer', async () => {
  line.cut();
  await eventually(() => expect(nats.connected).toBe(false));
  await publish('meanwhile');
  for await (const { name } of operator.manager.consumers.list(EVENTS_STREAM)) {
    await operator.manager.consumers.delete(EVENTS_STREAM, name);
  }
  line.mend();
  await eventually(() => expect(handled).toContain('meanwhile'));
});
