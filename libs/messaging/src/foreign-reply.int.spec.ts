import { headers } from '@nats-io/transport-node';
import { Registry } from 'prom-client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { identityRpc, platformErrors } from '@edu/contract-kit';
import { ActorVerifier, Revocations } from '@edu/identity';
import { Tracing } from '@edu/observability';
import { eventually, natsUrlOf, testServers } from '@edu/testing';
import { MessagingMetrics } from './messaging-metrics.ts';
import { NatsTransport } from './nats-transport.ts';
import { Nats } from './nats.ts';
import { DEAD_LETTER_STREAM, ensureStreams, EVENTS_STREAM } from './topology.ts';

const { jwks } = identityRpc;

/** What a service that was broken into may try: its own NATS user, and any subject for its answers. */
const TARGETS = [
  'evt.auth.session_revoked.v1',
  'evt.booking.confirmed.v1',
  'dlq.booking_payment',
  'rpc.booking.create.v1',
  '$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.EVENTS.booking_payment',
];

let operator: Nats;
let auth: Nats;
let profile: Nats;
let transport: NatsTransport;
let calls = 0;
let answer: () => Promise<unknown>;
const warnings: string[] = [];
const registry = new Registry();

beforeAll(async () => {
  operator = await Nats.connect(testServers().natsUrl, 'operator');
  for (const stream of [EVENTS_STREAM, DEAD_LETTER_STREAM]) {
    await operator.manager.streams.delete(stream).catch(() => undefined);
  }
  await ensureStreams(operator.manager);
  auth = await Nats.connect(natsUrlOf('auth'), 'auth');
  profile = await Nats.connect(natsUrlOf('profile'), 'profile');
  transport = new NatsTransport({
    nats: auth,
    service: 'auth',
    verifier: new ActorVerifier(() => Promise.reject(platformErrors.unavailable())),
    revocations: new Revocations(),
    metrics: new MessagingMetrics(registry),
    tracing: Tracing.off,
    log: {
      info: () => undefined,
      warn: (_fields, message) => warnings.push(message),
      error: (_fields, message) => warnings.push(message),
    },
  });
  const handle = () => answer().finally(() => calls++);
  transport.addHandler(jwks.subject, handle, false, { rpc: jwks });
  transport.listen(() => undefined);
  await auth.connection.flush();
});
afterEach(() => void vi.useRealTimers());
afterAll(async () => {
  await transport.close();
  await Promise.all([operator, auth, profile].map((nats) => nats.connection.close()));
});
beforeEach(() => {
  calls = 0;
  answer = () => Promise.resolve({ keys: [] });
  warnings.length = 0;
});

const ask = (timeoutMs = 2_000) =>
  profile.requests.ask(jwks.subject, '{}', { headers: headers(), timeoutMs });

describe('a request that names no inbox for its answer', () => {
  it.each(TARGETS)('has no effect and no answer: %s', async (target) => {
    const received: string[] = [];
    const listening = operator.connection.subscribe(target, {
      callback: (_error, message) => void received.push(message.string()),
    });
    await operator.connection.flush();
    profile.connection.publish(jwks.subject, '{}', { reply: target });
    await profile.connection.flush();
    await eventually(() => expect(warnings).toHaveLength(1));
    expect((await ask())?.json()).toEqual({ keys: [] }); // answered after it, at an inbox
    await operator.connection.flush();
    expect(received).toEqual([]);
    expect(calls).toBe(1);
    listening.unsubscribe();
  });

  it('is counted, and stores nothing in the streams', async () => {
    const { state } = await operator.manager.streams.info(EVENTS_STREAM);
    expect(state.messages).toBe(0);
    const letters = await operator.manager.streams.info(DEAD_LETTER_STREAM);
    expect(letters.state.messages).toBe(0);
    expect(await registry.metrics()).toMatch(
      new RegExp(`edu_rpc_duration_seconds_count\\{subject="${jwks.subject}",status="403"\\} 5`),
    );
  });
});

describe('a subscription', () => {
  it('goes on after a message that its handler throws on, and so does its connection', async () => {
    const errors: unknown[] = [];
    const read: unknown[] = [];
    operator.subscribe('test.malformed', {
      handle: (message) => read.push(message.json()),
      onError: (error) => errors.push(error),
    });
    await operator.connection.flush();
    for (const body of ['{', '1', 'no json', '2'])
      operator.connection.publish('test.malformed', body);
    await eventually(() => expect(read).toEqual([1, 2]));
    expect(errors).toHaveLength(2);
  });
});

describe('the log of failed calls', () => {
  it('has one line a second for what is not available, and one for each internal failure', async () => {
    vi.useFakeTimers({ toFake: ['performance'] }); // a busy machine takes longer than a second
    answer = () => Promise.reject(platformErrors.unavailable());
    await Promise.all(Array.from({ length: 100 }, () => ask()));
    expect([calls, warnings.length]).toEqual([100, 1]);
    answer = () => Promise.reject(new Error('bug'));
    await Promise.all(Array.from({ length: 3 }, () => ask()));
    expect(warnings).toHaveLength(4);
  });
});
