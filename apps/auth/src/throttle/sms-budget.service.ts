import { Injectable } from '@nestjs/common';
import { Clock, Log } from '@edu/service';
import { AuthConfig } from '../app.config.ts';
import { AuthDb } from '../auth.db.ts';
import { ThrottleMetrics } from './throttle-metrics.ts';
import { GIVE_BACK, SPEND } from './throttle.sql.ts';

/** SMS that were counted, to be given back when they were not sent. */
export interface SpentSms {
  readonly keys: readonly string[];
  readonly at: string;
}

/**
 * What the platform spends on SMS in a day, in all and for each country: accounts and networks can
 * be had in any number, money cannot.
 */
@Injectable()
export class SmsBudget {
  constructor(
    private readonly db: AuthDb,
    private readonly config: AuthConfig,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly metrics: ThrottleMetrics,
  ) {}

  /** @returns null when the day's budget is used up */
  async spend(country: string): Promise<SpentSms | null> {
    const now = this.clock.now();
    const at = now.toISOString();
    const { SMS_DAILY_MAX: all, SMS_DAILY_MAX_PER_COUNTRY: each } = this.config;
    const keys: string[] = [];
    for (const [key, budget] of [[`sms:${country}`, each] as const, ['sms', all] as const]) {
      const spent = await this.db.query(SPEND, { key, budget, now });
      if (spent.length === 0) {
        this.metrics.refused(key === 'sms' ? 'sms-budget' : 'sms-budget-country');
        this.log.error({ budget: key, max: budget }, 'the budget of SMS for today is used up');
        await this.giveBack({ keys, at });
        return null;
      }
      keys.push(key);
    }
    return { keys, at };
  }

  async giveBack({ keys, at }: SpentSms): Promise<void> {
    if (keys.length > 0) await this.db.query(GIVE_BACK, { keys, spentAt: at });
  }
}
