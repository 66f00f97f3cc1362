import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Scheduler } from '@edu/work';
import { Worker } from 'bullmq';
import { DELIVERY_QUEUE, DeliveryQueue, type DeliveryJob } from './delivery-queue.ts';
import { DeliveryService } from './delivery.service.ts';
import { MessageQueries } from './message.queries.ts';

const CONCURRENCY = 8;
const SWEEP_EVERY_MS = 1_000;
const CLOSE_TIMEOUT_MS = 10_000;

/**
 * Delivers what the queue announces, and sweeps up what has been due for longer than the queue
 * takes: announcements lost with Redis or with a process. Both claim in the database, so a message
 * is in one hand at a time, however often it is announced.
 */
@Injectable()
export class DeliveryWorker implements OnApplicationBootstrap, OnModuleDestroy {
  #worker: Worker<DeliveryJob> | undefined;

  constructor(
    private readonly delivery: DeliveryService,
    private readonly queries: MessageQueries,
    private readonly queue: DeliveryQueue,
    scheduler: Scheduler,
  ) {
    scheduler.every(SWEEP_EVERY_MS, 'sweep overdue messages', () => this.sweep());
  }

  onApplicationBootstrap(): void {
    this.#worker = new Worker<DeliveryJob>(
      DELIVERY_QUEUE,
      ({ data }) => this.delivery.deliverById(data.messageId),
      { connection: this.queue.connection, concurrency: CONCURRENCY },
    );
    this.#worker.on('error', () => undefined); // told by the connection
  }

  /** Ends what is in hand; with Redis away there is nobody to say goodbye to. */
  async onModuleDestroy(): Promise<void> {
    const closed = this.#worker?.close(!this.queue.up);
    await Promise.race([closed, sleep(CLOSE_TIMEOUT_MS, undefined, { ref: false })]);
  }

  /** Delivers overdue messages without Redis. */
  async sweep(): Promise<void> {
    for (;;) {
      const overdue = await this.queries.claimOverdue(CONCURRENCY);
      await Promise.all(overdue.map((message) => this.delivery.deliver(message)));
      if (overdue.length < CONCURRENCY) return;
    }
  }
}
