import { Injectable } from '@nestjs/common';
import { KYC_CHECKS } from '@edu/contract-kit';
import { cachedForScrape } from '@edu/observability';
import { Clock } from '@edu/service';
import { Gauge, Registry } from 'prom-client';
import { ProfileDb } from '../profile.db.ts';
import { REVIEW_WITHIN_MS } from './kyc.domain.ts';
import { WAITING } from './kyc.sql.ts';

/** What waits for reviewers, for the dashboard. */
@Injectable()
export class KycMetrics {
  constructor(db: ProfileDb, clock: Clock, registry: Registry) {
    const waiting = cachedForScrape(() => {
      const overdueBefore = new Date(clock.now().getTime() - REVIEW_WITHIN_MS);
      return db.query(WAITING, { overdueBefore });
    });
    new Gauge({
      name: 'edu_kyc_cases_waiting',
      help: 'Cases that wait for a reviewer, by check; overdue are those beyond two days',
      labelNames: ['check', 'overdue'],
      registers: [registry],
      async collect() {
        for (const check of KYC_CHECKS) {
          this.set({ check, overdue: 'no' }, 0);
          this.set({ check, overdue: 'yes' }, 0);
        }
        for (const { check_name: check, waiting: all, overdue } of (await waiting()) ?? []) {
          this.set({ check, overdue: 'no' }, all - overdue);
          this.set({ check, overdue: 'yes' }, overdue);
        }
      },
    });
  }
}
