import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Log } from '@edu/service';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { NotificationConfig } from '../app.config.ts';

export const DELIVERY_QUEUE = 'notification-delivery';

export interface DeliveryJob {
  readonly messageId: string;
}

/**
 * Tells the workers which messages are due, through BullMQ. It is how messages go out at once; the
 * table is how they go out at all, so with Redis gone nothing here fails or waits.
 */
@Injectable()
export class DeliveryQueue implements OnApplicationShutdown {
  readonly #redis: Redis;
  readonly #queue: Queue<DeliveryJob>;
  readonly #log: Log;

  constructor(config: NotificationConfig, log: Log) {
    this.#log = log;
    this.#redis = new Redis(config.REDIS_URL, {
      // BullMQ's workers share this connection and need it to wait; we look before we use it.
      maxRetriesPerRequest: null,
      connectTimeout: 2_000,
      retryStrategy: (attempt) => Math.min(attempt * 200, 2_000),
    });
    let away = false;
    this.#redis.on('ready', () => (away = false));
    this.#redis.on('error', (err) => {
      if (!away) log.warn({ err }, 'Redis is away: messages wait for the sweeper');
      away = true;
    });
    this.#queue = new Queue(DELIVERY_QUEUE, {
      connection: this.#redis,
      defaultJobOptions: { attempts: 1, removeOnComplete: true, removeOnFail: true },
    });
    this.#queue.on('error', () => undefined); // told by the connection
  }

  /** For a worker, which makes its own blocking connection from it. */
  get connection(): Redis {
    return this.#redis;
  }

  get up(): boolean {
    return this.#redis.status === 'ready';
  }

  /** Best effort, and without waiting. */
  announce(messageIds: readonly string[], delayMs = 0): void {
    if (!this.up || messageIds.length === 0) return;
    const jobs = messageIds.map((messageId) => ({
      name: 'deliver',
      data: { messageId },
      opts: { delay: delayMs },
    }));
    this.#queue
      .addBulk(jobs)
      .catch((err: unknown) => this.#log.warn({ err }, 'deliveries left to the sweeper'));
  }

  onApplicationShutdown(): void {
    this.#redis.disconnect();
  }
}
