import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { readEvent } from '@edu/contract-kit';
import { availabilityEvents, type QuoteToken } from '@edu/contracts-availability';
import { profileEvents } from '@edu/contracts-profile';
import type { EventFollower } from '@edu/messaging';
import { Clock, Followers } from '@edu/service';
import { OfferingChanges } from './offering-changes.ts';

const { published, updated, unpublished } = profileEvents;
const SOURCES = [
  { follower: 'schedules', event: availabilityEvents.changed, version: 'scheduleVersion' },
  { follower: 'published-profiles', event: published, version: 'profileVersion' },
  { follower: 'updated-profiles', event: updated, version: 'profileVersion' },
  { follower: 'withdrawn-profiles', event: unpublished, version: 'profileVersion' },
] as const;

/** Keeps in memory which schedules and profiles changed lately. */
@Injectable()
export class OfferingFollower implements OnApplicationBootstrap {
  readonly #followers: Followers;
  readonly #changes: OfferingChanges;
  readonly #following: Pick<EventFollower, 'following'>[] = [];

  constructor(followers: Followers, clock: Clock) {
    this.#followers = followers;
    this.#changes = new OfferingChanges(() => clock.now().getTime());
  }

  async onApplicationBootstrap(): Promise<void> {
    for (const { follower, event, version } of SOURCES) {
      const following = await this.#followers.follow(follower, {
        filter: event.subject,
        since: this.#changes.since,
        handle: (_subject, { data }) => {
          const changed = readEvent(event, data);
          this.#changes.add(changed.providerId, { [version]: changed.version });
        },
      });
      this.#following.push(following);
    }
  }

  /** Whether changes are read, and none of what the quote was made from is known. */
  isCurrent({ quote, ...basis }: QuoteToken): boolean {
    const { length } = this.#following.filter(({ following }) => following);
    return length === SOURCES.length && !this.#changes.isOutdated(quote.providerId, basis);
  }
}
