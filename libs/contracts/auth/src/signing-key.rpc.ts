import { defineRpc, Empty, Instant } from '@edu/contract-kit';
import { z } from 'zod';
import { authErrors } from './auth.errors.ts';

const keyId = z
  .string()
  .regex(/^[\w-]{43}$/)
  .meta({
    description: 'The `kid` in the head of its tokens: its thumbprint (RFC 7638).',
    examples: ['NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs'],
  });

const SigningKeyRef = z
  .strictObject({ keyId })
  .meta({ id: 'SigningKeyRef', description: 'One signing key.' });

const SigningKey = z
  .object({
    keyId,
    state: z.enum(['next', 'signing', 'retired']).meta({
      id: 'SigningKeyState',
      description:
        '`next`: published, and signs from a time to come; `signing`: signs; `retired`: signs no more, and verifies tokens that it has signed.',
    }),
    signsFrom: Instant.describe('From when on it signs.'),
    verifiesUntil: Instant.describe(
      'Until when it is published; null while nothing follows it.',
    ).nullable(),
  })
  .meta({ id: 'SigningKey', description: 'A key that access tokens are signed with.' });

const SigningKeys = z
  .object({ keys: z.array(SigningKey).describe('The oldest first.') })
  .meta({ id: 'SigningKeys', description: 'The signing keys that are published.' });
export type SigningKeys = z.infer<typeof SigningKeys>;

/** What the operator does with the keys of access tokens; no service may call them. */
export const signingKeyRpc = {
  listSigningKeys: defineRpc('rpc.auth.list_signing_keys.v1', {
    summary: 'The signing keys of access tokens that are published',
    input: Empty,
    output: SigningKeys,
  }),
  rotateSigningKey: defineRpc('rpc.auth.rotate_signing_key.v1', {
    summary: 'Publish the next signing key; it signs ten minutes later',
    description: 'One that is published already signs in ten minutes at the latest.',
    input: Empty,
    output: SigningKeys,
  }),
  revokeSigningKey: defineRpc('rpc.auth.revoke_signing_key.v1', {
    summary: 'Make all tokens of a signing key worthless; another signs at once',
    input: SigningKeyRef,
    output: SigningKeys,
    errors: [authErrors.unknownSigningKey],
  }),
};
