import { z } from 'zod';

export const ROLES = ['student', 'parent', 'tutor', 'coach', 'mentor', 'support', 'admin'] as const;
export type Role = (typeof ROLES)[number];
export const RoleName = z
  .enum(ROLES)
  .meta({ id: 'Role', description: 'What an account may do on the platform.' });

/** Roles that offer lessons. */
export const PROVIDER_ROLES = ['tutor', 'coach', 'mentor'] as const;
export const ProviderRole = z
  .enum(PROVIDER_ROLES)
  .meta({ id: 'ProviderRole', description: 'A role that offers lessons.' });
export type ProviderRole = z.infer<typeof ProviderRole>;
