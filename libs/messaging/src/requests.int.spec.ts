import { headers, type Msg } from '@nats-io/transport-node';
import { eventually, natsUrlOf, testServers } from '@edu/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Nats } from './nats.ts';

const SUBJECT = 'requests.test';
let nats: Nats;
beforeAll(async () => {
  nats = await Nats.connect(testServers().natsUrl, 'test');
});
afterAll(() => nats.close());

const ask = (subject: string, payload = '', timeoutMs = 2_000) =>
  nats.requests.ask(subject, payload, { headers: headers(), timeoutMs });
const answering = async (answer: (message: Msg) => void, work: () => Promise<void>) => {
  const callback = (_error: Error | null, message: Msg) => answer(message);
  const subscription = nats.connection.subscribe(SUBJECT, { callback });
  try {
    await work();
  } finally {
    subscription.unsubscribe();
  }
};

it('resolves each request with its own answer, in whatever order answers arrive', async () => {
  const held: Msg[] = [];
  const answerAll = (message: Msg) => {
    held.push(message);
    if (held.length < 50) return;
    for (const each of held.reverse()) each.respond(`re: ${each.string()}`);
  };
  await answering(answerAll, async () => {
    const questions = Array.from({ length: 50 }, (_, index) => `question ${index}`);
    const replies = await Promise.all(questions.map((text) => ask(SUBJECT, text)));
    expect(replies.map((reply) => reply!.string())).toEqual(questions.map((q) => `re: ${q}`));
  });
});

it('resolves with undefined when no service subscribes', async () => {
  expect(await ask('requests.nobody')).toBeUndefined();
});

it('rejects at its time-out, and ignores a later answer', async () => {
  let late: Msg | undefined;
  await answering(
    (message) => (late = message),
    async () => {
      await expect(ask(SUBJECT, '', 50)).rejects.toMatchObject({ status: 504 });
      await eventually(() => expect(late).toBeDefined());
      late!.respond('too late');
      await nats.connection.flush();
    },
  );
  expect(await ask('requests.nobody')).toBeUndefined();
});

it('rejects a payload above the limit of the server, and goes on with others', async () => {
  const max = nats.connection.info!.max_payload;
  await expect(ask(SUBJECT, 'x'.repeat(max + 1))).rejects.toThrow(`at most ${max}`);
  expect(await ask('requests.nobody')).toBeUndefined();
});

it('rejects at once a subject that the user may not publish to', async () => {
  const stranger = await Nats.connect(natsUrlOf('search'), 'search');
  try {
    const asked = stranger.requests.ask('rpc.payment.get.v1', '{}', {
      headers: headers(),
      timeoutMs: 60_000,
    });
    await expect(asked).rejects.toThrow(/permissions violation/i);
  } finally {
    await stranger.close();
  }
});

it('sends buffered messages before it closes', async () => {
  const leaving = await Nats.connect(testServers().natsUrl, 'test');
  const received: string[] = [];
  await answering(
    (message) => received.push(message.string()),
    async () => {
      await nats.connection.flush();
      leaving.publish(SUBJECT, 'goodbye', {});
      await leaving.close();
      await nats.connection.flush();
    },
  );
  expect(received).toEqual(['goodbye']);
});
