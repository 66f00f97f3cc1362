import { Injectable } from '@nestjs/common';
import { cachedForScrape } from '@edu/observability';
import { Clock } from '@edu/service';
import { Counter, Gauge, Registry } from 'prom-client';
import { AuthConfig } from '../app.config.ts';
import { AuthDb } from '../auth.db.ts';
import { SPENT } from './throttle.sql.ts';

/** What limits refuse, and how much of the money for SMS is left: for alerts. */
@Injectable()
export class ThrottleMetrics {
  readonly #refused: Counter<'limit'>;

  constructor(db: AuthDb, config: AuthConfig, clock: Clock, registry: Registry) {
    this.#refused = new Counter({
      name: 'edu_throttled_total',
      help: 'What was refused because a limit was full, by limit',
      labelNames: ['limit'],
      registers: [registry],
    });
    const spent = cachedForScrape(() => db.query(SPENT, { now: clock.now() }));
    const { SMS_DAILY_MAX: all, SMS_DAILY_MAX_PER_COUNTRY: each } = config;
    new Gauge({
      name: 'edu_sms_budget_used_ratio',
      help: 'Which part of the SMS of today was sent, in all and by country',
      labelNames: ['budget'],
      registers: [registry],
      async collect() {
        const rows = await spent();
        if (!rows) return;
        this.reset(); // countries of yesterday
        this.set({ budget: 'all' }, 0);
        for (const { key, used } of rows) {
          const country = key.slice('sms:'.length);
          this.set({ budget: country || 'all' }, used / ((country ? each : all) || 1));
        }
      },
    });
  }

  refused(limit: string): void {
    this.#refused.inc({ limit });
  }
}
