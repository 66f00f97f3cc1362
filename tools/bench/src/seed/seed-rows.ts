import { LEVELS } from '@edu/contract-kit';
import type { ServiceSources } from '../service-sources.ts';
import { Dice } from './dice.ts';
import { emailOf, entityId } from './entity-id.ts';
import { bookingsOf, LEARNERS } from './seed-plan.ts';
import { BIO_WORDS, FAMILY_NAMES, GIVEN_NAMES } from './seed-words.ts';

/** One table's rows as COPY takes them. */
export interface SeedTable {
  /** With its columns: `search.listing (provider_id, …)`. */
  readonly target: string;
  rows(): Iterable<readonly unknown[]>;
}

export interface SeedOptions {
  readonly listings: number;
  readonly seed: number;
  readonly anchor: number;
  readonly sources: ServiceSources;
}

const KINDS = [
  'tutor',
  'tutor',
  'tutor',
  'tutor',
  'tutor',
  'tutor',
  'tutor',
  'tutor',
  'coach',
  'mentor',
];
/** Everybody teaches online, so that every slot can be booked without asking. */
const MODES = [['online', 'in_person'], ['online', 'in_person'], ['online']];
const LANGUAGES = [['fr'], ['fr', 'en'], ['fr', 'en'], ['en']];
const RATES: Readonly<Record<string, number>> = { XOF: 5_000, XAF: 5_000, EUR: 2_500, CAD: 3_500 };
const POLICIES = ['flexible', 'moderate', 'strict'];
/** Characters of a usual text about oneself. */
const BIO_LENGTH = 350;

/** A provider as all services know them. */
interface SeedProvider {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly bio: string;
  readonly headline: string;
  readonly subjects: readonly string[];
  readonly languages: readonly string[];
  readonly modes: readonly string[];
  readonly levels: readonly string[];
  readonly rate: { readonly amount: number; readonly currency: string };
  readonly city: ReturnType<Dice['city']>;
  readonly point: { readonly lat: number; readonly lng: number };
  readonly rating: number | null;
}

/** Every table that the measured paths read, in an order in which they may be filled. */
export function seedTables(options: SeedOptions): SeedTable[] {
  const { listings, seed, anchor, sources } = options;
  const slugs = sources.CATALOGUE.map(({ slug }) => slug);
  const labels = new Map(sources.CATALOGUE.map(({ slug, fr }) => [slug, fr]));

  function provider(index: number): SeedProvider {
    const dice = new Dice(seed + index);
    const city = dice.city();
    const subjects = [...new Set([dice.zipf(slugs), dice.zipf(slugs), dice.zipf(slugs)])];
    let bio = '';
    while (bio.length < BIO_LENGTH * (0.5 + dice.random())) bio += `${dice.zipf(BIO_WORDS)} `;
    const usual = RATES[city.currency]!;
    const kind = dice.pick(KINDS);
    return {
      id: entityId('provider', index),
      kind,
      name: `${dice.pick(GIVEN_NAMES)} ${dice.pick(FAMILY_NAMES)}`,
      bio: bio.trimEnd(),
      headline: `${labels.get(subjects[0]!)}, ${dice.pick(BIO_WORDS)} ${dice.pick(BIO_WORDS)}`,
      subjects,
      languages: dice.pick(LANGUAGES),
      modes: dice.pick(MODES),
      rate: { amount: usual * (1 + dice.below(6)), currency: city.currency },
      city,
      point: dice.near(city),
      levels: kind === 'tutor' ? sources.levelTags(levelsOf(subjects, index)) : [],
      rating: dice.random() < 0.3 ? 3 + dice.below(20) / 10 : null,
    };
  }

  function* eachProvider<T>(row: (provider: SeedProvider, index: number) => T): Iterable<T> {
    for (let index = 0; index < listings; index++) yield row(provider(index), index);
  }

  function* eachBooking<T>(row: (booking: ReturnType<typeof bookingsOf>[number]) => T | undefined) {
    for (let index = 0; index < listings; index++) {
      for (const booking of bookingsOf(index, anchor)) {
        const made = row(booking);
        if (made) yield made;
      }
    }
  }

  return [
    {
      target: `search.listing (provider_id, kind, display_name, slug, headline, bio, subjects, keywords,
        languages, modes, levels, rate_amount, rate_currency, city, country, location, radius_km,
        rating, review_count, booking_mode, score)`,
      rows: () =>
        eachProvider((p, index) => [
          ...[p.id, p.kind, p.name, `person-${index}`, p.headline, p.bio, p.subjects],
          ...[sources.subjectKeywords(p.subjects), p.languages, p.modes, p.levels],
          ...[p.rate.amount, p.rate.currency, p.city.name, p.city.country],
          `SRID=4326;POINT(${p.point.lng} ${p.point.lat})`,
          ...[
            p.modes.includes('in_person') ? 15 : null,
            p.rating,
            p.rating === null ? 0 : 7,
            'instant',
          ],
          sources.scoreOf(p),
        ]),
    },
    {
      target: 'search.listing_subject (provider_id, subject, kind, score)',
      rows: function* () {
        for (const rows of eachProvider((p) =>
          p.subjects.map((subject) => [p.id, subject, p.kind, sources.scoreOf(p)]),
        )) {
          yield* rows;
        }
      },
    },
    {
      target: 'search.listing_version (provider_id, version, terms_version, booking_mode)',
      rows: () => range(listings, (index) => [entityId('provider', index), 1, 1, 'instant']),
    },
    {
      target: 'availability.schedule (provider_id, rules)',
      rows: () => eachProvider((p, index) => [p.id, JSON.stringify(rulesOf(p.city, index))]),
    },
    {
      target: `availability.offer (provider_id, version, published, modes, rate_amount,
        rate_currency)`,
      rows: () => eachProvider((p) => [p.id, 1, true, p.modes, p.rate.amount, p.rate.currency]),
    },
    {
      target: `availability.booked_time (booking_id, provider_id, busy_from, busy_until, freed,
        version)`,
      rows: () =>
        eachBooking((b) => [b.id, b.providerId, iso(b.startsAt), iso(b.endsAt), false, 2]),
    },
    {
      target: `booking.booking (id, learner_id, provider_id, state, mode, starts_at, ends_at,
        busy_from, busy_until, price_amount, price_currency, zone, policy, payment_id, version)`,
      rows: () =>
        eachBooking((b) => [
          ...[b.id, b.learnerId, b.providerId, b.ahead ? 'confirmed' : 'completed', 'online'],
          ...[iso(b.startsAt), iso(b.endsAt), iso(b.startsAt), iso(b.endsAt)],
          ...[5_000, 'XOF', 'Africa/Abidjan', '{}', b.id, 2],
        ]),
    },
    {
      target: 'booking.booking_transition (booking_id, from_state, to_state, actor, reason)',
      rows: () => eachBooking((b) => [b.id, 'pending', 'confirmed', 'payment', 'paid']),
    },
    {
      target: `session.room (booking_id, learner_id, provider_id, mode, starts_at, ends_at, state,
        version, decided_for)`,
      rows: () =>
        eachBooking((b) => [
          ...[b.id, b.learnerId, b.providerId, 'online', iso(b.startsAt), iso(b.endsAt)],
          ...['open', 2, b.ahead ? null : iso(b.startsAt)],
        ]),
    },
    {
      // Null: auth sends no contacts to notification, which would be load beside the measured one.
      target: 'auth.account (id, roles, display_name, locale, email, contact_due_at)',
      rows: () => eachPerson(accountOf),
    },
    {
      target: 'notification.contact (user_id, version, first_name, email, locale)',
      rows: () => eachPerson(contactOf),
    },
  ];

  function* eachPerson(row: (kind: PersonKind, index: number) => readonly unknown[]) {
    yield* range(LEARNERS, (index) => row('learner', index));
    yield* range(listings, (index) => row('provider', index));
  }
}

/** Two levels that lie beside one another for each subject. */
function levelsOf(subjects: readonly string[], index: number) {
  return subjects.map((subject, at) => {
    const first = (index + at) % (LEVELS.length - 1);
    return { subject, levels: LEVELS.slice(first, first + 2) };
  });
}

type PersonKind = 'learner' | 'provider';

function accountOf(kind: PersonKind, index: number): readonly unknown[] {
  const role = kind === 'learner' ? 'student' : 'tutor';
  return [entityId(kind, index), [role], `Person ${index}`, 'fr', emailOf(kind, index), null];
}

function contactOf(kind: PersonKind, index: number): readonly unknown[] {
  return [entityId(kind, index), 1, `Person ${index}`, emailOf(kind, index), 'fr'];
}

/** Monday to Saturday, long days: the hours of the seeded lessons and those that are booked. */
export function rulesOf({ timeZone }: { readonly timeZone: string }, index: number) {
  return {
    timeZone,
    weekly: [1, 2, 3, 4, 5, 6].map((day) => ({ day, ranges: [{ from: '07:00', to: '21:00' }] })),
    exceptions: [],
    durationsMinutes: [60],
    stepMinutes: 30,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    noticeMinutes: 120,
    horizonDays: 90,
    policy: POLICIES[index % POLICIES.length],
  };
}

function* range<T>(count: number, row: (index: number) => T): Iterable<T> {
  for (let index = 0; index < count; index++) yield row(index);
}

const iso = (at: number) => new Date(at).toISOString();
