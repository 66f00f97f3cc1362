import { z } from 'zod';

/** Roles of those who work for EduConnect; nobody gives them to themselves. */
export const STAFF_ROLES = ['support', 'trust', 'finance', 'admin'] as const;
/** Roles that offer lessons. */
export const PROVIDER_ROLES = ['tutor', 'coach', 'mentor'] as const;
/** Roles that people choose when they sign up. */
export const OWN_ROLES = ['student', 'parent', ...PROVIDER_ROLES] as const;

export const ROLES = [...OWN_ROLES, ...STAFF_ROLES] as const;
export type Role = (typeof ROLES)[number];
export const isStaffRole = (role: string): boolean =>
  (STAFF_ROLES as readonly string[]).includes(role);
export const RoleName = z
  .enum(ROLES)
  .meta({ id: 'Role', description: 'What an account may do on the platform.' });

export const ProviderRole = z
  .enum(PROVIDER_ROLES)
  .meta({ id: 'ProviderRole', description: 'A role that offers lessons.' });
export type ProviderRole = z.infer<typeof ProviderRole>;
