import type { Currency, FieldError, Money, ProviderRole } from '@edu/contract-kit';
import type {
  Diploma,
  LanguageLevel,
  Listing,
  Profile,
  SubjectLevels,
} from '@edu/contracts-profile';
import { photoOf } from '../photo/photo.domain.ts';
import type { Profile as ProfileRow } from '../generated/prisma/client.ts';
import { advisedFields, blur, completenessOf, missingFields } from './profile.domain.ts';

/** The owner's view of a row: empty fields are absent. */
export function toProfile(row: ProfileRow): Profile {
  const content = contentOf(row);
  const named = ({ pointer, code }: FieldError) => ({ pointer, code });
  return {
    ...content,
    missing: missingFields(content).map(named),
    advised: advisedFields(content).map(named),
    completeness: completenessOf(content),
    state: row.state as Profile['state'],
    version: row.version,
    updatedAt: row.updatedAt.toISOString(),
  };
}

function contentOf(row: ProfileRow) {
  return {
    providerId: row.providerId,
    kind: row.kind as ProviderRole,
    displayName: row.displayName,
    ...(row.headline !== null && { headline: row.headline }),
    ...(row.bio !== null && { bio: row.bio }),
    subjects: row.subjects,
    languages: row.languages,
    modes: row.modes as Profile['modes'],
    ...(row.rateAmount !== null && { hourlyRate: rateOf(row) }),
    ...(row.lat !== null && { location: { lat: row.lat, lng: row.lng! } }),
    ...(row.city !== null && { city: row.city }),
    ...(row.country !== null && { country: row.country }),
    ...(row.radiusKm !== null && { radiusKm: row.radiusKm }),
    ...(row.photo !== null && { photo: photoOf(row.photo) }),
    ...teachingOf(row),
    ...(row.introVideo !== null && { introVideo: row.introVideo }),
  };
}

/** As the contract took it; the database keeps it as JSON. */
function teachingOf(row: ProfileRow) {
  return {
    subjectLevels: row.subjectLevels as unknown as SubjectLevels[],
    languageLevels: row.languageLevels as unknown as LanguageLevel[],
    diplomas: row.diplomas as unknown as Diploma[],
    goals: row.goals,
  };
}

/** Everybody's view of a published row. */
export function toListing(row: ProfileRow): Listing {
  return {
    providerId: row.providerId,
    kind: row.kind as ProviderRole,
    displayName: row.displayName,
    headline: row.headline!,
    bio: row.bio ?? '',
    subjects: row.subjects,
    languages: row.languages,
    modes: row.modes as Listing['modes'],
    hourlyRate: rateOf(row),
    location: row.lat === null ? null : { lat: blur(row.lat), lng: blur(row.lng!) },
    city: row.city,
    country: row.country,
    radiusKm: row.radiusKm,
    photo: row.photo === null ? null : photoOf(row.photo),
    ...teachingOf(row),
    introVideo: row.introVideo,
    verified: row.verified as Listing['verified'],
    version: row.version,
  };
}

function rateOf(row: ProfileRow): Money {
  return { amount: Number(row.rateAmount), currency: row.rateCurrency as Currency };
}
