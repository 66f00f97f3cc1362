import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { DiscoveryService } from '@nestjs/core';
import { DeadLetters } from './dead-letters.ts';
import { durableName, ensureDurable } from './durable.ts';
import { EventConsumer, type ConsumerContext } from './event-consumer.ts';
import { discoverHandlers, type Handlers } from './event-handlers.ts';
import type { Inbox } from './inbox.ts';

const ENSURE_EVERY_MS = 60_000;

/** What one consumer follows of one publishing service: a durable can filter for one prefix. */
interface Following {
  readonly consumer: string;
  readonly source: string;
  readonly durable: string;
  readonly handlers: Handlers;
}

/**
 * Follows the events of other services: finds every `@On` method and keeps a durable for each
 * `@Consumer` and publishing service.
 */
@Injectable()
export class EventConsumers implements OnApplicationBootstrap {
  readonly #options: ConsumerContext;
  readonly #discovery: DiscoveryService;
  readonly #inbox: Inbox | undefined;
  readonly #deadLetters: DeadLetters;
  readonly #running = new Map<string, EventConsumer>();
  #followings: readonly Following[] = [];
  #ensuring: NodeJS.Timeout | undefined;

  constructor(options: ConsumerContext, discovery: DiscoveryService, inbox?: Inbox) {
    this.#options = options;
    this.#discovery = discovery;
    this.#inbox = inbox;
    this.#deadLetters = new DeadLetters(options.nats, options.metrics);
  }

  /** Names of its consumers in JetStream. */
  get durables(): string[] {
    return this.#followings.map(({ durable }) => durable);
  }

  async onApplicationBootstrap(): Promise<void> {
    this.#followings = [...discoverHandlers(this.#discovery)].flatMap(([consumer, handlers]) =>
      bySource(handlers).map(([source, some]) => ({
        consumer,
        source,
        durable: durableName(this.#options.service, consumer, source),
        handlers: some,
      })),
    );
    if (this.#followings.length > 0 && !this.#inbox) {
      throw new Error('a service that follows events needs PersistenceModule, for its inbox');
    }
    await this.ensure();
    this.#ensuring = setInterval(() => {
      this.ensure().catch((err: unknown) => {
        this.#options.log.warn({ err }, 'durable consumers could not be checked');
      });
    }, ENSURE_EVERY_MS).unref();
  }

  /** Creates again what an operator or a wiped JetStream has deleted; following goes on with it. */
  async ensure(): Promise<void> {
    for (const following of this.#followings) {
      const { durable } = following;
      if ((await this.#ensureDurable(following)) && !this.#running.has(durable)) {
        const consumer = this.#consumerOf(following);
        this.#running.set(durable, consumer);
        await consumer.start();
      }
    }
  }

  /** Pulls no more messages, and waits for those in hand. */
  async close(): Promise<void> {
    clearInterval(this.#ensuring);
    await Promise.all([...this.#running.values()].map((consumer) => consumer.close()));
    this.#running.clear();
  }

  /** @returns false while it must not be read yet */
  async #ensureDurable({ durable, consumer, source, handlers }: Following): Promise<boolean> {
    const { nats, service, log } = this.#options;
    const outcome = await ensureDurable(nats.manager, {
      durable,
      source,
      subjects: [...handlers.keys()],
      // Until consumers had names, one durable of the service read all that it followed of a source.
      former: `${service}_${source}`,
      takeOver: () => this.#inbox!.adopt(service, this.#inboxName(consumer)),
    });
    if (outcome === 'former in use') {
      log.info({ durable }, 'replicas of the release before follow these events until they end');
    }
    return outcome === 'ready';
  }

  #consumerOf({ durable, consumer, handlers }: Following): EventConsumer {
    return new EventConsumer(this.#options, {
      durable,
      inboxName: this.#inboxName(consumer),
      handlers,
      inbox: this.#inbox!,
      deadLetters: this.#deadLetters,
    });
  }

  #inboxName(consumer: string): string {
    return `${this.#options.service}.${consumer}`;
  }
}

function bySource(handlers: Handlers): [string, Handlers][] {
  const sources = new Set([...handlers.values()].map(({ contract }) => contract.service));
  return [...sources].map((source) => [
    source,
    new Map([...handlers].filter(([, { contract }]) => contract.service === source)),
  ]);
}
