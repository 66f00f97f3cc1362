import { Email, Id, Instant, line } from '@edu/contract-kit';
import { z } from 'zod';

const BYTES = /^[\w-]+$/;
/** Bytes as WebAuthn's JSON has them: base64url without padding. */
const bytes = (max: number, description: string) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(BYTES)
    .meta({ description, examples: ['x'.repeat(16)] });

const credentialId = bytes(1_400, 'The credential, as its authenticator names it.');
const clientDataJSON = bytes(4_000, 'What the browser says that was signed.');
const transports = z
  .array(z.string().regex(/^[\w-]{1,32}$/))
  .max(8)
  .describe('How browsers reach the authenticator, as it says itself.');
const name = line(60).meta({ description: 'What its owner calls it.', examples: ['My phone'] });

const credentials = z
  .array(
    z
      .object({
        type: z.literal('public-key').describe('The only kind that there is.'),
        id: z.string().describe('The credential.'),
        transports: z.array(z.string()).describe('How it is reached; empty where that is unknown.'),
      })
      .meta({ id: 'PasskeyDescriptor', description: 'A passkey, as browsers name it.' }),
  )
  .describe('Passkeys of the account.');
const challenge = z.string().describe('To be signed: good once, for five minutes.');
const timeout = z.int().describe('Milliseconds that the browser may wait for its user.');
const userVerification = z
  .literal('required')
  .describe('The device makes sure of its user: by a finger, a face or its PIN.');

export const PasskeyCreation = z
  .object({
    challenge,
    timeout,
    rp: z
      .object({ id: z.string().describe('Domain.'), name: z.string().describe('For people.') })
      .meta({ id: 'PasskeyParty', description: 'Whom the passkey is for.' }),
    user: z
      .object({
        id: z.string().describe('The account.'),
        name: z.string().describe('An address of the account, or its name.'),
        displayName: z.string().describe('The name that others see.'),
      })
      .meta({ id: 'PasskeyUser', description: 'Whose it is.' }),
    pubKeyCredParams: z
      .array(
        z
          .object({
            type: z.literal('public-key').describe('The only kind that there is.'),
            alg: z.int().describe('As COSE numbers them.'),
          })
          .meta({ id: 'PasskeyAlgorithm', description: 'A kind of signature.' }),
      )
      .describe('Which signatures are taken, the best first.'),
    attestation: z.literal('none').describe('Nobody asks which make of device it is.'),
    authenticatorSelection: z
      .object({
        residentKey: z.literal('required').describe('It signs in without an address.'),
        requireResidentKey: z.literal(true).describe('The same for older browsers.'),
        userVerification,
      })
      .meta({ id: 'PasskeyDevice', description: 'What the device has to be capable of.' }),
    excludeCredentials: credentials,
  })
  .meta({
    id: 'PasskeyCreation',
    description: 'For `PublicKeyCredential.parseCreationOptionsFromJSON` (WebAuthn, level 3).',
  });

export const PasskeyRequest = z
  .object({
    challenge,
    timeout,
    rpId: z.string().describe('Domain that the passkeys are for.'),
    userVerification,
    allowCredentials: credentials.describe(
      'Passkeys of the account; empty where the person has still to say who they are.',
    ),
  })
  .meta({
    id: 'PasskeyRequest',
    description: 'For `PublicKeyCredential.parseRequestOptionsFromJSON` (WebAuthn, level 3).',
  });

export const PasskeyAssertion = z
  .strictObject({
    id: credentialId,
    clientDataJSON,
    authenticatorData: bytes(4_000, 'What the authenticator says of itself and its user.'),
    signature: bytes(4_000, 'Of both.'),
    userHandle: bytes(88, 'Whose it is, as the authenticator remembers it.').optional(),
  })
  .meta({ id: 'PasskeyAssertion', description: 'The answer of a passkey to a challenge.' });

const invitation = z
  .string()
  .regex(/^[\w-]{43}$/)
  .meta({
    description: 'What a link for a first passkey carries.',
    examples: ['x'.repeat(43)],
  });

export const InvitePasskey = z
  .strictObject({ email: Email })
  .meta({ id: 'InvitePasskey', description: 'The proven e-mail address of the account.' });

export const PasskeyInvitation = z
  .object({
    link: z.string().meta({
      description: 'For its owner alone: signed in, they add a passkey there.',
      examples: [`https://educonnect.example/account/security#${'x'.repeat(43)}`],
    }),
    expiresAt: Instant.describe('Until when it works, once.'),
  })
  .meta({ id: 'PasskeyInvitation', description: 'A link for a first passkey.' });

export const AddPasskey = z
  .strictObject({
    invitation: invitation.optional(),
    name: name.optional().describe('What its owner calls it; its browser and system by default.'),
    credential: z
      .strictObject({
        id: credentialId,
        clientDataJSON,
        attestationObject: bytes(8_000, 'The public key, as the authenticator hands it out.'),
        transports: transports.optional(),
      })
      .meta({ id: 'PasskeyCredential', description: 'A passkey that a browser has just made.' }),
  })
  .meta({ id: 'AddPasskey', description: 'A passkey for my account.' });

const id = Id.describe('The passkey.');

export const RenamePasskey = z
  .strictObject({ id, name })
  .meta({ id: 'RenamePasskey', description: 'Another name for a passkey.' });

export const PasskeyById = z
  .strictObject({ id })
  .meta({ id: 'PasskeyById', description: 'One of my passkeys.' });

export const Passkey = z
  .object({
    id,
    name: z
      .string()
      .nullable()
      .meta({
        description: 'What its owner calls it; null where nobody has said.',
        examples: ['Chrome, Android'],
      }),
    isSynced: z
      .boolean()
      .describe(
        'Whether other devices of its owner have it too, so that losing one loses nothing.',
      ),
    createdAt: Instant.describe('When it was added.'),
    lastUsedAt: Instant.nullable().describe('When it last signed in or proved; null for never.'),
  })
  .meta({ id: 'Passkey', description: 'A way in that needs neither address nor password.' });

export const Passkeys = z
  .object({ items: z.array(Passkey).describe('The latest first.') })
  .meta({ id: 'Passkeys', description: 'My passkeys.' });

export const PasskeyRemoved = z
  .object({ removedAt: Instant.describe('Since when it signs nobody in.') })
  .meta({ id: 'PasskeyRemoved', description: 'It is gone.' });

export const AskForPasskey = z
  .strictObject({
    challenge: z
      .string()
      .regex(/^[\w-]{43}$/)
      .optional()
      .describe(
        'From `params` of `auth.mfa_required`, where a passkey is to be the second factor; none to sign in.',
      ),
  })
  .meta({ id: 'AskForPasskey', description: 'What the passkey is for.' });

export const PasskeySignIn = z
  .strictObject({ credential: PasskeyAssertion })
  .meta({ id: 'PasskeySignIn', description: 'A sign-in by passkey.' });
