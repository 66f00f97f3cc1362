import { Injectable } from '@nestjs/common';
import type { Currency } from '@edu/contract-kit';
import type { LessonsToCome } from '@edu/contracts-booking';
import { Clock } from '@edu/service';
import { BookingDb } from '../booking.db.ts';
import { COUNT_TO_COME, SUM_TO_COME } from './departure.sql.ts';

/** What providers who think of leaving would call off. */
@Injectable()
export class Departures {
  constructor(
    private readonly db: BookingDb,
    private readonly clock: Clock,
  ) {}

  async preview(providerId: string): Promise<LessonsToCome> {
    const values = { providerId, now: this.clock.now() };
    const [sums, counts] = await Promise.all([
      this.db.query(SUM_TO_COME, values),
      this.db.query(COUNT_TO_COME, values),
    ]);
    const total = (of: 'lessons' | 'paid') => sums.reduce((sum, each) => sum + each[of], 0);
    return {
      ...{ ...counts[0]!, lessons: total('lessons'), paid: total('paid') },
      refunds: sums
        .filter(({ paid }) => paid > 0)
        .map(({ refund, currency }) => ({
          ...{ amount: Number(refund), currency: currency as Currency },
        })),
    };
  }
}
