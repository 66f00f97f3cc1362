import { Injectable } from '@nestjs/common';
import type { Reliability } from '@edu/contracts-booking';
import { Clock } from '@edu/service';
import { BookingDb } from '../booking.db.ts';
import { keptPctOf, sinceOf } from './reliability.domain.ts';
import { COUNT_LESSONS } from './reliability.sql.ts';

/** Which of their lessons providers kept. */
@Injectable()
export class ReliabilityCounts {
  constructor(
    private readonly db: BookingDb,
    private readonly clock: Clock,
  ) {}

  async of(providerId: string): Promise<Reliability> {
    const since = sinceOf(this.clock.now());
    const [counts] = await this.db.query(COUNT_LESSONS, { providerId, since });
    return { since: since.toISOString(), ...counts!, keptPct: keptPctOf(counts!) };
  }
}
