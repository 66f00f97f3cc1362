import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import type { ConsumerMessages, JsMsg } from '@nats-io/jetstream';
import { EventEnvelope, type EventContract, type Problem } from '@edu/contract-kit';
import { Call, runCall } from './call.ts';
import { DeadLetters } from './dead-letters.ts';
import { Inbox, type Effect } from './inbox.ts';
import type { MessagingLog } from './messaging-log.ts';
import type { EventResult, MessagingMetrics } from './messaging-metrics.ts';
import type { Nats } from './nats.ts';
import { ON_EVENT } from './on.decorator.ts';
import { safeText, TraceContext, type Tracing } from '@edu/observability';
import { durableName, ensureConsumers, EVENTS_STREAM, MAX_DELIVERIES } from './topology.ts';

/** Events handled at once by one consumer. */
const CONCURRENCY = 16;
const RETRY_DELAYS_MS = [200, 1_000, 5_000, 15_000];
const ENSURE_EVERY_MS = 60_000;
/** Length of a pull; missing heartbeats within it show that the consumer is gone. */
const PULL_MS = 5_000;
/** An event must be handled within this time; JetStream redelivers after 30 s. */
const HANDLER_TIMEOUT_MS = 20_000;

interface Handler {
  readonly contract: EventContract;
  readonly run: (event: EventEnvelope) => Effect | Promise<Effect>;
}

export interface EventConsumersOptions {
  readonly nats: Nats;
  readonly service: string;
  readonly metrics: MessagingMetrics;
  readonly tracing: Tracing;
  readonly log: MessagingLog;
  /** Turns the errors of libraries into problems. */
  readonly errors: { translate(error: unknown): Problem };
  /** Wait before the second, third … delivery. */
  readonly retryDelaysMs?: readonly number[];
}

/**
 * Follows the events of other services: finds every `@On` method, keeps one durable consumer per
 * publishing service, and handles each message once. Events of one aggregate run in order, others
 * beside them. A message that keeps failing goes to the dead letters and blocks nobody; one that
 * only lacks something that is away waits for it.
 */
@Injectable()
export class EventConsumers implements OnApplicationBootstrap {
  readonly #options: EventConsumersOptions;
  readonly #discovery: DiscoveryService;
  readonly #inbox: Inbox | undefined;
  readonly #handlers = new Map<string, Handler>();
  readonly #sessions: ConsumerMessages[] = [];
  readonly #busy = new Set<Promise<void>>();
  readonly #tails = new Map<string, Promise<void>>();
  readonly #deadLetters: DeadLetters;
  #ensuring: NodeJS.Timeout | undefined;

  constructor(options: EventConsumersOptions, discovery: DiscoveryService, inbox?: Inbox) {
    this.#options = options;
    this.#discovery = discovery;
    this.#inbox = inbox;
    this.#deadLetters = new DeadLetters(options.nats, options.metrics, options.log);
  }

  /** The events that this service follows. */
  get contracts(): EventContract[] {
    return [...this.#handlers.values()].map((handler) => handler.contract);
  }

  /** Names of its consumers in JetStream. */
  get durables(): string[] {
    return this.#sources().map((source) => durableName(this.#options.service, source));
  }

  async onApplicationBootstrap(): Promise<void> {
    this.#discover();
    await this.ensure();
    for (const durable of this.durables) await this.#follow(durable);
    this.#ensuring = setInterval(() => {
      this.ensure().catch((err: unknown) => {
        this.#options.log.warn({ err }, 'durable consumers could not be checked');
      });
    }, ENSURE_EVERY_MS).unref();
  }

  /** Puts back what an operator or a wiped JetStream has taken away; following goes on with it. */
  async ensure(): Promise<void> {
    const { nats, service } = this.#options;
    await ensureConsumers(nats.manager, service, this.#sources());
  }

  #sources(): string[] {
    return [...new Set(this.contracts.map((contract) => contract.service))];
  }

  /** Pulls no more messages, and waits for those in hand. */
  async close(): Promise<void> {
    clearInterval(this.#ensuring);
    await Promise.all(this.#sessions.splice(0).map((session) => session.close()));
    await this.#deadLetters.close();
    while (this.#busy.size > 0) await Promise.all(this.#busy);
  }

  #discover(): void {
    const scanner = new MetadataScanner();
    const reflector = new Reflector();
    for (const { instance } of this.#discovery.getProviders()) {
      if (!instance || typeof instance !== 'object') continue;
      const methods = instance as Record<string, (event: EventEnvelope) => Effect>;
      for (const name of scanner.getAllMethodNames(Object.getPrototypeOf(instance) as object)) {
        const contract = reflector.get<EventContract | undefined>(ON_EVENT, methods[name]!);
        if (!contract) continue;
        if (this.#handlers.has(contract.subject)) {
          throw new Error(`two @On methods follow ${contract.subject}; join them`);
        }
        this.#handlers.set(contract.subject, { contract, run: (e) => methods[name]!(e) });
      }
    }
    if (this.#handlers.size > 0 && !this.#inbox) {
      throw new Error('a service that follows events needs PersistenceModule, for its inbox');
    }
  }

  async #follow(durable: string): Promise<void> {
    const { nats, log } = this.#options;
    await this.#deadLetters.watch(durable);
    const consumer = await nats.jetstream.consumers.get(EVENTS_STREAM, durable);
    const messages = await consumer.consume({
      max_messages: 4 * CONCURRENCY,
      expires: PULL_MS,
    });
    this.#sessions.push(messages);
    const pump = async () => {
      for await (const message of messages) {
        while (this.#busy.size >= CONCURRENCY) await Promise.race(this.#busy);
        this.#enqueue(durable, message);
      }
    };
    void pump().catch((err: unknown) => log.error({ err, durable }, 'consumer stopped'));
  }

  #enqueue(durable: string, message: JsMsg): void {
    if (!this.#handlers.has(message.subject)) {
      message.ack();
      return;
    }
    const envelope = parseEnvelope(message);
    const key = envelope ? `${message.subject.split('.')[1]}:${envelope.aggregateId}` : '';
    const before = this.#tails.get(key) ?? Promise.resolve();
    const work = before
      .then(() => this.#deliver(durable, message, envelope))
      .finally(() => {
        this.#busy.delete(work);
        if (this.#tails.get(key) === work) this.#tails.delete(key);
      });
    this.#tails.set(key, work);
    this.#busy.add(work);
  }

  async #deliver(durable: string, message: JsMsg, envelope?: EventEnvelope): Promise<void> {
    const { metrics, tracing } = this.#options;
    const { subject } = message;
    const startedAt = performance.now();
    const trace = TraceContext.under(envelope?.traceparent);
    const { result, error } = await this.#attempt(durable, message, trace, envelope);
    metrics.event(subject, result, startedAt);
    if (!tracing.wants(trace, error !== undefined)) return;
    tracing.record(trace, {
      kind: 'consumer',
      name: subject,
      startedAt,
      attributes: {
        'messaging.system': 'nats',
        'messaging.destination.name': subject,
        'messaging.consumer.group.name': durable,
        'edu.result': result,
        'edu.delivery': message.info.deliveryCount,
        ...(envelope && { 'messaging.message.id': envelope.id }),
        ...(envelope?.requestId && { 'edu.request_id': envelope.requestId }),
      },
      error,
    });
  }

  async #attempt(
    durable: string,
    message: JsMsg,
    trace: TraceContext,
    envelope?: EventEnvelope,
  ): Promise<{ result: EventResult; error?: string }> {
    const { log, errors } = this.#options;
    const handler = this.#handlers.get(message.subject)!;
    const about = {
      subject: message.subject,
      eventId: envelope?.id,
      requestId: envelope?.requestId,
      traceId: trace.traceId,
      durable,
    };
    try {
      const event = envelope && validate(handler.contract, envelope);
      if (!event) {
        await this.#deadLetters.bury(durable, message, 'the message does not match its contract');
        return { result: 'dead', error: 'contract' };
      }
      const call = new Call({
        requestId: event.requestId,
        trace,
        deadline: Date.now() + HANDLER_TIMEOUT_MS,
      });
      const first = await runCall(call, () => this.#handle(handler, event));
      message.ack();
      return { result: first ? 'done' : 'duplicate' };
    } catch (err) {
      const delivery = message.info.deliveryCount;
      const { status, code: error } = errors.translate(err);
      const isAway = status === 503 || status === 504;
      if (delivery >= MAX_DELIVERIES && !isAway) {
        log.error({ err, ...about }, 'event given up');
        await this.#deadLetters.bury(durable, message, safeText(String(err)));
        return { result: 'dead', error };
      }
      log.warn({ err, delivery, ...about }, 'event failed, will be tried again');
      const delays = this.#options.retryDelaysMs ?? RETRY_DELAYS_MS;
      message.nak(delays[delivery - 1] ?? delays.at(-1)!);
      return { result: 'retry', error };
    }
  }

  async #handle(handler: Handler, event: EventEnvelope): Promise<boolean> {
    const effect = await handler.run(event);
    return this.#inbox!.process(this.#options.service, event.id, effect);
  }
}

function parseEnvelope(message: JsMsg): EventEnvelope | undefined {
  try {
    const parsed = EventEnvelope.safeParse(message.json());
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

function validate(contract: EventContract, envelope: EventEnvelope): EventEnvelope | undefined {
  const data = contract.data.safeParse(envelope.data);
  return data.success ? { ...envelope, data: data.data } : undefined;
}
