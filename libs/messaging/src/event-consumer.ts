import { setTimeout as sleep } from 'node:timers/promises';
import type { ConsumerMessages, JsMsg } from '@nats-io/jetstream';
import {
  aggregatesOf,
  EventEnvelope,
  readEvent,
  type EventContract,
  type Problem,
} from '@edu/contract-kit';
import { servicePrincipal } from '@edu/identity';
import { safeText, TraceContext, type Tracing } from '@edu/observability';
import { Call, runCall } from './call.ts';
import type { DeadLetters } from './dead-letters.ts';
import { LAST_HANDLED_DELIVERY, MAX_HANDLER_FAILURES } from './durable.ts';
import type { EventHandler, Handlers } from './event-handlers.ts';
import type { Inbox } from './inbox.ts';
import type { MessagingLog } from './messaging-log.ts';
import type { EventResult, MessagingMetrics } from './messaging-metrics.ts';
import type { Nats } from './nats.ts';
import { EVENTS_STREAM } from './topology.ts';

/** Events handled at once. */
const CONCURRENCY = 8;
/** What comes within this time is begun together: effects then share a statement, acks a write. */
const GATHER_MS = 5;
const RETRY_DELAYS_MS = [200, 1_000, 5_000, 15_000];
/** Length of a pull; missing heartbeats within it show that the consumer is gone. */
const PULL_MS = 5_000;
const RESTART_DELAY_MS = 1_000;
/** An event must be handled within this time; JetStream redelivers after 30 s. */
const HANDLER_TIMEOUT_MS = 20_000;

export interface ConsumerContext {
  readonly service: string;
  readonly nats: Nats;
  readonly metrics: MessagingMetrics;
  readonly tracing: Tracing;
  readonly log: MessagingLog;
  /** Turns the errors of libraries into problems. */
  readonly errors: { translate(error: unknown): Problem };
  /** Wait before the second, third … delivery. */
  readonly retryDelaysMs?: readonly number[];
}

export interface EventConsumerOptions {
  /** Its name in JetStream. */
  readonly durable: string;
  /** Its name in the inbox. */
  readonly inboxName: string;
  readonly handlers: Handlers;
  readonly inbox: Inbox;
  readonly deadLetters: DeadLetters;
}

/**
 * Reads one durable and hands each message to its handler once. Events of one aggregate run in
 * order, others beside them. A message that keeps failing goes to the dead letters and blocks
 * nobody; one that only lacks something that cannot be reached waits for it.
 */
export class EventConsumer {
  readonly durable: string;
  readonly #context: ConsumerContext;
  readonly #options: EventConsumerOptions;
  readonly #busy = new Set<Promise<void>>();
  readonly #tails = new Map<string, Promise<void>>();
  #messages: ConsumerMessages | undefined;
  #gathering: Promise<void> | undefined;
  #closed = false;

  constructor(context: ConsumerContext, options: EventConsumerOptions) {
    this.durable = options.durable;
    this.#context = context;
    this.#options = options;
  }

  /** Begins to read; reads again whenever reading ends, until it is closed. */
  async start(): Promise<void> {
    await this.#open();
    void this.#keepReading();
  }

  /** Pulls no more messages, and waits for those in hand. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#messages?.close();
    while (this.#busy.size > 0) await Promise.all(this.#busy);
  }

  async #open(): Promise<void> {
    const { consumers } = this.#context.nats.jetstream;
    const consumer = await consumers.get(EVENTS_STREAM, this.durable);
    this.#messages = await consumer.consume({ max_messages: 4 * CONCURRENCY, expires: PULL_MS });
  }

  async #keepReading(): Promise<void> {
    const { durable } = this;
    while (!this.#closed) {
      try {
        if (!this.#messages) await this.#open();
        for await (const message of this.#messages!) {
          while (this.#busy.size >= CONCURRENCY) await Promise.race(this.#busy);
          this.#enqueue(message);
        }
      } catch (err) {
        this.#context.log.error({ err, durable }, 'consumer stopped, will be started again');
      }
      this.#messages = undefined;
      if (!this.#closed) await sleep(RESTART_DELAY_MS, undefined, { ref: false });
    }
  }

  #enqueue(message: JsMsg): void {
    const handler = this.#options.handlers.get(message.subject);
    if (!handler) return this.#ack(message);
    const envelope = parseEnvelope(message);
    const keys = envelope ? aggregatesOf(handler.contract, envelope) : [''];
    const work = this.#after(keys)
      .then(() => this.#deliver(message, handler, envelope))
      .catch((err: unknown) => this.#postpone(message, err))
      .finally(() => {
        this.#busy.delete(work);
        for (const key of keys) if (this.#tails.get(key) === work) this.#tails.delete(key);
      });
    for (const key of keys) this.#tails.set(key, work);
    this.#busy.add(work);
  }

  /** Once what came before of the same things is done. */
  #after(keys: readonly string[]): Promise<unknown> {
    const before = new Set(keys.flatMap((key) => this.#tails.get(key) ?? []));
    return before.size > 0 ? Promise.all(before) : this.#gathered();
  }

  #ack(message: JsMsg): void {
    this.#context.nats.soon(() => message.ack());
  }

  #gathered(): Promise<void> {
    this.#gathering ??= sleep(GATHER_MS).then(() => {
      this.#gathering = undefined;
    });
    return this.#gathering;
  }

  async #deliver(message: JsMsg, handler: EventHandler, envelope?: EventEnvelope): Promise<void> {
    const { metrics, tracing } = this.#context;
    const { subject } = message;
    const startedAt = performance.now();
    const trace = TraceContext.under(envelope?.traceparent);
    const { result, error } = await this.#attempt(message, handler, trace, envelope);
    metrics.event(subject, result, startedAt);
    if (!tracing.wants(trace, error !== undefined)) return;
    tracing.record(trace, {
      kind: 'consumer',
      name: subject,
      startedAt,
      attributes: {
        'messaging.system': 'nats',
        'messaging.destination.name': subject,
        'messaging.consumer.group.name': this.durable,
        'edu.result': result,
        'edu.delivery': message.info.deliveryCount,
        ...(envelope && { 'messaging.message.id': envelope.id }),
        ...(envelope?.requestId && { 'edu.request_id': envelope.requestId }),
      },
      error,
    });
  }

  async #attempt(
    message: JsMsg,
    handler: EventHandler,
    trace: TraceContext,
    envelope?: EventEnvelope,
  ): Promise<{ result: EventResult; error?: string }> {
    const delivery = message.info.deliveryCount;
    const event = envelope && validate(handler.contract, envelope);
    if (!event) return this.#giveUp(message, 'the message does not match its contract', 'contract');
    if (delivery > LAST_HANDLED_DELIVERY) {
      return this.#giveUp(message, 'deliveries used up', 'deliveries');
    }
    try {
      const { requestId } = event;
      const principal = servicePrincipal(this.#context.service);
      const deadline = Date.now() + HANDLER_TIMEOUT_MS;
      const call = new Call({ requestId, trace, principal, deadline });
      const first = await runCall(call, () => this.#handle(handler, event));
      this.#ack(message);
      return { result: first ? 'done' : 'duplicate' };
    } catch (err) {
      const { status, code } = this.#context.errors.translate(err);
      const about = this.#about(message, trace, event);
      if (delivery >= MAX_HANDLER_FAILURES && status !== 503 && status !== 504) {
        this.#context.log.error({ err, ...about }, 'event given up');
        return this.#giveUp(message, safeText(String(err)), code);
      }
      this.#context.log.warn({ err, delivery, ...about }, 'event failed, will be tried again');
      message.nak(this.#delayAfter(delivery));
      return { result: 'retry', error: code };
    }
  }

  /** When not even the dead letters take it. */
  #postpone(message: JsMsg, err: unknown): void {
    const about = { err, subject: message.subject, durable: this.durable };
    this.#context.log.error(about, 'event neither done nor given up, it will come again');
    try {
      message.nak(this.#delayAfter(message.info.deliveryCount));
    } catch {
      // the connection is closed; JetStream delivers it again by itself
    }
  }

  #delayAfter(delivery: number): number {
    const delays = this.#context.retryDelaysMs ?? RETRY_DELAYS_MS;
    return delays[delivery - 1] ?? delays.at(-1)!;
  }

  async #giveUp(
    message: JsMsg,
    reason: string,
    error: string,
  ): Promise<{ result: EventResult; error: string }> {
    await this.#options.deadLetters.bury(this.durable, message, reason);
    return { result: 'dead', error };
  }

  async #handle(handler: EventHandler, event: EventEnvelope): Promise<boolean> {
    const effect = await handler.run(event);
    return this.#options.inbox.process(this.#options.inboxName, event.id, effect);
  }

  #about({ subject }: JsMsg, { traceId }: TraceContext, { id, requestId }: EventEnvelope) {
    return { subject, eventId: id, requestId, traceId, durable: this.durable };
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
  try {
    return { ...envelope, data: readEvent(contract, envelope.data) };
  } catch {
    return undefined;
  }
}
