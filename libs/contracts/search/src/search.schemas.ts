import {
  CountryCode,
  Currency,
  GeoPoint,
  Id,
  KycCheckName,
  LanguageCode,
  LessonMode,
  LevelName,
  LevelShown,
  line,
  Money,
  page,
  pageQuery,
  Photo,
  ProviderRole,
  VerifiedCheck,
} from '@edu/contract-kit';
import { BookingMode, Trial } from '@edu/contracts-availability';
import { z } from 'zod';

const filters = {
  q: line(100, 0)
    .optional()
    .meta({
      description:
        'Words to find, all of them; none is an operator. A text that names a subject finds who ' +
        'offers it, and whoever mentions the words only when those do not fill a page. Blank is absent.',
      examples: ['algèbre'],
    }),
  lang: LanguageCode.optional().describe('Only who gives lessons in this language (ISO 639).'),
  mode: LessonMode.optional().describe('Only who gives lessons this way.'),
  country: CountryCode.optional().describe('Only who lives in this country (ISO 3166-1 alpha-2).'),
  verified: KycCheckName.optional().describe('Only who has had this checked.'),
  bookingMode: BookingMode.optional().meta({
    description: 'Only who is booked this way: `instant` for a lesson that is held at once.',
    examples: ['instant'],
  }),
  currency: Currency.optional().describe(
    'Prices are compared within one currency: needed along with `minRate`, `maxRate` or `sort=price`.',
  ),
  minRate: z.int().min(0).optional().describe('Lowest price of an hour, minor units.'),
  maxRate: z.int().min(0).optional().describe('Highest price of an hour, minor units.'),
  ...pageQuery,
};

const term = (what: string) =>
  line(60, 0)
    .optional()
    .meta({
      description: `${what} in the words of the reader: \`maths\`, \`Mathématiques\` and \`mathematics\` are one. Blank is absent.`,
      examples: ['maths'],
    });
const BestOrPrice = z
  .enum(['best', 'price'])
  .meta({
    id: 'SearchOrder',
    description: '`best`: what fits best first; `price`: the cheapest first.',
  })
  .default('best');

export const SearchTutors = z
  .strictObject({
    ...filters,
    sort: z
      .enum(['best', 'distance', 'price'])
      .meta({
        id: 'TutorSearchOrder',
        description:
          '`best`: what fits best first; `distance`: the nearest first; `price`: the cheapest first.',
      })
      .default('best'),
    subject: term('A subject'),
    level: LevelName.optional().describe(
      'Only who teaches at this level: the subject, where one is asked for or named by `q`, else any.',
    ),
    lat: z
      .number()
      .min(-90)
      .max(90)
      .optional()
      .meta({
        description: 'Degrees north of the place to search around; needs `lng`.',
        examples: [5.36],
      }),
    lng: z
      .number()
      .min(-180)
      .max(180)
      .optional()
      .meta({
        description: 'Degrees east of the place to search around; needs `lat`.',
        examples: [-3.99],
      }),
    radiusKm: z
      .number()
      .min(0.5)
      .max(200)
      .default(10)
      .describe('How far around the place, kilometres.'),
  })
  .meta({ id: 'SearchTutors', description: 'Which tutors.' });

export const SearchCoaches = z
  .strictObject({ ...filters, sort: BestOrPrice, expertise: term('An expertise') })
  .meta({ id: 'SearchCoaches', description: 'Which coaches.' });

export const SearchMentors = z
  .strictObject({ ...filters, sort: BestOrPrice, domain: term('A domain') })
  .meta({ id: 'SearchMentors', description: 'Which mentors.' });

const texts = (description: string, example: string) =>
  z.array(z.string()).meta({ description, examples: [[example]] });

export const Hit = z
  .object({
    providerId: Id.describe('Who it is.'),
    kind: ProviderRole.describe('What the person offers.'),
    displayName: z.string().meta({ description: 'The name.', examples: ['Awa Koné'] }),
    slug: z.string().meta({
      description: 'The readable end of the address of the page.',
      examples: ['awa-kone'],
    }),
    headline: z.string().meta({
      description: 'One line below the name.',
      examples: ['Maths up to the baccalauréat'],
    }),
    subjects: texts('What the person teaches.', 'maths'),
    languages: texts('Languages in which lessons are given (ISO 639).', 'fr'),
    modes: z.array(LessonMode).describe('Where lessons take place.'),
    levels: z.array(LevelShown).describe('At which levels the person teaches something.'),
    hourlyRate: Money.describe('Price of an hour.'),
    rating: z.number().nullable().describe('0 to 5; null without reviews.'),
    reviewCount: z.int().describe('How many reviews the rating is made of.'),
    city: z
      .string()
      .nullable()
      .meta({ description: 'Where the person lives.', examples: ['Abidjan'] }),
    country: z
      .string()
      .nullable()
      .meta({ description: 'Country (ISO 3166-1 alpha-2).', examples: ['CI'] }),
    location: GeoPoint.nullable().describe('Rounded to about a kilometre.'),
    photo: Photo.nullable().describe('The person; null when there is no picture.'),
    verified: z.array(VerifiedCheck).describe('What was checked of the person, and counts.'),
    bookingMode: BookingMode.nullable().meta({
      description:
        'Whether a lesson is held at once or asked for first; null where no times are offered yet.',
      examples: ['instant'],
    }),
    trial: Trial.nullable().meta({
      description: 'The trial lesson, in the currency of the hourly price; null for none.',
      examples: [{ durationMinutes: 30, price: { amount: 2_000, currency: 'XOF' } }],
    }),
    distanceKm: z
      .number()
      .nullable()
      .describe('From the place asked for, kilometres; null when none was.'),
  })
  .meta({ id: 'Hit', description: 'A published profile as the search shows it.' });
export type Hit = z.infer<typeof Hit>;

const count = {
  value: z.string().meta({ description: 'What the filter takes.', examples: ['maths'] }),
  count: z.int().describe('How many profiles have it; 1000 stands for 1000 and more.'),
};
const FacetCount = z
  .object(count)
  .meta({ id: 'FacetCount', description: 'How many matches a filter would leave.' });

const Facets = z
  .object({
    subjects: z.array(FacetCount).describe('By subject, the most frequent first.'),
    languages: z.array(FacetCount).describe('By language, the most frequent first.'),
    levels: z
      .array(FacetCount)
      .describe('By level, of the subject where one is asked for; the most frequent first.'),
    bookingModes: z.array(FacetCount).meta({
      description: 'By how a lesson is booked, the most frequent first.',
      examples: [[{ value: 'instant', count: 12 }]],
    }),
  })
  .meta({ id: 'Facets', description: 'What the matches could be narrowed by.' });

export const Found = page(Hit)
  .extend({
    facets: Facets.nullable().describe(
      'Counted over the first 500 matches, on the first page only.',
    ),
  })
  .meta({
    id: 'Found',
    description:
      'One page of what a search found. A search looks at a few thousand profiles at most: when few ' +
      'of those fit, a page holds less than `limit`, and `nextCursor` goes on where it stopped.',
  });
export type Found = z.infer<typeof Found>;

const SubjectNames = z
  .object({
    value: z.string().meta({ description: 'What filters and profiles take.', examples: ['maths'] }),
    fr: z.string().meta({ description: 'The name in French.', examples: ['Mathématiques'] }),
    en: z.string().meta({ description: 'The name in English.', examples: ['Mathematics'] }),
  })
  .meta({ id: 'SubjectNames', description: 'What a subject is called.' });

export const Subjects = z
  .object({
    items: z
      .array(SubjectNames)
      .describe(
        'Those of the catalogue; profiles may name others, which are called as they name them.',
      ),
  })
  .meta({ id: 'Subjects', description: 'What people teach, coach and mentor in.' });

export const SuggestSubjects = z
  .strictObject({
    q: line(60, 1).meta({ description: 'How the word begins.', examples: ['mat'] }),
    limit: z.int().min(1).max(20).default(8).describe('How many suggestions at most.'),
  })
  .meta({ id: 'SuggestSubjects', description: 'What to suggest for.' });

const Suggestion = z
  .object({
    ...count,
    label: z.string().meta({
      description: 'The same for people, in their language.',
      examples: ['Mathématiques'],
    }),
  })
  .meta({ id: 'Suggestion', description: 'A subject that people offer.' });

export const Suggestions = z
  .object({ items: z.array(Suggestion).describe('The most frequent first.') })
  .meta({ id: 'Suggestions', description: 'Subjects that begin like the text.' });
