import { setTimeout as sleep } from 'node:timers/promises';
import { DeliverPolicy, type ConsumerMessages, type JsMsg } from '@nats-io/jetstream';
import { EventEnvelope } from '@edu/contract-kit';
import type { Nats } from './nats.ts';
import { EVENTS_STREAM, rethrowMissingStream } from './topology.ts';

const RESTART_DELAY_MS = 1_000;

export interface FollowOptions {
  /** As in `evt.auth.>`. */
  readonly filter: string;
  /** Events since then are delivered too. */
  readonly since: Date;
  /** May get an event twice after a restart of the consumer. */
  readonly handle: (subject: string, event: EventEnvelope) => void;
  /** A message that is no event, or that `handle` threw on. It is skipped; the next ones come. */
  readonly onSkipped: (subject: string, error: unknown) => void;
  /** The consumer ended or could not be made again; it is tried again until `stop`. */
  readonly onInterrupted: (error: unknown) => void;
}

/**
 * Follows events for what a process keeps in memory only: every process gets each of them, nothing
 * is acknowledged or stored, and a new process gets what came since `since`. One message never stops
 * it: whoever can publish could otherwise switch off what depends on it.
 */
export class EventFollower {
  readonly #nats: Nats;
  readonly #options: FollowOptions;
  #messages: ConsumerMessages | undefined;
  /** Where a new consumer begins: the last message that came, which is then delivered again. */
  #since: string;
  #stopped = false;

  private constructor(nats: Nats, options: FollowOptions) {
    this.#nats = nats;
    this.#options = options;
    this.#since = options.since.toISOString();
  }

  /** @throws Error that says what to do when the streams are not there */
  static async start(nats: Nats, options: FollowOptions): Promise<EventFollower> {
    const follower = new EventFollower(nats, options);
    const messages = await follower.#open();
    void follower.#keepOpen(messages);
    void follower.#reopenAfterReconnect();
    return follower;
  }

  /** False while no consumer delivers: what is kept in memory may then be out of date. */
  get following(): boolean {
    return this.#messages !== undefined;
  }

  stop(): void {
    this.#stopped = true;
    this.#messages?.stop();
  }

  async #open(): Promise<ConsumerMessages> {
    // A push consumer: to pull, a process would need the right to pull from any consumer.
    const consumer = await this.#nats.jetstream.consumers
      .getPushConsumer(EVENTS_STREAM, {
        filter_subjects: this.#options.filter,
        deliver_policy: DeliverPolicy.StartTime,
        opt_start_time: this.#since,
      })
      .catch(rethrowMissingStream);
    this.#messages = await consumer.consume({ callback: (message) => this.#take(message) });
    return this.#messages;
  }

  async #keepOpen(messages: ConsumerMessages): Promise<void> {
    for (let open: ConsumerMessages | undefined = messages; !this.#stopped;) {
      const error: unknown = await open?.closed();
      this.#messages = undefined;
      if (this.#stopped) return;
      if (error) this.#options.onInterrupted(error);
      // Closed without an error it was closed here, to be opened again at once.
      if (error || !open) await sleep(RESTART_DELAY_MS, undefined, { ref: false });
      open = await this.#open().catch((cause: unknown) => {
        this.#options.onInterrupted(cause);
        return undefined;
      });
      if (this.#stopped) open?.stop();
    }
  }

  /** The server may have lost the consumer meanwhile, which the client detects a minute later. */
  async #reopenAfterReconnect(): Promise<void> {
    for await (const { type } of this.#nats.connection.status()) {
      if (this.#stopped) return;
      if (type === 'reconnect') this.#messages?.stop();
    }
  }

  #take(message: JsMsg): void {
    this.#since = message.timestamp;
    try {
      const event = EventEnvelope.parse(message.json());
      this.#options.handle(message.subject, event);
    } catch (error) {
      try {
        this.#options.onSkipped(message.subject, error);
      } catch {
        // a report that fails must not stop it either
      }
    }
  }
}
