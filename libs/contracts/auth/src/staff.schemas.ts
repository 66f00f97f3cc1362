import { DEFAULT_LOCALE, Email, Id, Instant, Locale, RoleName, ROLES } from '@edu/contract-kit';
import { z } from 'zod';
import { DisplayName, Password } from './auth.schemas.ts';

export const UserRef = z
  .strictObject({ userId: Id.describe('The account.') })
  .meta({ id: 'UserRef', description: 'One account.' });

export const Suspended = z
  .object({ suspendedAt: Instant.describe('Since when the account is closed.') })
  .meta({ id: 'Suspended', description: 'The account is closed to its owner.' });

export const SetRoles = z
  .strictObject({
    userId: Id.describe('The account.'),
    roles: z
      .array(RoleName)
      .min(1)
      .max(ROLES.length)
      .meta({
        description: 'All that it may do from then on.',
        examples: [['student', 'support']],
      }),
    reason: z.enum(['joined_team', 'changed_task', 'left_team', 'corrected', 'incident']).meta({
      id: 'RoleChangeReason',
      description:
        'Why, as the audit log keeps it: somebody joined or left the team or got another task there; a role was wrong; an incident.',
    }),
  })
  .meta({ id: 'SetRoles', description: 'The roles of an account, and why they change.' });

export const AccountRoles = z
  .object({
    userId: Id.describe('The account.'),
    roles: z.array(RoleName).describe('What it may do.'),
  })
  .meta({ id: 'AccountRoles', description: 'An account and what it may do.' });

export const AppointAdmin = z
  .strictObject({ email: Email })
  .meta({ id: 'AppointAdmin', description: 'The proven e-mail address of the account.' });

export const SeedAccount = z
  .strictObject({
    id: Id.optional().describe('The id to give it; a fresh one by default.'),
    role: RoleName,
    email: Email,
    password: Password,
    displayName: DisplayName,
    locale: Locale.default(DEFAULT_LOCALE).describe('The language in which messages come.'),
  })
  .meta({ id: 'SeedAccount', description: 'A proven account to create or to set.' });
