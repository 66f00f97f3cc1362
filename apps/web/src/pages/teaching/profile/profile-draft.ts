import type { Currency, GeoPoint, LessonMode, Profile, SaveProfile } from '@edu/client';
import { profileSaveMine as fields } from '@edu/client/fields';
import { minorUnits, typedAmount } from '../../account/typed-amount.ts';

const LEVELS = fields['/subjectLevels/-/levels/-'].options;
const FLUENCIES = fields['/languageLevels/-/level'].options;
type Level = (typeof LEVELS)[number];
type Fluency = (typeof FLUENCIES)[number];

export interface DiplomaDraft {
  readonly title: string;
  readonly institution: string;
  readonly year: string;
}

/** A profile as it stands in the editor: texts as they were typed. */
export interface ProfileDraft {
  readonly displayName: string;
  readonly headline: string;
  readonly bio: string;
  readonly subjects: readonly string[];
  readonly languages: readonly string[];
  /** Of each subject; one that was taken away keeps its levels until the form is sent. */
  readonly levels: Readonly<Partial<Record<string, readonly Level[]>>>;
  readonly fluency: Readonly<Partial<Record<string, Fluency>>>;
  readonly diplomas: readonly DiplomaDraft[];
  /** One on each line. */
  readonly goals: string;
  readonly introVideo: string;
  readonly modes: readonly LessonMode[];
  /** Of an hour, in whole units: `25.50` euros, `5000` francs. */
  readonly rate: string;
  readonly currency: Currency;
  readonly city: string;
  readonly country: string;
  readonly radiusKm: string;
  readonly location: GeoPoint | null;
}

/** What changes of it, or what does in view of how it stands by then. */
export type DraftChange = Partial<ProfileDraft> | ((now: ProfileDraft) => Partial<ProfileDraft>);

/** For somebody who writes a profile for the first time. */
export const emptyDraft = (displayName: string, language: string): ProfileDraft => ({
  displayName,
  headline: '',
  bio: '',
  subjects: [],
  languages: [language],
  levels: {},
  fluency: {},
  diplomas: [],
  goals: '',
  introVideo: '',
  modes: ['online'],
  rate: '',
  currency: 'XOF',
  city: '',
  country: '',
  radiusKm: '',
  location: null,
});

export function draftOf(profile: Profile): ProfileDraft {
  const { hourlyRate } = profile;
  return {
    displayName: profile.displayName,
    headline: profile.headline ?? '',
    bio: profile.bio ?? '',
    subjects: profile.subjects,
    languages: profile.languages,
    levels: Object.fromEntries(
      profile.subjectLevels.map(({ subject, levels }) => [
        subject,
        LEVELS.filter((level) => levels.includes(level)),
      ]),
    ),
    fluency: Object.fromEntries(
      profile.languageLevels.map(({ language, level }) => [
        language,
        FLUENCIES.find((one) => one === level),
      ]),
    ),
    diplomas: profile.diplomas.map(({ title, institution = '', year }) => ({
      title,
      institution,
      year: year?.toString() ?? '',
    })),
    goals: profile.goals.join('\n'),
    introVideo: profile.introVideo ?? '',
    modes: profile.modes,
    rate: hourlyRate ? typedAmount(hourlyRate) : '',
    currency: hourlyRate?.currency ?? 'XOF',
    city: profile.city ?? '',
    country: profile.country ?? '',
    radiusKm: profile.radiusKm?.toString() ?? '',
    location: profile.location ?? null,
  };
}

/** What is sent: what was left empty is not. */
export function profileToSave(draft: ProfileDraft): SaveProfile {
  const { displayName, subjects, languages, modes, currency, location } = draft;
  const amount = minorUnits(draft.rate, currency);
  const radiusKm = Number(draft.radiusKm);
  return {
    displayName: displayName.trim(),
    subjects: [...subjects],
    languages: [...languages],
    modes: [...modes],
    ...levelsToSave(draft),
    diplomas: draft.diplomas.flatMap(({ title, institution, year }) =>
      title.trim()
        ? [
            {
              title: title.trim(),
              ...(institution.trim() && { institution: institution.trim() }),
              ...(year.trim() && { year: Number(year) }),
            },
          ]
        : [],
    ),
    goals: linesOf(draft.goals),
    ...textOf('introVideo', draft),
    ...textOf('headline', draft),
    ...textOf('bio', draft),
    ...textOf('city', draft),
    ...(draft.country && { country: draft.country }),
    ...(amount !== undefined && { hourlyRate: { amount, currency } }),
    ...(radiusKm > 0 && { radiusKm }),
    ...(location && { location }),
  };
}

/** Of what the profile names, and nothing else. */
function levelsToSave({ subjects, levels, languages, fluency }: ProfileDraft) {
  return {
    subjectLevels: subjects.flatMap((subject) => {
      const of = levels[subject] ?? [];
      return of.length > 0 ? [{ subject, levels: [...of] }] : [];
    }),
    languageLevels: languages.flatMap((language) => {
      const level = fluency[language];
      return level ? [{ language, level }] : [];
    }),
  };
}

/** What stands on the lines of a text, blank ones aside. */
export const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

function textOf<K extends 'headline' | 'bio' | 'city' | 'introVideo'>(
  name: K,
  draft: ProfileDraft,
) {
  const text = draft[name].trim();
  return text ? ({ [name]: text } as Record<K, string>) : {};
}

/** A subject in the words of a person as the API names it: `Soutien scolaire` → `soutien-scolaire`. */
export function subjectSlug(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
