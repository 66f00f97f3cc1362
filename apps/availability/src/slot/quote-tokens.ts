import { Injectable } from '@nestjs/common';
import {
  QUOTE_LIFE_MS,
  type QuoteTerms,
  type QuoteToken,
  type Schedule,
} from '@edu/contracts-availability';
import { Seal } from '@edu/identity';
import { AvailabilityConfig } from '../app.config.ts';
import { MINUTE } from './zone.domain.ts';

interface Basis {
  readonly request: QuoteToken['request'];
  readonly schedule: Pick<Schedule, 'version' | 'noticeMinutes'>;
  readonly profileVersion: number;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Seals quotes, so that booking need not ask for what was said a moment ago. */
@Injectable()
export class QuoteTokens {
  readonly #seal: Seal;

  constructor(config: AvailabilityConfig) {
    this.#seal = new Seal(config.QUOTE_SECRET);
  }

  /**
   * It counts until the notice of the slot begins, at most. Within one minute it is the same for the
   * same quote, so that a client which has the answer is not sent it again.
   */
  of(quote: QuoteTerms, { request, schedule, profileVersion, now }: Basis): string {
    const bookableUntil = Date.parse(quote.startsAt) - schedule.noticeMinutes * MINUTE;
    const until = Math.min(Math.floor(now / MINUTE) * MINUTE + QUOTE_LIFE_MS, bookableUntil);
    const scheduleVersion = schedule.version;
    return this.#seal.close({
      ...{ request, quote, scheduleVersion, profileVersion, until },
    } satisfies QuoteToken);
  }
}
