import {
  CountryCode,
  Currency,
  defineContract,
  defineErrors,
  defineRpc,
  GeoPoint,
  Id,
  line,
  Money,
  page,
  pageQuery,
  PROVIDER_ROLES,
  Slug,
} from '@edu/contract-kit';
import { z } from 'zod';

export const searchErrors = defineErrors('search', {
  placeIncomplete: {
    status: 400,
    title: {
      en: 'A place needs both lat and lng',
      fr: 'Un lieu exige lat et lng',
    },
  },
});

const Language = z.string().regex(/^[a-z]{2}$/);

const filters = {
  q: line(100).optional(),
  lang: Language.optional(),
  mode: z.enum(['online', 'in_person']).optional(),
  country: CountryCode.optional(),
  /** Prices are compared within one currency, in minor units. */
  currency: Currency.optional(),
  minRate: z.int().min(0).optional(),
  maxRate: z.int().min(0).optional(),
  sort: z.enum(['best', 'distance', 'price']).default('best'),
  ...pageQuery,
};

export const Hit = z.object({
  providerId: Id,
  kind: z.enum(PROVIDER_ROLES),
  displayName: z.string(),
  headline: z.string(),
  subjects: z.array(z.string()),
  languages: z.array(z.string()),
  modes: z.array(z.enum(['online', 'in_person'])),
  hourlyRate: Money,
  /** 0 to 5; null without reviews. */
  rating: z.number().nullable(),
  reviewCount: z.int(),
  city: z.string().nullable(),
  country: z.string().nullable(),
  /** Rounded to about a kilometre. */
  location: GeoPoint.nullable(),
  /** From the place asked for, when one was. */
  distanceKm: z.number().nullable(),
});

const FacetCount = z.object({ value: z.string(), count: z.int() });
const Found = page(Hit).extend({
  /** Counted over the best matches, on the first page only. */
  facets: z.object({ subjects: z.array(FacetCount), languages: z.array(FacetCount) }).nullable(),
});

export const searchRpc = {
  tutors: defineRpc('rpc.search.tutors.v1', {
    summary: 'Tutors by subject, near a place',
    access: 'public',
    input: z.strictObject({
      ...filters,
      subject: Slug.optional(),
      lat: z.number().min(-90).max(90).optional(),
      lng: z.number().min(-180).max(180).optional(),
      radiusKm: z.number().min(0.5).max(200).default(10),
    }),
    output: Found,
    errors: [searchErrors.placeIncomplete],
    http: { method: 'GET', path: '/search/tutors' },
  }),
  coaches: defineRpc('rpc.search.coaches.v1', {
    summary: 'Coaches by expertise and language',
    access: 'public',
    input: z.strictObject({ ...filters, expertise: Slug.optional() }),
    output: Found,
    http: { method: 'GET', path: '/search/coaches' },
  }),
  mentors: defineRpc('rpc.search.mentors.v1', {
    summary: 'Mentors by domain and language',
    access: 'public',
    input: z.strictObject({ ...filters, domain: Slug.optional() }),
    output: Found,
    http: { method: 'GET', path: '/search/mentors' },
  }),
  suggest: defineRpc('rpc.search.suggest.v1', {
    summary: 'Subjects and expertises that begin like the text',
    access: 'public',
    input: z.strictObject({ q: line(60, 1), limit: z.int().min(1).max(20).default(8) }),
    output: z.object({ items: z.array(FacetCount) }),
    http: { method: 'GET', path: '/search/suggest' },
  }),
};

export const searchContract = defineContract({
  service: 'search',
  summary: 'Finding tutors, coaches and mentors',
  rpc: searchRpc,
  events: {},
  errors: searchErrors,
});
