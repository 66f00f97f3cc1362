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
  currencyMissing: {
    status: 400,
    title: {
      en: 'Prices are compared within one currency',
      fr: 'Les prix se comparent dans une seule devise',
    },
    detail: {
      en: 'Give the currency along with minRate, maxRate or sort=price.',
      fr: 'Indiquez la devise avec minRate, maxRate ou sort=price.',
    },
  },
});

const Language = z.string().regex(/^[a-z]{2}$/);

const filters = {
  q: line(100, 0).optional(),
  lang: Language.optional(),
  mode: z.enum(['online', 'in_person']).optional(),
  country: CountryCode.optional(),
  /** Prices are compared within one currency, in minor units. */
  currency: Currency.optional(),
  minRate: z.int().min(0).optional(),
  maxRate: z.int().min(0).optional(),
  ...pageQuery,
};

/** A subject in the words of the reader: `maths`, `Mathématiques` and `mathematics` are one. */
const Term = line(60, 0);
const BestOrPrice = z.enum(['best', 'price']).default('best');

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

export type Hit = z.infer<typeof Hit>;

const FacetCount = z.object({ value: z.string(), count: z.int() });
export const Found = page(Hit).extend({
  /** Counted over the best matches, on the first page only. */
  facets: z.object({ subjects: z.array(FacetCount), languages: z.array(FacetCount) }).nullable(),
});

export type Found = z.infer<typeof Found>;

/** `value` is what the `subject` filter takes; `label` is for people, in their language. */
const Suggestion = FacetCount.extend({ label: z.string() });

export const searchRpc = {
  tutors: defineRpc('rpc.search.tutors.v1', {
    summary: 'Tutors by subject, near a place',
    access: 'public',
    input: z.strictObject({
      ...filters,
      sort: z.enum(['best', 'distance', 'price']).default('best'),
      subject: Term.optional(),
      lat: z.number().min(-90).max(90).optional(),
      lng: z.number().min(-180).max(180).optional(),
      radiusKm: z.number().min(0.5).max(200).default(10),
    }),
    output: Found,
    errors: [searchErrors.placeIncomplete, searchErrors.currencyMissing],
    http: { method: 'GET', path: '/search/tutors' },
  }),
  coaches: defineRpc('rpc.search.coaches.v1', {
    summary: 'Coaches by expertise and language',
    access: 'public',
    input: z.strictObject({ ...filters, sort: BestOrPrice, expertise: Term.optional() }),
    output: Found,
    errors: [searchErrors.currencyMissing],
    http: { method: 'GET', path: '/search/coaches' },
  }),
  mentors: defineRpc('rpc.search.mentors.v1', {
    summary: 'Mentors by domain and language',
    access: 'public',
    input: z.strictObject({ ...filters, sort: BestOrPrice, domain: Term.optional() }),
    output: Found,
    errors: [searchErrors.currencyMissing],
    http: { method: 'GET', path: '/search/mentors' },
  }),
  suggest: defineRpc('rpc.search.suggest.v1', {
    summary: 'Subjects and expertises that begin like the text',
    access: 'public',
    input: z.strictObject({ q: line(60, 1), limit: z.int().min(1).max(20).default(8) }),
    output: z.object({ items: z.array(Suggestion) }),
    http: { method: 'GET', path: '/search/suggest' },
  }),
  /** Repeat with `nextCursor` until it is null. Safe to run at any time, and again. */
  reindex: defineRpc('rpc.search.reindex.v1', {
    summary: 'Take in one page of published profiles anew, and forget what is not published',
    input: z.strictObject(pageQuery),
    output: z.object({
      indexed: z.int(),
      removed: z.int(),
      nextCursor: z.string().nullable(),
    }),
  }),
};

export const searchContract = defineContract({
  service: 'search',
  summary: 'Finding tutors, coaches and mentors',
  rpc: searchRpc,
  events: {},
  errors: searchErrors,
});
