import { newId, type Problem, type RpcArgs } from '@edu/contract-kit';
import { profileErrors, profileRpc, type Listing } from '@edu/contracts-profile';
import { searchRpc, type Found } from '@edu/contracts-search';
import { startTestService, type TestService } from '@edu/testing';
import { searchService } from '../main.ts';

export type TutorQuery = RpcArgs<typeof searchRpc.tutors>;

export const COCODY = { lat: 5.36, lng: -3.98 };
/** North of Cocody; a degree of latitude is 111.19 km on the sphere. */
export const north = (km: number) => ({ lat: COCODY.lat + km / 111.195, lng: COCODY.lng });

const TRIES = 5;

export const ids = ({ items }: Found) => items.map(({ providerId }) => providerId);

/** The search on real servers, with a profile service that has published what a test says. */
export class ListingHarness {
  readonly profiles = new Map<string, Listing>();
  #service: TestService | undefined;

  async start({ replicas = 1 }: { readonly replicas?: number } = {}): Promise<void> {
    this.#service = await startTestService(searchService, {
      replicas,
      fakes: (fake) => {
        fake(profileRpc.getListing, ({ id }) => this.answer(id));
        fake(profileRpc.listSnapshot, ({ cursor, limit }) => this.#page(cursor, limit));
      },
    });
  }

  get service(): TestService {
    return this.#service!;
  }

  async empty(): Promise<void> {
    this.profiles.clear();
    await this.service.sql.query('TRUNCATE listing, listing_subject, listing_version');
  }

  stop(): Promise<void> | undefined {
    return this.#service?.stop();
  }

  /** What the profile service says of one profile. */
  answer(id: string): Listing {
    const profile = this.profiles.get(id);
    if (!profile) throw profileErrors.notFound();
    return profile;
  }

  /** Publishes a profile. The search knows it after an event or a rebuild. */
  publish(change: Partial<Listing> = {}): Listing {
    const profile: Listing = {
      providerId: newId(),
      kind: 'tutor',
      displayName: 'Awa Koné',
      headline: 'Cours pour le collège et le lycée',
      bio: 'Dix ans d’enseignement, patience et bonne humeur.',
      subjects: ['maths'],
      languages: ['fr'],
      modes: ['online', 'in_person'],
      hourlyRate: { amount: 5_000, currency: 'XOF' },
      location: COCODY,
      city: 'Abidjan',
      country: 'CI',
      radiusKm: 10,
      photo: null,
      verified: [],
      subjectLevels: [],
      languageLevels: [],
      diplomas: [],
      goals: [],
      slug: 'awa-kone',
      introVideo: null,
      version: 1,
      ...change,
    };
    this.profiles.set(profile.providerId, profile);
    return profile;
  }

  /** Brings a projection level with its owner, as a rule that of the profiles. @returns how many were written and removed */
  async rebuild(
    limit = 100,
    projection: 'listing' | 'terms' = 'listing',
  ): Promise<{ written: number; removed: number }> {
    // Listings of the millisecond in which a page is asked for are not removed: their stamps are
    // rounded. By the clock that stamps them two more have passed.
    await this.service.sql.query('SELECT pg_sleep(0.002)');
    const sum = { written: 0, removed: 0 };
    let cursor: string | null = null;
    do {
      const input = { projection, limit, ...(cursor && { cursor }) };
      const page: typeof sum & { nextCursor: string | null } = await patiently(() =>
        this.service.call(searchRpc.rebuild, input),
      );
      sum.written += page.written;
      sum.removed += page.removed;
      cursor = page.nextCursor;
    } while (cursor);
    return sum;
  }

  tutors(query: TutorQuery = {}): Promise<Found> {
    return patiently(() => this.service.call(searchRpc.tutors, query));
  }

  async idsOf(query: TutorQuery): Promise<string[]> {
    return ids(await this.tutors(query));
  }

  #page(cursor: string | undefined, limit: number) {
    const after = cursor ? Buffer.from(cursor, 'hex').toString() : '';
    const rest = [...this.profiles.values()]
      .filter(({ providerId }) => providerId > after)
      .sort((a, b) => (a.providerId < b.providerId ? -1 : 1));
    const items = rest.slice(0, limit);
    const last = items.at(-1)?.providerId ?? '';
    return { items, nextCursor: rest.length > limit ? Buffer.from(last).toString('hex') : null };
  }
}

/** A busy machine may give a call up: nothing was decided, and it is made again, as clients do. */
async function patiently<T>(call: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await call();
    } catch (error) {
      const { status } = error as Problem;
      if (tries === TRIES || (status !== 503 && status !== 504)) throw error;
    }
  }
}
