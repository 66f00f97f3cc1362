export const ROLES = ['student', 'parent', 'tutor', 'coach', 'mentor', 'support', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Roles that offer lessons. */
export const PROVIDER_ROLES = ['tutor', 'coach', 'mentor'] as const;
export type ProviderRole = (typeof PROVIDER_ROLES)[number];
