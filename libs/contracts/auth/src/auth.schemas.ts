import {
  Address,
  AddressChannel,
  formatRule,
  Id,
  Instant,
  Locale,
  OWN_ROLES,
  RoleName,
  PersonName,
  TimeZone,
} from '@edu/contract-kit';
import { z } from 'zod';
import { country } from './sign-in-log.schemas.ts';

export const DisplayName = PersonName.describe('The name that others see.');
export const OwnRole = z
  .enum(OWN_ROLES)
  .meta({ id: 'OwnRole', description: 'A role that people may give themselves.' });
/** NIST SP 800-63B: length counts, composition rules do not help. */
export const Password = z
  .string()
  .min(10)
  .max(128)
  .meta({
    description: 'Length counts; letters, digits and signs may be mixed as one likes.',
    examples: ['three tall palm trees'],
  });
export const GivenPassword = z
  .string()
  .min(1)
  .max(128)
  .meta({ description: 'The password of the account.', examples: ['three tall palm trees'] });
export const Code = z
  .string()
  .regex(/^\d{6}$/, formatRule('bad_code'))
  .meta({ description: 'The six digits that were sent.', examples: ['123456'] });

const verificationId = Id.describe('Give it back to `/auth/verify` along with the code.');

export const CodeSent = z
  .object({
    verificationId,
    channel: AddressChannel,
    expiresAt: Instant.describe('Until when the code is valid.'),
  })
  .meta({
    id: 'CodeSent',
    description: 'What is answered whenever a code was sent, whether or not the address is known.',
  });

const displayName = z.string().meta({
  description: 'The name that others see.',
  examples: ['Awa Koné'],
});
const reachable = {
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
  locale: Locale.describe('The language in which messages come.'),
  zone: z
    .string()
    .nullable()
    .meta({
      description:
        'The time zone in which messages give times (IANA); null: that of whoever teaches, by its name.',
      examples: ['Africa/Abidjan'],
    }),
};

export const User = z
  .object({
    id: Id.describe('The account.'),
    roles: z.array(RoleName).describe('What it may do.'),
    displayName,
    ...reachable,
    hasPassword: z
      .boolean()
      .describe('Whether there is a password to sign in with, or to prove oneself with.'),
    createdAt: Instant.describe('When somebody signed up.'),
  })
  .meta({ id: 'User', description: 'An account as its owner sees it.' });

export const expiresIn = z.int().describe('Seconds that the access token lives.');

export const CookieSession = z.object({ expiresIn, user: User }).meta({
  id: 'CookieSession',
  description: 'A sign-in session of a browser: its tokens are in cookies.',
});

export const Tokens = z
  .object({
    accessToken: z
      .string()
      .describe(
        'Send it as `Authorization: Bearer …`. A JWT, of which clients need to know nothing.',
      ),
    tokenType: z.literal('Bearer').describe('How the access token is sent (RFC 6750).'),
    expiresIn,
    refreshToken: z.string().describe('Works once, at `/auth/refresh`. Keep it secret.'),
    deviceToken: z
      .string()
      .optional()
      .describe(
        'Of a sign-in: send it as `X-Device` with the next one, which then knows the device. Keep it over sign-outs.',
      ),
    user: User,
  })
  .meta({ id: 'Tokens', description: 'A sign-in session.' });

export const Register = z
  .strictObject({
    role: OwnRole,
    displayName: DisplayName,
    address: Address,
    password: Password.optional().describe(
      'Needed to sign in by password later; by phone a code is enough. At least 10 characters.',
    ),
    locale: Locale.optional().describe(
      'The language in which messages come; that of the request by default.',
    ),
    zone: TimeZone.optional().describe(
      'The time zone in which messages give times (IANA): browsers and phones know their own.',
    ),
  })
  .meta({ id: 'Register', description: 'A new account.' });

export const Verify = z
  .strictObject({
    verificationId: Id.describe('From the answer that said a code was sent.'),
    code: Code,
  })
  .meta({ id: 'Verify', description: 'The proof of an address.' });

export const Login = z
  .strictObject({ address: Address, password: GivenPassword })
  .meta({ id: 'Login', description: 'A sign-in by password.' });

export const AskForCode = z
  .strictObject({ address: Address })
  .meta({ id: 'AskForCode', description: 'Where to send a code.' });

export const AddAddress = z
  .strictObject({ address: Address })
  .meta({ id: 'AddAddress', description: 'A new way to reach me.' });

export const UndoAddressChange = z
  .strictObject({
    token: z
      .string()
      .regex(/^[\w-]{43}$/)
      .meta({ description: 'From the link, behind `#`.', examples: ['x'.repeat(43)] }),
  })
  .meta({ id: 'UndoAddressChange', description: 'The change to undo.' });

export const AddressRestored = z
  .object({ restoredAt: Instant.describe('When the address was set back.') })
  .meta({ id: 'AddressRestored', description: 'The address of before counts again.' });

const refreshToken = z
  .string()
  .min(20)
  .max(200)
  .optional()
  .meta({
    description: 'The last one that was given; that of a browser comes in its cookie.',
    examples: ['x'.repeat(43)],
  });

export const Refresh = z
  .strictObject({ refreshToken })
  .meta({ id: 'Refresh', description: 'A refresh token to trade.' });

export const Logout = z
  .strictObject({ refreshToken })
  .meta({ id: 'Logout', description: 'The session to end.' });

export const SignedOut = z
  .object({ endedAt: Instant.describe('When the session ended.') })
  .meta({ id: 'SignedOut', description: 'The session has ended.' });

export const SignInSession = z
  .object({
    id: Id.describe('The session.'),
    browser: z
      .string()
      .nullable()
      .meta({
        description: 'With which browser somebody signed in; null when it did not say.',
        examples: ['Chrome'],
      }),
    system: z
      .string()
      .nullable()
      .meta({ description: 'On what; null when it did not say.', examples: ['Android'] }),
    country,
    createdAt: Instant.describe('When somebody signed in.'),
    lastUsedAt: Instant.describe(
      'When it was last carried on, which clients do every quarter of an hour while they are used.',
    ),
    current: z.boolean().describe('Whether it is the one that asks.'),
  })
  .meta({ id: 'SignInSession', description: 'A device on which somebody is signed in.' });

export const SignInSessionById = z
  .strictObject({ id: Id.describe('The session.') })
  .meta({ id: 'SignInSessionById', description: 'One of my sign-in sessions.' });

export const OthersEnded = z
  .object({ ended: z.int().describe('How many sessions that were.') })
  .meta({ id: 'OthersEnded', description: 'No other session is signed in any more.' });

export const UpdateMe = z
  .strictObject({
    displayName: DisplayName.optional(),
    locale: Locale.optional().describe('The language in which messages come.'),
    zone: TimeZone.nullish().describe(
      'The time zone in which messages give times (IANA); null for that of whoever teaches.',
    ),
  })
  .meta({ id: 'UpdateMe', description: 'What to change; the rest stays.' });

export const UserNamesRequest = z
  .strictObject({ userIds: z.array(Id).min(1).max(100).describe('The accounts.') })
  .meta({ id: 'UserNamesRequest', description: 'Whose names.' });

export const UserNames = z
  .object({
    items: z
      .array(
        z
          .object({ userId: Id.describe('The account.'), displayName })
          .meta({ id: 'NamedUser', description: 'An account and its name.' }),
      )
      .describe('Those that there are, in any order.'),
  })
  .meta({ id: 'UserNames', description: 'Names that others see.' });
