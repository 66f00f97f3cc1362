import { EventFollower, type FollowOptions, type Nats } from '@edu/messaging';
import { Counter, Gauge, type Registry } from 'prom-client';
import type { Health } from './health.ts';
import type { Log } from './log.ts';

/**
 * Followers of events for what a process keeps in memory. Without them it is not ready: one that no
 * longer receives sign-outs would go on accepting their tokens.
 */
export class Followers {
  readonly #followers = new Map<string, EventFollower>();
  readonly #nats: Nats;
  readonly #health: Health;
  readonly #log: Log;
  readonly #skipped: Counter<'follower'>;

  constructor(nats: Nats, health: Health, log: Log, registry: Registry) {
    this.#nats = nats;
    this.#health = health;
    this.#log = log;
    const followers = this.#followers;
    this.#skipped = new Counter({
      name: 'edu_follower_skipped_total',
      help: 'Messages that a follower could not read and skipped',
      labelNames: ['follower'],
      registers: [registry],
    });
    new Gauge({
      name: 'edu_follower_up',
      help: 'Whether a follower of events has a consumer that delivers',
      labelNames: ['follower'],
      registers: [registry],
      collect() {
        for (const [follower, { following }] of followers) this.set({ follower }, +following);
      },
    });
  }

  /** Follows until `stop`. @returns whether it does just now */
  async follow(
    follower: string,
    options: Pick<FollowOptions, 'filter' | 'since' | 'handle'>,
  ): Promise<Pick<EventFollower, 'following'>> {
    this.#skipped.inc({ follower }, 0);
    const started = await EventFollower.start(this.#nats, {
      ...options,
      // Neither the message nor the error's text: both may hold what somebody else wrote.
      onSkipped: (subject, error) => {
        this.#skipped.inc({ follower });
        this.#log.error({ follower, subject, reason: reasonOf(error) }, 'event skipped');
      },
      onInterrupted: (error) =>
        this.#log.error({ follower, reason: reasonOf(error) }, 'follower interrupted'),
    });
    this.#followers.set(follower, started);
    this.#health.require(follower, () =>
      started.following ? Promise.resolve() : Promise.reject(new Error('not following')),
    );
    return started;
  }

  stop(): void {
    for (const follower of this.#followers.values()) follower.stop();
  }
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.name : 'unknown');
