import type { INestApplicationContext } from '@nestjs/common';
import { identityRpc } from '@edu/contract-kit';
import { ActorVerifier, Revocations } from '@edu/identity';
import {
  EventConsumers,
  MessagingMetrics,
  Nats,
  NatsTransport,
  registerConsumerMetrics,
  RpcClient,
} from '@edu/messaging';
import { gauge, type Tracing } from '@edu/observability';
import type { Registry } from 'prom-client';
import type { Clock } from './clock.ts';
import { Followers } from './followers.ts';
import { answerHealthPings } from './health-ping.ts';
import type { Health } from './health.ts';
import type { Log } from './log.ts';
import { followRevocations } from './revocation-follower.ts';
import type { MessagingContext } from './service-context.module.ts';

interface MessagingOptions {
  readonly service: string;
  readonly natsUrl: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly health: Health;
  readonly registry: Registry;
  readonly tracing: Tracing;
  readonly refuseUndeclared: boolean | undefined;
}

/** What a service has of NATS: its connection, the calls it answers, the events it follows. */
export class MessagingPart {
  readonly context: MessagingContext;
  readonly transport: NatsTransport;
  readonly #options: MessagingOptions;
  #consumers: EventConsumers | undefined;

  private constructor(options: MessagingOptions, nats: Nats) {
    const { service, log, health, registry, tracing, refuseUndeclared, clock } = options;
    const metrics = new MessagingMetrics(registry);
    const rpc = new RpcClient(nats, tracing);
    const now = () => clock.presentMs();
    const verifier = new ActorVerifier(() => rpc.call(identityRpc.jwks, {}), now);
    const revocations = new Revocations();
    const followers = new Followers(nats, health, log, registry);
    const parts = { nats, service, verifier, revocations, metrics, tracing, log, now };
    this.transport = new NatsTransport({ ...parts, ...(refuseUndeclared && { refuseUndeclared }) });
    this.context = { nats, rpc, verifier, revocations, followers, metrics };
    this.#options = options;
  }

  static async connect(options: MessagingOptions): Promise<MessagingPart> {
    const { health, log, registry } = options;
    const nats = await Nats.connect(options.natsUrl, options.service);
    void nats.watch((state) => log.warn({ state }, 'NATS connection'));
    health.require('nats', () => nats.connection.flush());
    gauge(registry, 'edu_nats_connected', 'Whether NATS can be reached', () => +nats.connected);
    const part = new MessagingPart(options, nats);
    try {
      await followRevocations(part.context.followers, part.context.revocations);
    } catch (error) {
      await part.abandon();
      throw error;
    }
    return part;
  }

  /** Resolves when the server knows every subscription of the application. */
  async join(app: INestApplicationContext): Promise<void> {
    const { health, log, registry } = this.#options;
    const { nats } = this.context;
    const consumers = app.get(EventConsumers, { strict: false });
    this.#consumers = consumers;
    registerConsumerMetrics(registry, nats, consumers.durables);
    answerHealthPings(nats, health, log);
    await nats.connection.flush();
  }

  /** Answers what was taken, and takes no more. */
  async drain(): Promise<void> {
    await this.transport.close();
    await this.#consumers?.close();
    this.context.followers.stop();
  }

  async close(): Promise<void> {
    await this.context.nats.close();
  }

  /** For a start that failed. */
  async abandon(): Promise<void> {
    await this.context.nats.connection.close();
  }
}
