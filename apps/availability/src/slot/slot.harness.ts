import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import type { EventContract, RpcArgs } from '@edu/contract-kit';
import { availabilityRpc } from '@edu/contracts-availability';
import { profileErrors, profileEvents, profileRpc, type Listing } from '@edu/contracts-profile';
import {
  eventually,
  startTestService,
  testActor,
  type TestActor,
  type TestService,
} from '@edu/testing';
import type { z } from 'zod';
import { availabilityService } from '../main.ts';
import { startsIn } from './slot.fixture.ts';

/** Mornings from Monday to Friday. */
export const week: RpcArgs<typeof availabilityRpc.saveMine> = {
  timeZone: 'Africa/Abidjan',
  weekly: [1, 2, 3, 4, 5].map((day) => ({ day, ranges: [{ from: '09:00', to: '12:00' }] })),
  durationsMinutes: [60, 90],
  bufferAfterMinutes: 15,
  policy: 'flexible',
};

/** The service on Monday 23 November 2026 at 8, with a new published tutor for each test. */
export class SlotStage {
  service!: TestService;
  tutor!: TestActor;
  /** What the profile service says of every provider; undefined when nothing is published. */
  listing: { version: number; amount: number; country?: string } | undefined;

  constructor() {
    beforeAll(() => this.open());
    beforeEach(() => this.addTutor());
    afterAll(() => this.service.stop());
  }

  get providerId(): string {
    return this.tutor.userId;
  }

  async addTutor(): Promise<void> {
    this.tutor = await testActor('tutor');
    await this.service.call(availabilityRpc.saveMine, week, { as: this.tutor });
    this.listing = { version: 1, amount: 5_000 };
    await this.publish(profileEvents.published, this.about(1));
  }

  /** Data of the events about the tutor's profile. */
  about(version: number) {
    return { providerId: this.providerId, kind: 'tutor' as const, version };
  }

  /** Publishes an event and waits until it has been handled. @returns its id */
  async publish<E extends EventContract>(event: E, data: z.input<E['data']>, id?: string) {
    const eventId = await this.service.publish(event, data, id);
    await eventually(async () => {
      const find = 'SELECT FROM inbox WHERE message_id = $1';
      expect((await this.service.sql.query(find, [eventId])).rowCount).toBe(1);
    });
    return eventId;
  }

  /** Wednesday 25 November, unless given. */
  slots(changes: Partial<RpcArgs<typeof availabilityRpc.slots>> = {}) {
    const days = { from: '2026-11-25', to: '2026-11-25', zone: 'Africa/Abidjan' };
    const input = { id: this.providerId, ...days, ...changes };
    return this.service.call(availabilityRpc.slots, input);
  }

  quote(startsAt: string, changes: Partial<RpcArgs<typeof availabilityRpc.quote>> = {}) {
    const lesson = { durationMinutes: 60, mode: 'online' as const };
    const input = { providerId: this.providerId, startsAt, ...lesson, ...changes };
    return this.service.call(availabilityRpc.quote, input);
  }

  /** Free starts on Wednesday as `HH:MM`; what is shown is checked to be bookable. */
  async freeTimes(): Promise<string[]> {
    const { days, ...lesson } = await this.slots();
    const starts = startsIn(days, lesson).map((start) => new Date(start).toISOString());
    await Promise.all(starts.map((start) => this.quote(start)));
    return starts.map((start) => start.slice(11, 16));
  }

  private async open(): Promise<void> {
    this.service = await startTestService(availabilityService);
    this.service.clock.set('2026-11-23T08:00:00Z');
    this.service.fake(profileRpc.getListing, ({ id }) => this.published(id));
  }

  /** What the profile service says of a provider. */
  published(providerId: string): Listing {
    if (!this.listing) throw profileErrors.notFound();
    return {
      providerId,
      kind: 'tutor',
      displayName: 'A tutor',
      headline: '',
      bio: '',
      subjects: ['maths'],
      languages: ['fr'],
      modes: ['online'],
      hourlyRate: { amount: this.listing.amount, currency: 'XOF' },
      location: null,
      city: null,
      country: this.listing.country ?? null,
      radiusKm: null,
      photo: null,
      verified: [],
      subjectLevels: [],
      languageLevels: [],
      diplomas: [],
      goals: [],
      slug: providerId,
      introVideo: null,
      version: this.listing.version,
    };
  }
}
