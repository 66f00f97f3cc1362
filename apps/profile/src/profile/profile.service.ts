import { Injectable } from '@nestjs/common';
import { LEVELS, platformErrors, type Actor, type RpcInput } from '@edu/contract-kit';
import {
  profileErrors,
  profileEvents,
  type Profile,
  type profileRpc,
} from '@edu/contracts-profile';
import { Clock } from '@edu/service';
import type { Profile as ProfileRow } from '../generated/prisma/client.ts';
import { ProfileDb, type ProfileTx } from '../profile.db.ts';
import { isSuspended } from '../standing/standing.queries.ts';
import { kindOf, missingFields, unique } from './profile.domain.ts';
import { SlugService } from '../slug/slug.service.ts';
import { ProfileQueries } from './profile.queries.ts';
import { toProfile } from './profile.row.ts';

type SaveInput = RpcInput<typeof profileRpc.saveMine>;
type ProfileEvent = (typeof profileEvents)[keyof typeof profileEvents];

@Injectable()
export class ProfileService {
  constructor(
    private readonly db: ProfileDb,
    private readonly queries: ProfileQueries,
    private readonly slugs: SlugService,
    private readonly clock: Clock,
  ) {}

  /**
   * Replaces the actor's profile as a whole. A published one stays published, so it must stay
   * complete. @throws profile.incomplete
   */
  async save(input: SaveInput, { userId, roles }: Actor): Promise<Profile> {
    const content = this.content(input, roles);
    return this.db.tx(async (tx) => {
      // One statement, INSERT … ON CONFLICT: saves at the same time queue, and each gets a version.
      const saved = await tx.prisma.profile.upsert({
        where: { providerId: userId },
        create: { providerId: userId, ...content },
        update: { ...content, version: { increment: 1 } },
      });
      if (saved.state !== 'published') return toProfile(saved);
      requireComplete(saved);
      const row = await this.slugs.keep(tx, saved);
      await emit(tx, profileEvents.updated, row);
      return toProfile(row);
    });
  }

  /** @throws profile.not_found, profile.suspended, profile.incomplete */
  async publish(providerId: string): Promise<Profile> {
    return this.db.tx(async (tx) => {
      const row = await this.queries.lock(tx, providerId);
      if (await isSuspended(tx, providerId)) throw profileErrors.suspended();
      requireComplete(row);
      return this.moveTo(tx, await this.slugs.keep(tx, row), 'published', profileEvents.published);
    });
  }

  /** Nobody finds or books the provider, whose lessons stand. @throws profile.not_found */
  async pause(providerId: string): Promise<Profile> {
    return this.db.tx(async (tx) => {
      const row = await this.queries.lock(tx, providerId);
      if (row.state !== 'published') return toProfile(row);
      return this.moveTo(tx, row, 'paused', profileEvents.unpublished);
    });
  }

  /** The provider leaves: all lessons to come are called off. @throws profile.not_found */
  async unpublish(providerId: string): Promise<Profile> {
    return this.db.tx(async (tx) => {
      const row = await this.queries.lock(tx, providerId);
      return this.moveTo(tx, row, 'draft', profileEvents.unpublished, { callsOff: true });
    });
  }

  /**
   * Shows another picture, or none. @param photo null for none
   *
   * @returns the picture of before, and the profile
   * @throws profile.not_found
   */
  async setPhoto(
    tx: ProfileTx,
    providerId: string,
    photo: string | null,
  ): Promise<{ before: string | null; profile: Profile }> {
    const before = await this.queries.lock(tx, providerId);
    if (before.photo === photo) return { before: null, profile: toProfile(before) };
    const row = await tx.prisma.profile.update({
      where: { providerId },
      data: { photo, version: { increment: 1 }, updatedAt: this.clock.now() },
    });
    if (row.state === 'published') await emit(tx, profileEvents.updated, row);
    return { before: before.photo, profile: toProfile(row) };
  }

  /**
   * Shows what was checked of the person.
   *
   * @param ask asked once the profile is locked: of two changes the later sees the earlier
   * @param isNews it is a new version even if nothing else is shown
   * @returns what counts, and the version of the profile that shows it; null when it was erased
   */
  async setVerified<T extends { readonly check: string }>(
    tx: ProfileTx,
    providerId: string,
    ask: () => Promise<T[]>,
    { isNews }: { readonly isNews: boolean },
  ): Promise<{ counting: T[]; version: number } | null> {
    const before = await this.queries.findLocked(tx, providerId);
    if (!before) return null;
    const counting = await ask();
    const verified = counting.map(({ check }) => check);
    if (!isNews && before.verified.join() === verified.join()) {
      return { counting, version: before.version };
    }
    const row = await tx.prisma.profile.update({
      where: { providerId },
      data: { verified, version: { increment: 1 }, updatedAt: this.clock.now() },
    });
    if (row.state === 'published') await emit(tx, profileEvents.updated, row);
    return { counting, version: row.version };
  }

  /** Takes a profile out of sight, whether or not there is one. */
  async hide(tx: ProfileTx, providerId: string): Promise<void> {
    const row = await this.queries.findLocked(tx, providerId);
    if (row) await this.moveTo(tx, row, 'draft', profileEvents.unpublished);
  }

  /** A profile that is there already stays as it is, so that a repeated call emits no second event. */
  private async moveTo(
    tx: ProfileTx,
    before: ProfileRow,
    state: Profile['state'],
    event: ProfileEvent,
    more: { readonly callsOff?: boolean } = {},
  ): Promise<Profile> {
    if (before.state === state) return toProfile(before);
    const row = await tx.prisma.profile.update({
      where: { providerId: before.providerId },
      data: { state, version: { increment: 1 }, updatedAt: this.clock.now() },
    });
    await emit(tx, event, row, more);
    return toProfile(row);
  }

  private content(input: SaveInput, roles: Actor['roles']) {
    const kind = kindOf(roles);
    if (!kind) throw platformErrors.forbidden();
    return {
      kind,
      displayName: input.displayName,
      headline: input.headline ?? null,
      bio: input.bio ?? null,
      subjects: unique(input.subjects),
      languages: unique(input.languages),
      modes: unique(input.modes),
      rateAmount: input.hourlyRate ? BigInt(input.hourlyRate.amount) : null,
      rateCurrency: input.hourlyRate?.currency ?? null,
      lat: input.location?.lat ?? null,
      lng: input.location?.lng ?? null,
      city: input.city ?? null,
      country: input.country ?? null,
      radiusKm: input.radiusKm ?? null,
      subjectLevels: input.subjectLevels.map(({ subject, levels }) => ({
        subject,
        levels: LEVELS.filter((level) => levels.includes(level)),
      })),
      languageLevels: input.languageLevels,
      diplomas: input.diplomas,
      goals: unique(input.goals),
      introVideo: input.introVideo ?? null,
      updatedAt: this.clock.now(),
    };
  }
}

function requireComplete(row: ProfileRow): void {
  const errors = missingFields(toProfile(row));
  if (errors.length > 0) throw profileErrors.incomplete({ errors });
}

async function emit(
  tx: ProfileTx,
  event: ProfileEvent,
  row: ProfileRow,
  more: { readonly callsOff?: boolean } = {},
): Promise<void> {
  const { kind, providerId, version } = toProfile(row);
  await tx.emit(event, { providerId, kind, version, ...more });
}
