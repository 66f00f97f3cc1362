import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Log, SharedRuns } from '@edu/service';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { NotificationConfig } from '../app.config.ts';
import type { ChannelId } from '../channel/channel.ts';

/** Channels whose provider bounds how much leaves in a second. */
type PacedChannel = Exclude<ChannelId, 'in_app'>;

export interface Announced {
  readonly id: string;
  readonly channel: ChannelId;
}

interface DeliveryJob {
  readonly messageId: string;
}

const CONCURRENCY = 8;
const ANNOUNCE_TIMEOUT_MS = 1_000;
const CLOSE_TIMEOUT_MS = 10_000;

/**
 * Hands messages to the workers of all replicas at the pace that each channel's provider allows,
 * through a BullMQ queue per channel. Which messages there are is in the table: with Redis gone
 * nothing here fails or waits.
 */
@Injectable()
export class DeliveryQueue implements OnApplicationShutdown {
  readonly #redis: Redis;
  readonly #queues: ReadonlyMap<string, Queue<DeliveryJob>>;
  readonly #perSecond: Readonly<Record<PacedChannel, number>>;
  readonly #log: Log;
  /** What several events announce at once is one write. */
  readonly #announcements = new SharedRuns<readonly Announced[], boolean>(async (all) => {
    const taken = await this.#announce(all.flat());
    return all.map(() => taken);
  });
  #workers: Worker<DeliveryJob>[] = [];

  constructor(config: NotificationConfig, log: Log) {
    this.#log = log;
    this.#perSecond = { email: config.EMAIL_PER_SECOND, sms: config.SMS_PER_SECOND };
    this.#redis = new Redis(config.REDIS_URL, {
      // BullMQ's workers share this connection and need it to wait; we look before we use it.
      maxRetriesPerRequest: null,
      connectTimeout: 2_000,
      retryStrategy: (attempt) => Math.min(attempt * 200, 2_000),
    });
    let lost = false;
    this.#redis.on('ready', () => (lost = false));
    this.#redis.on('error', (err) => {
      if (!lost) log.warn({ err }, 'no connection to Redis: messages go out without their pace');
      lost = true;
    });
    this.#queues = new Map(
      Object.keys(this.#perSecond).map((channel) => [channel, this.#open(channel)]),
    );
  }

  get up(): boolean {
    return this.#redis.status === 'ready';
  }

  /**
   * Announces messages to the workers; one that waits already is not announced twice.
   *
   * @returns false when Redis did not take them in time
   */
  async announce(messages: readonly Announced[]): Promise<boolean> {
    return messages.length === 0 || this.#announcements.ask(messages);
  }

  /** Starts the workers of this process. */
  work(deliver: (messageId: string) => Promise<void>): void {
    this.#workers = [...this.#queues.keys()].map((channel) => {
      const max = this.#perSecond[channel as PacedChannel];
      const worker = new Worker<DeliveryJob>(
        queueName(channel),
        ({ data }) => deliver(data.messageId),
        {
          connection: this.#redis,
          concurrency: CONCURRENCY,
          limiter: { max, duration: 1_000 },
        },
      );
      return worker.on('error', () => undefined); // logged by the connection
    });
  }

  /** Ends what is in hand, without waiting for a Redis that cannot be reached. */
  async stopWorkers(): Promise<void> {
    const closed = Promise.all(this.#workers.map((worker) => worker.close(!this.up)));
    await Promise.race([closed, sleep(CLOSE_TIMEOUT_MS, undefined, { ref: false })]);
  }

  onApplicationShutdown(): void {
    this.#redis.disconnect();
  }

  async #announce(messages: readonly Announced[]): Promise<boolean> {
    if (!this.up) return false;
    const added = [...this.#queues].flatMap(([channel, queue]) => {
      const jobs = messages
        .filter((message) => message.channel === channel)
        .map(({ id }) => ({ name: 'deliver', data: { messageId: id }, opts: { jobId: id } }));
      return jobs.length > 0 ? [queue.addBulk(jobs)] : [];
    });
    const late = sleep(ANNOUNCE_TIMEOUT_MS, 'late', { ref: false });
    try {
      return (await Promise.race([Promise.all(added), late])) !== 'late';
    } catch (err) {
      this.#log.warn({ err }, 'Redis did not take deliveries');
      return false;
    }
  }

  #open(channel: string): Queue<DeliveryJob> {
    const queue = new Queue<DeliveryJob>(queueName(channel), {
      connection: this.#redis,
      defaultJobOptions: { attempts: 1, removeOnComplete: true, removeOnFail: true },
    });
    return queue.on('error', () => undefined); // logged by the connection
  }
}

const queueName = (channel: string) => `notification-${channel}`;
