import { AddressChannel, Id, Instant, openEnum } from '@edu/contract-kit';
import { z } from 'zod';
import { Code, CodeSent, expiresIn, GivenPassword } from './auth.schemas.ts';

/** What a person proves themselves by. */
export const FACTORS = ['password', 'email', 'sms'] as const;
export const Factor = openEnum(FACTORS, {
  id: 'Factor',
  description:
    '`password`: that of the account; `email` and `sms`: a code sent to an address of the account.',
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
    sent: CodeSent.nullable().describe('The code that was sent; null where none was asked for.'),
  })
  .meta({ id: 'StepUpWays', description: 'How somebody may prove again that it is them.' });

const Proof = z
  .discriminatedUnion('kind', [
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
