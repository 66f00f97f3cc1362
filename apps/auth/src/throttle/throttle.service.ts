import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { currentCall } from '@edu/messaging';
import { Clock } from '@edu/service';
import { AuthDb } from '../auth.db.ts';
import { AuthSecrets } from '../secrets/auth-secrets.service.ts';
import type { Hit, Limit } from './limits.ts';
import { ADD_HIT, REMOVE_HITS } from './throttle.sql.ts';

/** Hits that were counted together, to be taken back together. */
export interface CountedHits {
  readonly keys: readonly string[];
  readonly at: string;
  /** The limit that had no room, if any; then nothing was counted. */
  readonly full?: Limit;
}

/** Counts what is limited before it is done, and takes back what turned out to be no failure. */
@Injectable()
export class ThrottleService {
  constructor(
    private readonly db: AuthDb,
    private readonly secrets: AuthSecrets,
    private readonly clock: Clock,
  ) {}

  /** The network that the call comes from, as it is stored: a keyed hash, which leads back to none. */
  get client(): string | undefined {
    const client = currentCall()?.client;
    if (!client) return undefined;
    return createHmac('sha256', this.secrets.clients).update(client).digest('base64url');
  }

  /** Counts all of them, or none when one has no room. */
  async count(hits: readonly Hit[]): Promise<CountedHits> {
    const at = this.clock.now().toISOString();
    const keys: string[] = [];
    for (const { key, limit } of hits) {
      const counted = await this.db.query(ADD_HIT, [key, at, limit.max, limit.windowS]);
      if (counted.length === 0) {
        await this.takeBack({ keys, at });
        return { keys: [], at, full: limit };
      }
      keys.push(key);
    }
    return { keys, at };
  }

  async takeBack({ keys, at }: CountedHits): Promise<void> {
    if (keys.length > 0) await this.db.query(REMOVE_HITS, [keys, at]);
  }
}
