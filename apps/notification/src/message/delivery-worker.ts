import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Scheduler } from '@edu/work';
import { DeliveryQueue } from './delivery-queue.ts';
import { DeliveryService } from './delivery.service.ts';
import { MessageQueries } from './message.queries.ts';

const SWEEP_EVERY_MS = 1_000;

/**
 * Delivers what the queue hands out, and announces again what has been due for longer than the queue
 * takes: retries, and announcements lost with Redis or with a process. All claim in the database, so
 * a message is in one hand at a time, however often it is announced.
 */
@Injectable()
export class DeliveryWorker implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(
    private readonly delivery: DeliveryService,
    private readonly queries: MessageQueries,
    private readonly queue: DeliveryQueue,
    scheduler: Scheduler,
  ) {
    scheduler.every(SWEEP_EVERY_MS, 'sweep overdue messages', (stop) => this.sweep(stop));
  }

  onApplicationBootstrap(): void {
    this.queue.work((messageId) => this.delivery.deliver(messageId));
  }

  onModuleDestroy(): Promise<void> {
    return this.queue.stopWorkers();
  }

  /** Without Redis, delivers by itself. */
  async sweep(stop?: AbortSignal): Promise<void> {
    const overdue = await this.queries.listOverdue();
    const inApp = overdue.filter(({ channel }) => channel === 'in_app');
    await Promise.all(inApp.map(({ id }) => this.delivery.deliver(id)));
    const others = overdue.filter(({ channel }) => channel !== 'in_app');
    if (!(await this.queue.announce(others))) await this.delivery.deliverDue(stop);
  }
}
