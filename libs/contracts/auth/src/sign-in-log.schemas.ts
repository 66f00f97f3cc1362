import { Id, Instant, openEnum } from '@edu/contract-kit';
import { z } from 'zod';

/** What became of a sign-in. */
export const SIGN_IN_OUTCOMES = [
  'signed_in',
  'code_asked',
  'wrong_password',
  'wrong_code',
  'wrong_second_factor',
  'suspended',
] as const;

export const country = z
  .string()
  .nullable()
  .meta({
    description: 'The country that it came from (ISO 3166-1), by its network; null when not known.',
    examples: ['CI'],
  });

export const SignIn = z
  .object({
    id: Id.describe('The entry.'),
    at: Instant.describe('When; the last time where it was tried several times.'),
    outcome: openEnum(SIGN_IN_OUTCOMES, {
      id: 'SignInOutcome',
      description:
        '`signed_in`; `code_asked`: the password was right, and a code had to confirm it on a device or in a country that was not known; `wrong_password`, `wrong_code`, `wrong_second_factor`; `suspended`: the account is closed.',
    }),
    tries: z.int().describe('How often within the hour, from the same network.'),
    methods: z.array(z.string()).meta({
      description: 'By what: `pwd`, `otp`, `sms`, `mfa` (RFC 8176).',
      examples: [['pwd']],
    }),
    browser: z
      .string()
      .nullable()
      .meta({
        description: 'With which browser; null when it did not say.',
        examples: ['Chrome'],
      }),
    system: z
      .string()
      .nullable()
      .meta({ description: 'On what; null when it did not say.', examples: ['Android'] }),
    country,
    newDevice: z.boolean().describe('Whether the account had never been used on this device.'),
    newCountry: z.boolean().describe('Whether it had never been used from this country.'),
    current: z.boolean().describe('Whether it began the session that asks.'),
  })
  .meta({ id: 'SignIn', description: 'Somebody signed in to my account, or tried to.' });
