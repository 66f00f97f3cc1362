import { afterAll, beforeAll, expect, it } from 'vitest';
import { Nats } from '@edu/messaging';
import { eventually, testServers } from '@edu/testing';
import { Health } from './health.ts';
import { answerHealthPings, pingHealth } from './health-ping.ts';
import { createLog } from './log.ts';

let nats: Nats;

beforeAll(async () => {
  nats = await Nats.connect(testServers().natsUrl, 'test');
  answerHealthPings(nats, new Health('probe'), createLog('probe', 'fatal'));
  await nats.connection.flush();
});
afterAll(() => nats.connection.close());

const report = (fields: object) =>
  JSON.stringify({ service: 'other', status: 'ready', checks: {}, ...fields });

it('leaves out malformed reports, so that a broken service cannot put text on the start page', async () => {
  const answers = [
    '{',
    '"text"',
    report({ status: '"><form>' }),
    report({ service: '<script>' }),
    report({ checks: { postgres: '"><form>' } }),
    report({ checks: { '<b>': 'up' } }),
    report({}),
  ];
  const liar = nats.connection.subscribe('health.ping', {
    callback: (_error, message) => {
      for (const answer of answers) nats.connection.publish(message.reply!, answer);
    },
  });
  await nats.connection.flush();
  await eventually(async () => {
    const services = (await pingHealth(nats)).map(({ service }) => service);
    expect(services.sort()).toEqual(['other', 'probe']);
  });
  liar.unsubscribe();
});

it('is answered at inboxes only', async () => {
  const received: string[] = [];
  nats.subscribe('evt.auth.session_revoked.v1', {
    handle: (message) => received.push(message.string()),
    onError: () => undefined,
  });
  await nats.connection.flush();
  nats.connection.publish('health.ping', '', { reply: 'evt.auth.session_revoked.v1' });
  await eventually(async () => expect(await pingHealth(nats, 300)).toHaveLength(1));
  expect(received).toEqual([]);
});
