import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Problem } from '@edu/contract-kit';
import { authErrors } from '@edu/contracts-auth';
import { currentCall } from '@edu/messaging';
import { Clock } from '@edu/service';
import { AuthConfig } from '../app.config.ts';
import { AuthDb } from '../auth.db.ts';
import { AuthSecrets } from '../secrets/auth-secrets.service.ts';
import type { Hit, Limit } from './limits.ts';
import { ThrottleMetrics } from './throttle-metrics.ts';
import { ADD_HITS, REMOVE_HITS, STANDING } from './throttle.sql.ts';

const NO_ACCOUNT = '00000000-0000-0000-0000-000000000000';

/** Hits that were counted together, to be taken back together. */
export interface CountedHits {
  readonly keys: readonly string[];
  readonly at: string;
  /** The limit that had no room, if any; then nothing was counted. */
  readonly full?: Limit;
}

/** Of a network: the account in question has signed in there, somebody has, or nobody. */
export type Standing = 'own' | 'known' | 'strange';

/** Counts what is limited before it is done, and takes back what turned out to be no failure. */
@Injectable()
export class ThrottleService {
  constructor(
    private readonly db: AuthDb,
    private readonly secrets: AuthSecrets,
    private readonly clock: Clock,
    private readonly config: AuthConfig,
    private readonly metrics: ThrottleMetrics,
  ) {}

  /** The network that the call comes from, as it is stored: a keyed hash, which leads back to none. */
  get client(): string | undefined {
    const client = currentCall()?.client;
    if (!client) return undefined;
    return createHmac('sha256', this.secrets.clients).update(client).digest('base64url');
  }

  /**
   * Whether an account has a session that began where this call comes from. For no account it does
   * the same work, so that its duration does not reveal whether there is one.
   */
  async isFamiliar(accountId: string | undefined): Promise<boolean> {
    const session = await this.db.prisma.signInSession.findFirst({
      where: { accountId: accountId ?? NO_ACCOUNT, client: this.client ?? '' },
      select: { id: true },
    });
    return session !== null;
  }

  /** The standing of where this call comes from. For no account it does the same work, as above. */
  async standing(accountId: string | undefined): Promise<Standing> {
    const values = { account: accountId ?? NO_ACCOUNT, client: this.client ?? '' };
    const [found] = await this.db.query(STANDING, values);
    if (found?.own) return 'own';
    return found?.known ? 'known' : 'strange';
  }

  /** Counts all of them, or none when one has no room. */
  async count(hits: readonly Hit[]): Promise<CountedHits> {
    const now = this.clock.now();
    const at = now.toISOString();
    const statement = ADD_HITS[hits.length - 1];
    if (!statement) return { keys: [], at };
    const counted = await this.db.query(statement, {
      keys: hits.map(({ key }) => key),
      max: hits.map(({ limit }) => this.maxOf(limit)),
      seconds: hits.map(({ limit }) => limit.windowS),
      now,
    });
    const keys = counted.map(({ key }) => key);
    const full = hits[keys.length];
    if (!full) return { keys, at };
    await this.takeBack({ keys, at });
    this.metrics.refused(full.limit.name);
    return { keys: [], at, full: full.limit };
  }

  /** A limit had no room for what a statement of its own has counted. */
  refused({ name, windowS }: Limit): Problem {
    this.metrics.refused(name);
    return authErrors.tooManyTries({ retryAfter: windowS });
  }

  private maxOf({ max, ofNetwork }: Limit): number {
    return ofNetwork ? Math.ceil(max * this.config.RATE_LIMIT_FACTOR) : max;
  }

  async takeBack({ keys, at }: CountedHits): Promise<void> {
    if (keys.length > 0) await this.db.query(REMOVE_HITS, { keys, at });
  }
}
