import { Injectable } from '@nestjs/common';
import { cachedForScrape } from '@edu/observability';
import { Gauge, Registry } from 'prom-client';
import { PaymentDb } from '../payment.db.ts';
import { QUEUE } from './risk.sql.ts';

/** What waits for a decision, for the dashboard. */
@Injectable()
export class RiskMetrics {
  constructor(db: PaymentDb, registry: Registry) {
    const queue = cachedForScrape(async () => (await db.query(QUEUE))[0]);
    new Gauge({
      name: 'edu_payment_reviews_waiting',
      help: 'Payments that wait for somebody who decides about them',
      registers: [registry],
      async collect() {
        this.set((await queue())?.waiting ?? 0);
      },
    });
    new Gauge({
      name: 'edu_payment_reviews_oldest_seconds',
      help: 'How long the oldest of them has waited; 0 where none waits',
      registers: [registry],
      async collect() {
        this.set((await queue())?.oldestSeconds ?? 0);
      },
    });
  }
}
