import type { OwnRole } from '@edu/client';

/** In the order in which people look for themselves. */
export const OWN_ROLES = [
  'student',
  'parent',
  'tutor',
  'coach',
  'mentor',
] as const satisfies readonly OwnRole[];

export const ownRole = (text: string | null): OwnRole | undefined =>
  OWN_ROLES.find((role) => role === text);
