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
  const travels = draft.kind === 'tutor' && draft.modes.includes('in_person');
  return [...REQUIRED, ...(travels ? REQUIRED_IN_PERSON : [])]
    .filter(([field]) => isEmpty(draft[field]))
    .map(([field, code]) => fieldError(`/${field}`, code));
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
