import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { EventFollower, Nats, type FollowOptions } from '@edu/messaging';
import { Health, Log } from '@edu/service';
import { Counter, Gauge, Registry } from 'prom-client';

/**
 * Followers of events for what this gateway keeps in memory. Without them it is not ready: a gateway
 * that no longer receives sign-outs would go on accepting their tokens.
 */
@Injectable()
export class Followers implements BeforeApplicationShutdown {
  private readonly followers = new Map<string, EventFollower>();
  private readonly skipped: Counter<'follower'>;

  constructor(
    private readonly nats: Nats,
    private readonly health: Health,
    private readonly log: Log,
    registry: Registry,
  ) {
    const { followers } = this;
    this.skipped = new Counter({
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

  /** Follows until the gateway shuts down. */
  async follow(
    follower: string,
    options: Pick<FollowOptions, 'filter' | 'since' | 'handle'>,
  ): Promise<void> {
    this.skipped.inc({ follower }, 0);
    const started = await EventFollower.start(this.nats, {
      ...options,
      // Neither the message nor the error's text: both may hold what somebody else wrote.
      onSkipped: (subject, error) => {
        this.skipped.inc({ follower });
        this.log.error({ follower, subject, reason: reasonOf(error) }, 'event skipped');
      },
      onInterrupted: (error) =>
        this.log.error({ follower, reason: reasonOf(error) }, 'follower interrupted'),
    });
    this.followers.set(follower, started);
    this.health.require(follower, () =>
      started.following ? Promise.resolve() : Promise.reject(new Error('not following')),
    );
  }

  beforeApplicationShutdown(): void {
    for (const follower of this.followers.values()) follower.stop();
  }
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.name : 'unknown');
