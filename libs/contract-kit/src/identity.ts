import { z } from 'zod';
import { ROLES, type Role } from './roles.ts';
import { defineRpc } from './rpc.ts';
import { Id, LocaleCode } from './schemas.ts';

/** Claims of an access token (RFC 9068 profile): RS256, 15 minutes. */
export const AccessClaims = z.object({
  iss: z.literal('https://educonnect.app/auth'),
  aud: z.literal('educonnect'),
  sub: Id,
  sid: Id,
  roles: z.array(z.enum(ROLES)),
  locale: LocaleCode,
  iat: z.int(),
  exp: z.int(),
});
export type AccessClaims = z.infer<typeof AccessClaims>;

/** Who is asking: the verified holder of an access token. */
export interface Actor {
  readonly userId: string;
  readonly sessionId: string;
  readonly roles: readonly Role[];
  readonly locale: 'fr' | 'en';
}

/** RFC 7517 public key, as the signer publishes it. */
export const Jwk = z.object({
  kty: z.literal('RSA'),
  kid: z.string(),
  alg: z.literal('RS256'),
  use: z.literal('sig'),
  n: z.string(),
  e: z.string(),
});
export type Jwk = z.infer<typeof Jwk>;

/** Every service asks the issuer for its public keys, and verifies access tokens by itself. */
export const identityRpc = {
  jwks: defineRpc('rpc.auth.jwks.v1', {
    summary: 'Public keys that verify access tokens',
    input: z.strictObject({}),
    output: z.object({ keys: z.array(Jwk) }),
    access: 'public',
    http: {
      method: 'GET',
      path: '/auth/.well-known/jwks.json',
      cache: { maxAgeS: 300 },
    },
  }),
};
