import {
  CountryCode,
  type Currency,
  defineContract,
  defineErrors,
  defineEvent,
  defineRpc,
  Empty,
  GeoPoint,
  Id,
  Instant,
  line,
  Money,
  page,
  pageQuery,
  PROVIDER_ROLES,
  Slug,
  text,
} from '@edu/contract-kit';
import { z } from 'zod';

export const profileErrors = defineErrors('profile', {
  notFound: { status: 404, title: { en: 'No such profile', fr: 'Profil introuvable' } },
  incomplete: {
    status: 422,
    title: {
      en: 'The profile is not complete enough to be published',
      fr: 'Le profil n’est pas assez complet pour être publié',
    },
    detail: { en: 'Fill in the listed fields.', fr: 'Complétez les champs indiqués.' },
  },
});

export const LessonMode = z.enum(['online', 'in_person']);
/** ISO 639-1. */
const Language = z.string().regex(/^[a-z]{2}$/);

/** Sane prices of an hour in minor units, both ends included: a slip of a digit is caught here. */
export const HOURLY_RATE_BOUNDS: Readonly<Record<Currency, { min: number; max: number }>> = {
  XOF: { min: 500, max: 500_000 },
  XAF: { min: 500, max: 500_000 },
  EUR: { min: 300, max: 50_000 },
  CAD: { min: 300, max: 50_000 },
  USD: { min: 300, max: 50_000 },
};

const HourlyRate = Money.refine(isSaneRate, {
  path: ['amount'],
  error: ({ input }) => {
    const { currency } = input as Money;
    const { min, max } = HOURLY_RATE_BOUNDS[currency];
    return `expected between ${min} and ${max} minor units of ${currency}`;
  },
});

function isSaneRate({ amount, currency }: Money): boolean {
  const { min, max } = HOURLY_RATE_BOUNDS[currency];
  return amount >= min && amount <= max;
}

const draft = {
  displayName: line(80),
  headline: line(120).optional(),
  bio: text(4_000).optional(),
  /** What a tutor teaches, a coach's expertises, a mentor's domains. */
  subjects: z.array(Slug).max(20).default([]),
  languages: z.array(Language).max(10).default([]),
  modes: z.array(LessonMode).max(2).default(['online']),
  hourlyRate: HourlyRate.optional(),
  /** Where a tutor starts from; the public sees it rounded to about a kilometre. */
  location: GeoPoint.optional(),
  city: line(80).optional(),
  country: CountryCode.optional(),
  /** How far a tutor travels. */
  radiusKm: z.int().min(1).max(100).optional(),
};

export const Profile = z.object({
  ...z.object(draft).partial().shape,
  providerId: Id,
  kind: z.enum(PROVIDER_ROLES),
  displayName: z.string(),
  subjects: z.array(z.string()),
  languages: z.array(z.string()),
  modes: z.array(LessonMode),
  state: z.enum(['draft', 'published']),
  version: z.int(),
  updatedAt: Instant,
});

export type Profile = z.infer<typeof Profile>;

/** What everybody may see of a published profile. */
export const Listing = z.object({
  providerId: Id,
  kind: z.enum(PROVIDER_ROLES),
  displayName: z.string(),
  headline: z.string(),
  bio: z.string(),
  subjects: z.array(z.string()),
  languages: z.array(z.string()),
  modes: z.array(LessonMode),
  hourlyRate: Money,
  location: GeoPoint.nullable(),
  city: z.string().nullable(),
  country: z.string().nullable(),
  radiusKm: z.int().nullable(),
  version: z.int(),
});
export type Listing = z.infer<typeof Listing>;

export const profileRpc = {
  getMine: defineRpc('rpc.profile.get_mine.v1', {
    summary: 'My provider profile',
    access: PROVIDER_ROLES,
    input: Empty,
    output: Profile,
    errors: [profileErrors.notFound],
    http: { method: 'GET', path: '/me/profile' },
  }),
  saveMine: defineRpc('rpc.profile.save_mine.v1', {
    summary: 'Write my provider profile',
    description: 'A published profile stays published; the listing follows within seconds.',
    access: PROVIDER_ROLES,
    input: z.strictObject(draft),
    output: Profile,
    errors: [profileErrors.incomplete],
    http: { method: 'PUT', path: '/me/profile' },
  }),
  publish: defineRpc('rpc.profile.publish.v1', {
    summary: 'Show my profile in the search',
    access: PROVIDER_ROLES,
    input: Empty,
    output: Profile,
    errors: [profileErrors.notFound, profileErrors.incomplete],
    http: { method: 'POST', path: '/me/profile/publish' },
  }),
  unpublish: defineRpc('rpc.profile.unpublish.v1', {
    summary: 'Take my profile out of the search',
    access: PROVIDER_ROLES,
    input: Empty,
    output: Profile,
    errors: [profileErrors.notFound],
    http: { method: 'POST', path: '/me/profile/unpublish' },
  }),
  /** Also what the projections of other services are made of. */
  getListing: defineRpc('rpc.profile.get_listing.v1', {
    summary: 'A published profile',
    access: 'public',
    input: z.strictObject({ id: Id }),
    output: Listing,
    errors: [profileErrors.notFound],
    http: { method: 'GET', path: '/profiles/{id}' },
  }),
  /** For rebuilding a projection; ordered by provider id. */
  listPublished: defineRpc('rpc.profile.list_published.v1', {
    summary: 'Every published profile',
    input: z.strictObject(pageQuery),
    output: page(Listing),
  }),
};

const about = { providerId: Id, kind: z.enum(PROVIDER_ROLES), version: z.int() };

export const profileEvents = {
  published: defineEvent('evt.profile.published.v1', {
    summary: 'A profile may be found from now on',
    aggregate: 'providerId',
    data: z.object(about),
  }),
  updated: defineEvent('evt.profile.updated.v1', {
    summary: 'A published profile changed',
    aggregate: 'providerId',
    data: z.object(about),
  }),
  unpublished: defineEvent('evt.profile.unpublished.v1', {
    summary: 'A profile is not to be found any more',
    aggregate: 'providerId',
    data: z.object(about),
  }),
};

export const profileContract = defineContract({
  service: 'profile',
  summary: 'Profiles of tutors, coaches and mentors',
  rpc: profileRpc,
  events: profileEvents,
  errors: profileErrors,
});
