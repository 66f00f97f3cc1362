import {
  CountryCode,
  type Currency,
  fieldRule,
  GeoPoint,
  Id,
  Instant,
  LanguageCode,
  LessonMode,
  line,
  Money,
  Photo,
  openEnum,
  ProviderRole,
  Slug,
  text,
  PersonName,
  VerifiedCheck,
} from '@edu/contract-kit';
import { z } from 'zod';
import { checkLevels, teachingDraft, teachingShown } from './teaching.schemas.ts';

/**
 * Prices of an hour in minor units, both ends included: a slip of a digit is caught here, and a lesson
 * of every length can be paid (`PAYABLE_BOUNDS`, which a test compares).
 */
export const HOURLY_RATE_BOUNDS: Readonly<Record<Currency, { min: number; max: number }>> = {
  XOF: { min: 1_500, max: 500_000 },
  XAF: { min: 1_500, max: 500_000 },
  EUR: { min: 300, max: 50_000 },
  CAD: { min: 300, max: 50_000 },
  USD: { min: 300, max: 50_000 },
};

const HourlyRate = Money.superRefine(({ amount, currency }, context) => {
  const { min, max } = HOURLY_RATE_BOUNDS[currency];
  if (amount >= min && amount <= max) return;
  const rule = fieldRule('rate_out_of_bounds', { min, max, currency });
  context.addIssue({ code: 'custom', path: ['amount'], ...rule });
});

const DisplayName = PersonName.describe('The name that everybody sees.');
const subjects = 'What a tutor teaches, a coach’s expertises, a mentor’s domains.';
const languages = 'Languages in which lessons are given (ISO 639).';
const modes = 'Where lessons take place.';
const radius = 'How far a tutor travels, kilometres.';

const draft = {
  displayName: DisplayName,
  headline: line(120)
    .optional()
    .meta({ description: 'One line below the name.', examples: ['Maths up to the baccalauréat'] }),
  bio: text(4_000)
    .optional()
    .meta({
      description: 'What a learner should know.',
      examples: ['I have taught for ten years.'],
    }),
  subjects: z.array(Slug).max(20).default([]).describe(subjects),
  languages: z.array(LanguageCode).max(10).default([]).describe(languages),
  modes: z.array(LessonMode).max(2).default(['online']).describe(modes),
  hourlyRate: HourlyRate.optional().describe('Price of an hour.'),
  location: GeoPoint.optional().describe(
    'Where a tutor starts from; the public sees it rounded to about a kilometre.',
  ),
  city: line(80)
    .optional()
    .meta({ description: 'Where a tutor lives.', examples: ['Abidjan'] }),
  country: CountryCode.optional(),
  radiusKm: z.int().min(1).max(100).optional().describe(radius),
  ...teachingDraft,
};

export const SaveProfile = z
  .strictObject(draft)
  .superRefine(checkLevels)
  .meta({ id: 'SaveProfile', description: 'My profile; replaces what was there.' });

const ProfileState = openEnum(['draft', 'published', 'paused'], {
  id: 'ProfileState',
  description:
    '`draft`: only its owner sees it; `published`: everybody can find it; `paused`: nobody finds or books its owner for the time being, who gives the lessons that are booked.',
});

const name = z.string().meta({
  description: 'The name that everybody sees.',
  examples: ['Awa Koné'],
});
const kind = ProviderRole.describe('What the person offers.');
const shown = {
  subjects: z.array(z.string()).meta({ description: subjects, examples: [['maths']] }),
  languages: z.array(z.string()).meta({ description: languages, examples: [['fr']] }),
  modes: z.array(LessonMode).describe(modes),
  ...teachingShown,
};
const slug = z.string().meta({
  description: 'The readable end of the address of the page, unique; changes with the name.',
  examples: ['awa-kone'],
});
const introVideo = z.string().meta({
  description: 'A video in which the person introduces themselves; null for none.',
  examples: ['https://www.youtube.com/watch?v=dQw4w9WgXcQ'],
});
const lack = (id: string, description: string) =>
  z
    .object({
      pointer: z.string().meta({
        description: 'JSON pointer to the field (RFC 6901).',
        examples: ['/headline'],
      }),
      code: z.string().meta({
        description: 'Why it is needed: a code of field errors.',
        examples: ['needs_headline'],
      }),
    })
    .meta({ id, description });
const photo = Photo.describe('The person.');
const version = z.int().describe('Grows with every change.');

export const Profile = z
  .object({
    ...z.object(draft).partial().shape,
    providerId: Id.describe('Whose profile.'),
    kind,
    displayName: name,
    ...shown,
    photo: photo.optional(),
    slug: slug.optional().describe('The readable end of its address, once it was published.'),
    state: ProfileState,
    missing: z
      .array(lack('MissingField', 'A field without which nobody is shown it.'))
      .describe('What has to be filled in before it can be published; nothing when it can be.'),
    advised: z
      .array(lack('AdvisedField', 'A field that would tell learners more.'))
      .describe('What a profile can be published without and is better with.'),
    completeness: z.int().describe('How much of all that is needed and advised is there, percent.'),
    version,
    updatedAt: Instant.describe('When it was last changed.'),
  })
  .meta({ id: 'Profile', description: 'A provider’s profile as its owner sees it.' });
export type Profile = z.infer<typeof Profile>;

export const ListingById = z
  .strictObject({
    id: z
      .string()
      .toLowerCase()
      .max(80)
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      .meta({
        description:
          'The provider; or the readable end of an address, the present one or one of before.',
        examples: ['01a20a75-fad1-7435-b3e5-daa5366c2cf4'],
      }),
  })
  .meta({ id: 'ListingById', description: 'A published profile.' });

export const Listing = z
  .object({
    providerId: Id.describe('Whose profile.'),
    kind,
    displayName: name,
    headline: z.string().meta({
      description: 'One line below the name.',
      examples: ['Maths up to the baccalauréat'],
    }),
    bio: z.string().meta({
      description: 'What a learner should know.',
      examples: ['I have taught for ten years.'],
    }),
    ...shown,
    hourlyRate: Money.describe('Price of an hour.'),
    location: GeoPoint.nullable().describe('Rounded to about a kilometre; null when not given.'),
    city: z
      .string()
      .nullable()
      .meta({ description: 'Where a tutor lives.', examples: ['Abidjan'] }),
    country: z
      .string()
      .nullable()
      .meta({ description: 'Country (ISO 3166-1 alpha-2).', examples: ['CI'] }),
    radiusKm: z.int().nullable().describe(radius),
    photo: photo.nullable().describe('The person; null when there is no picture.'),
    introVideo: introVideo.nullable(),
    slug,
    verified: z.array(VerifiedCheck).describe('What was checked of the person, and counts.'),
    version,
  })
  .meta({ id: 'Listing', description: 'What everybody may see of a published profile.' });
export type Listing = z.infer<typeof Listing>;

/** Of a photo's side, pixels: what its smallest copy needs. */
export const PHOTO_MIN_SIDE = 96;

const pixels = (what: string) => z.int().min(0).max(100_000).describe(what);

export const CompletePhoto = z
  .strictObject({
    uploadId: Id.describe('The upload that has ended.'),
    crop: z
      .strictObject({
        left: pixels('From the left edge, pixels.'),
        top: pixels('From the upper edge, pixels.'),
        size: pixels('Width and height, pixels.').min(PHOTO_MIN_SIDE),
      })
      .meta({
        id: 'PhotoCrop',
        description: 'A square of the picture, as it is seen when it stands upright.',
      })
      .optional()
      .describe('What to show of it; the largest square in its middle by default.'),
  })
  .meta({ id: 'CompletePhoto', description: 'A picture that was sent.' });
export type PhotoCrop = NonNullable<z.infer<typeof CompletePhoto>['crop']>;

export const ProviderNamesRequest = z
  .strictObject({ providerIds: z.array(Id).min(1).max(100).describe('The providers.') })
  .meta({ id: 'ProviderNamesRequest', description: 'Whose names.' });

export const ProviderNames = z
  .object({
    items: z
      .array(
        z
          .object({ providerId: Id.describe('Whose profile.'), displayName: name })
          .meta({ id: 'NamedProvider', description: 'A provider and the name of the profile.' }),
      )
      .describe('Those that have a profile, published or not, in any order.'),
  })
  .meta({ id: 'ProviderNames', description: 'Names that everybody sees.' });

const about = {
  providerId: Id.describe('Whose profile.'),
  kind,
  version: z.int().describe('Of the profile: larger is later.'),
};

export const ProfilePublished = z
  .object(about)
  .meta({ id: 'ProfilePublished', description: 'A profile may be found from now on.' });
export const ProfileUpdated = z
  .object(about)
  .meta({ id: 'ProfileUpdated', description: 'A published profile changed.' });
export const ProfileUnpublished = z
  .object({
    ...about,
    callsOff: z
      .boolean()
      .optional()
      .describe('Whether its owner calls off all lessons to come; they are kept by default.'),
  })
  .meta({ id: 'ProfileUnpublished', description: 'A profile is not to be found any more.' });
