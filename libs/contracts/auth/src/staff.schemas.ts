import {
  DEFAULT_LOCALE,
  Email,
  Id,
  Instant,
  line,
  Locale,
  RoleName,
  ROLES,
} from '@edu/contract-kit';
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

export const SuspensionReason = z
  .enum(['safety', 'abuse', 'fraud', 'security', 'owner_asked'])
  .meta({
    id: 'SuspensionReason',
    description:
      'Why, as the audit log keeps it: the safety of others; abuse; fraud; somebody else may hold the account; its owner asked.',
  });

const query = line(254, 3).meta({
  description: 'An e-mail address, a phone number, an id, or how a name begins.',
  examples: ['awa@example.com'],
});

export const FindAccounts = z
  .strictObject({ q: query })
  .meta({ id: 'FindAccounts', description: 'Which accounts.' });

export const FoundAccount = z
  .object({
    userId: Id.describe('The account.'),
    displayName: z
      .string()
      .meta({ description: 'The name that others see.', examples: ['Awa Koné'] }),
    roles: z.array(RoleName).describe('What it may do.'),
    email: z
      .string()
      .nullable()
      .meta({
        description: 'Proven e-mail address; null when there is none.',
        examples: ['awa@example.com'],
      }),
    phone: z
      .string()
      .nullable()
      .meta({
        description: 'Proven phone number; null when there is none.',
        examples: ['+2250701020304'],
      }),
    createdAt: Instant.describe('When somebody signed up.'),
    suspendedAt: Instant.nullable().describe('Since when it is closed; null when it is open.'),
    suspendedFor: SuspensionReason.nullable().describe(
      'Why; null when it is open, or was closed by the operator.',
    ),
  })
  .meta({ id: 'FoundAccount', description: 'An account as staff see it.' });

export const FoundAccounts = z
  .object({ items: z.array(FoundAccount).describe('The latest sign-up first.') })
  .meta({ id: 'FoundAccounts', description: 'The accounts that fit.' });

export const SuspendAccount = z
  .strictObject({ userId: Id.describe('The account.'), reason: SuspensionReason })
  .meta({ id: 'SuspendAccount', description: 'The account to close, and why.' });

export const ReinstateAccount = z
  .strictObject({
    userId: Id.describe('The account.'),
    reason: z.enum(['resolved', 'mistake', 'appeal']).meta({
      id: 'ReinstatementReason',
      description:
        'Why, as the audit log keeps it: what it was about is resolved; it was a mistake; its owner appealed.',
    }),
  })
  .meta({ id: 'ReinstateAccount', description: 'The account to open, and why.' });
