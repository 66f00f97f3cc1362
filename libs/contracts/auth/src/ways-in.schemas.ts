import { Address, AddressChannel, Id, Instant, openEnum } from '@edu/contract-kit';
import { z } from 'zod';
import { Code, CodeSent, expiresIn, GivenPassword, Password } from './auth.schemas.ts';
import { PasskeyAssertion, PasskeyRequest } from './passkey.schemas.ts';

/** What a person proves themselves by. */
export const FACTORS = ['password', 'email', 'sms', 'totp', 'recovery_code', 'passkey'] as const;
export const Factor = openEnum(FACTORS, {
  id: 'Factor',
  description:
    '`password`: that of the account; `email` and `sms`: a code sent to an address of the account; `totp`: a code of an app; `recovery_code`: one of those for who has lost it; `passkey`: a key that a device keeps, which makes sure of its user.',
});

export const RequestStepUp = z
  .strictObject({
    channel: AddressChannel.optional().describe(
      'To which of the addresses of the account a code is sent; to none where it is left out.',
    ),
  })
  .meta({ id: 'RequestStepUp', description: 'How to prove that it is me.' });

export const StepUpWays = z
  .object({
    ways: z
      .array(
        z
          .object({
            factor: Factor,
            address: z
              .string()
              .nullable()
              .meta({
                description: 'Where the code goes; null where none is sent.',
                examples: ['+2250701020304'],
              }),
          })
          .meta({ id: 'StepUpWay', description: 'One way to prove it.' }),
      )
      .describe('What the account has for it, the easiest first; one is enough.'),
    passkey: PasskeyRequest.nullable().describe(
      'What the browser needs for the way `passkey`; null where there is none.',
    ),
    sent: CodeSent.nullable().describe('The code that was sent; null where none was asked for.'),
  })
  .meta({ id: 'StepUpWays', description: 'How somebody may prove again that it is them.' });

const appCode = z
  .strictObject({
    kind: z.literal('totp').describe('By the app that makes codes.'),
    code: Code,
  })
  .meta({ id: 'TotpProof', description: 'What the app shows now (RFC 6238).' });
const recoveryCode = z
  .strictObject({
    kind: z.literal('recovery_code').describe('By a recovery code.'),
    code: z
      .string()
      .min(16)
      .max(40)
      .meta({
        description: 'Good once. Spaces, hyphens and case do not matter.',
        examples: ['K7QM-2XWD-9RTA-HV4C'],
      }),
  })
  .meta({ id: 'RecoveryCodeProof', description: 'A code for who has lost the app.' });

const passkey = z
  .strictObject({
    kind: z.literal('passkey').describe('By a passkey.'),
    credential: PasskeyAssertion,
  })
  .meta({ id: 'PasskeyProof', description: 'The answer of a passkey of the account.' });

const SecondProof = z
  .discriminatedUnion('kind', [appCode, recoveryCode, passkey])
  .meta({ id: 'SecondProof', description: 'The second factor of a sign-in.' });

const Proof = z
  .discriminatedUnion('kind', [
    appCode,
    recoveryCode,
    passkey,
    z
      .strictObject({
        kind: z.literal('password').describe('By the password.'),
        password: GivenPassword,
      })
      .meta({ id: 'PasswordProof', description: 'The password of the account.' }),
    z
      .strictObject({
        kind: z.literal('code').describe('By a code of `/me/step-up`.'),
        verificationId: Id.describe('From the answer of `/me/step-up`.'),
        code: Code,
      })
      .meta({ id: 'CodeProof', description: 'A code sent to an address of before.' }),
  ])
  .meta({
    id: 'Proof',
    description: 'That its owner asks, and not somebody who holds their access token.',
  });

export const ProveStepUp = z
  .strictObject({ proof: Proof })
  .meta({ id: 'ProveStepUp', description: 'The proof that it is me.' });

const provedAt = Instant.describe('When it was proved: calls say how long that is enough.');

export const SteppedUp = z
  .object({
    accessToken: z
      .string()
      .describe(
        'Takes the place of the one before, and alone carries the proof; refreshing loses it.',
      ),
    expiresIn,
    provedAt,
  })
  .meta({ id: 'SteppedUp', description: 'It is proved that its owner holds this session.' });

export const CookieSteppedUp = z.object({ expiresIn, provedAt }).meta({
  id: 'CookieSteppedUp',
  description: 'The same for a browser: the access token is in a cookie.',
});

export const SecondFactorSignIn = z
  .strictObject({
    challenge: z
      .string()
      .regex(/^[\w-]{43}$/)
      .meta({ description: 'From `params` of `auth.mfa_required`.', examples: ['x'.repeat(43)] }),
    proof: SecondProof,
  })
  .meta({ id: 'SecondFactorSignIn', description: 'The second half of a sign-in.' });

export const SetPassword = z
  .strictObject({ password: Password })
  .meta({ id: 'SetPassword', description: 'The password from now on.' });

export const AskForReset = z.strictObject({ address: Address }).meta({
  id: 'AskForReset',
  description: 'An address of the account whose password is forgotten.',
});

export const ResetPassword = z
  .strictObject({
    verificationId: Id.describe('From the answer that said a code was sent.'),
    code: Code,
    password: Password,
  })
  .meta({ id: 'ResetPassword', description: 'The code that was sent, and the new password.' });

export const Security = z
  .object({
    hasPassword: z.boolean().describe('Whether one can sign in by password.'),
    totpSince: Instant.nullable().describe(
      'Since when signing in asks for a code of an app; null when it does not.',
    ),
    recoveryCodesLeft: z.int().describe('How many recovery codes have not been used.'),
  })
  .meta({ id: 'Security', description: 'What protects my account.' });

export const TotpBegun = z
  .object({
    secret: z.string().meta({
      description: 'For the app, in Base32: to be typed where nothing can be scanned.',
      examples: ['JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'],
    }),
    uri: z.string().describe('The same as an address that opens such an app: `otpauth://totp/…`.'),
    qr: z.string().describe('The address as a QR code: an SVG image.'),
  })
  .meta({
    id: 'TotpBegun',
    description: 'What to put into an app; it counts once it is confirmed.',
  });

export const ConfirmTotp = z
  .strictObject({ code: Code })
  .meta({ id: 'ConfirmTotp', description: 'What the app shows now.' });

export const RecoveryCodes = z
  .object({
    codes: z
      .array(z.string())
      .meta({ description: 'Shown this once.', examples: [['K7QM-2XWD-9RTA-HV4C']] }),
  })
  .meta({
    id: 'RecoveryCodes',
    description: 'The recovery codes from now on; earlier ones are void.',
  });
