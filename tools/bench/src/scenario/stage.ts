import type { Platform } from '@edu/platform';
import { Dice } from '../seed/dice.ts';
import { entityId } from '../seed/entity-id.ts';
import { FREE_FROM_HOUR, FREE_HOURS, LEARNERS, workday } from '../seed/seed-plan.ts';
import type { ServiceSources } from '../service-sources.ts';
import { AccessTokens } from './access-tokens.ts';

const HOLDS = 3;
const HOUR = 3_600_000;
/** Lessons begin so many workdays from now at the earliest. */
const FIRST_DAY = 3;
const DAYS_PER_HOLD = 14;
/** Spreads consecutive tickets over the providers: shares no divisor with a power of ten. */
const STRIDE = 7_919;

/** A slot that is free, and a learner who may hold it. Each is handed out once. */
export interface Ticket {
  readonly learnerId: string;
  readonly providerId: string;
  /** Of the learner's three. */
  readonly hold: number;
  readonly startsAt: number;
  readonly endsAt: number;
}

/** What every stream of requests draws from. */
export class Stage {
  readonly platform: Platform;
  readonly sources: ServiceSources;
  readonly tokens: AccessTokens;
  readonly listings: number;
  /** Of the benchmark's own server. */
  readonly psql: string;
  readonly dice: Dice;
  #tickets = 0;

  private constructor(options: StageOptions, tokens: AccessTokens) {
    this.platform = options.platform;
    this.sources = options.sources;
    this.listings = options.listings;
    this.psql = options.psql;
    this.dice = new Dice(options.seed);
    this.tokens = tokens;
  }

  static async open(options: StageOptions): Promise<Stage> {
    return new Stage(options, await AccessTokens.open(options.platform, options.sources));
  }

  /** @throws Error when the seeded learners have no more room */
  ticket(): Ticket {
    const number = this.#tickets++;
    const learner = Math.floor(number / HOLDS);
    if (learner >= LEARNERS) {
      throw new Error(
        `${number} bookings are all that ${LEARNERS} learners may hold: less --seconds`,
      );
    }
    const hold = number % HOLDS;
    const days = FIRST_DAY + hold * DAYS_PER_HOLD + this.dice.below(DAYS_PER_HOLD);
    const hour = FREE_FROM_HOUR + (Math.floor(number / this.listings) % FREE_HOURS);
    const startsAt = workday(days, new Date().setUTCHours(0, 0, 0, 0), 1) + hour * HOUR;
    return {
      learnerId: entityId('learner', learner),
      providerId: entityId('provider', (number * STRIDE) % this.listings),
      hold: hold + 1,
      startsAt,
      endsAt: startsAt + HOUR,
    };
  }

  provider(): string {
    return entityId('provider', this.dice.below(this.listings));
  }
}

export interface StageOptions {
  readonly platform: Platform;
  readonly sources: ServiceSources;
  readonly listings: number;
  readonly psql: string;
  readonly seed: number;
}
