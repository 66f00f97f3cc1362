import { Injectable } from '@nestjs/common';
import { RELIABILITY_DAYS, type Reliability } from '@edu/contracts-booking';
import { Clock } from '@edu/service';
import { BookingDb } from '../booking.db.ts';
import { keptPctOf } from './reliability.domain.ts';
import { COUNT_LESSONS } from './reliability.sql.ts';

const DAY_MS = 86_400_000;

/** Which of their lessons providers kept. */
@Injectable()
export class ReliabilityCounts {
  constructor(
    private readonly db: BookingDb,
    private readonly clock: Clock,
  ) {}

  async of(providerId: string): Promise<Reliability> {
    const since = new Date(this.clock.now().getTime() - RELIABILITY_DAYS * DAY_MS);
    const [counts] = await this.db.query(COUNT_LESSONS, { providerId, since });
    return { since: since.toISOString(), ...counts!, keptPct: keptPctOf(counts!) };
  }
}
