import {
  fieldError,
  PROVIDER_ROLES,
  type FieldCode,
  type FieldError,
  type ProviderRole,
  type Role,
} from '@edu/contract-kit';

/** The fields that a profile needs to be published; `null` and `undefined` both mean missing. */
export interface Draft {
  readonly kind: string;
  readonly headline?: string | null | undefined;
  readonly subjects: readonly string[];
  readonly languages: readonly string[];
  readonly modes: readonly string[];
  readonly hourlyRate?: object | null | undefined;
  readonly location?: object | null | undefined;
  readonly city?: string | null | undefined;
  readonly radiusKm?: number | null | undefined;
  readonly bio?: string | null | undefined;
  readonly photo?: object | null | undefined;
  readonly subjectLevels: readonly { readonly subject: string }[];
  readonly languageLevels: readonly { readonly language: string }[];
  readonly diplomas: readonly object[];
  readonly goals: readonly string[];
}

const REQUIRED: readonly [field: keyof Draft, code: FieldCode][] = [
  ['headline', 'needs_headline'],
  ['subjects', 'needs_subject'],
  ['languages', 'needs_language'],
  ['modes', 'needs_mode'],
  ['hourlyRate', 'needs_price'],
];
/** Somebody who comes to the learner has to say from where, and how far. */
const REQUIRED_IN_PERSON: typeof REQUIRED = [
  ['location', 'needs_place'],
  ['city', 'needs_city'],
  ['radiusKm', 'needs_radius'],
];

/** What is missing for the profile to be published; nothing when it is complete. */
export function missingFields(draft: Draft): FieldError[] {
  return requiredOf(draft)
    .filter(([field]) => isEmpty(draft[field]))
    .map(([field, code]) => fieldError(`/${field}`, code));
}

interface Advice {
  readonly field: keyof Draft;
  readonly code: FieldCode;
  readonly lacks: (draft: Draft) => boolean;
}

const lacksAny = (named: readonly string[], said: readonly string[]) =>
  named.some((name) => !said.includes(name));
const FOR_ALL: readonly Advice[] = [
  { field: 'bio', code: 'helps_bio', lacks: ({ bio }) => isEmpty(bio) },
  { field: 'photo', code: 'helps_photo', lacks: ({ photo }) => isEmpty(photo) },
  {
    field: 'languageLevels',
    code: 'helps_fluency',
    lacks: ({ languages, languageLevels }) =>
      lacksAny(
        languages,
        languageLevels.map(({ language }) => language),
      ),
  },
];
const FOR_TUTORS: readonly Advice[] = [
  ...FOR_ALL,
  {
    field: 'subjectLevels',
    code: 'helps_levels',
    lacks: ({ subjects, subjectLevels }) =>
      lacksAny(
        subjects,
        subjectLevels.map(({ subject }) => subject),
      ),
  },
  { field: 'diplomas', code: 'helps_diplomas', lacks: ({ diplomas }) => isEmpty(diplomas) },
];
const FOR_OTHERS: readonly Advice[] = [
  ...FOR_ALL,
  { field: 'goals', code: 'helps_goals', lacks: ({ goals }) => isEmpty(goals) },
];
const adviceFor = ({ kind }: Draft) => (kind === 'tutor' ? FOR_TUTORS : FOR_OTHERS);

/** What a profile is better with: levels and diplomas of a tutor, goals of a coach or a mentor. */
export function advisedFields(draft: Draft): FieldError[] {
  return adviceFor(draft)
    .filter(({ lacks }) => lacks(draft))
    .map(({ field, code }) => fieldError(`/${field}`, code));
}

/** How much of what is needed and advised is there, whole percent. */
export function completenessOf(draft: Draft): number {
  const all = requiredOf(draft).length + adviceFor(draft).length;
  const lacking = missingFields(draft).length + advisedFields(draft).length;
  return Math.round((100 * (all - lacking)) / all);
}

function requiredOf({ kind, modes }: Draft): typeof REQUIRED {
  const travels = kind === 'tutor' && modes.includes('in_person');
  return [...REQUIRED, ...(travels ? REQUIRED_IN_PERSON : [])];
}

function isEmpty(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === '';
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

/** What the user offers: the first of tutor, coach, mentor among their roles. */
export function kindOf(roles: readonly Role[]): ProviderRole | undefined {
  return PROVIDER_ROLES.find((role) => roles.includes(role));
}

/** A coordinate as the public sees it: 0.01° is about a kilometre, so it hides the house. */
export function blur(degrees: number): number {
  return Math.round(degrees * 100) / 100;
}

export function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
