import { z } from 'zod';
import { Locale } from './locale.ts';
import { RoleName, type Role } from './roles.ts';
import { defineRpc } from './rpc.ts';
import { Empty, Id } from './schemas.ts';

/** Seconds that an access token lives; whatever outlives it (revocations) takes it from here. */
export const ACCESS_TOKEN_LIFE_S = 15 * 60;

/** Seconds that a refresh token lives, and with it the cookies of a browser that is signed in. */
export const REFRESH_TOKEN_LIFE_S = 30 * 24 * 3_600;

/** NIST SP 800-63B: by one factor, or by two of different kinds. */
export const AssuranceLevel = z
  .enum(['aal1', 'aal2'])
  .meta({ id: 'AssuranceLevel', description: '`aal1`: by one factor; `aal2`: by two.' });

/** Claims of an access token (RFC 9068 profile): RS256, `ACCESS_TOKEN_LIFE_S` long. */
export const AccessClaims = z
  .object({
    iss: z.literal('https://educonnect.app/auth').describe('Who made the token.'),
    aud: z.literal('educonnect').describe('Whom the token is for.'),
    sub: Id.describe('The user.'),
    sid: Id.describe('The sign-in session.'),
    roles: z.array(RoleName).describe('What the user may do.'),
    locale: Locale.describe('The language of the user.'),
    iat: z.int().describe('When it was made, seconds since 1970.'),
    exp: z.int().describe('Until when it is valid, seconds since 1970.'),
    auth_time: z.int().describe('When the user last proved who they are.').optional(),
    acr: AssuranceLevel.describe('How well they did.').optional(),
    amr: z.array(z.string()).describe('By what: `pwd`, `otp`, `sms`, `mfa` (RFC 8176).').optional(),
    step_up_time: z
      .int()
      .describe('When they proved it again within this session; no sign-in sets it.')
      .optional(),
  })
  .meta({ id: 'AccessClaims', description: 'Claims of an access token (RFC 9068).' });
export type AccessClaims = z.infer<typeof AccessClaims>;

/** Who is asking: the verified holder of an access token. */
export interface Actor {
  readonly userId: string;
  readonly sessionId: string;
  readonly roles: readonly Role[];
  readonly locale: Locale;
  /** When they last proved who they are, seconds since 1970. */
  readonly authenticatedAt?: number;
  /** How well they did; unknown counts as by one factor. */
  readonly level?: z.infer<typeof AssuranceLevel>;
  /** By what: `pwd`, `otp`, … (RFC 8176). */
  readonly methods?: readonly string[];
  /** When they proved it again within this session, seconds since 1970; a sign-in is no such proof. */
  readonly steppedUpAt?: number;
  /** Which of the issuer's keys signed the token that says so. */
  readonly keyId?: string;
}

/** RFC 7517 public key, as the signer publishes it. */
export const Jwk = z
  .object({
    kty: z.literal('RSA').describe('Kind of key.'),
    kid: z.string().describe('Which key: the `kid` in the head of a token.'),
    alg: z.literal('RS256').describe('Algorithm that it verifies.'),
    use: z.literal('sig').describe('It verifies signatures.'),
    n: z.string().describe('Modulus, base64url.'),
    e: z.string().describe('Exponent, base64url.'),
  })
  .meta({ id: 'Jwk', description: 'A public key (RFC 7517).' });
export type Jwk = z.infer<typeof Jwk>;

/** Every service asks the issuer for its public keys, and verifies access tokens by itself. */
export const identityRpc = {
  jwks: defineRpc('rpc.auth.jwks.v1', {
    summary: 'Public keys that verify access tokens',
    input: Empty,
    output: z
      .object({ keys: z.array(Jwk).describe('Those in use, and those that come next.') })
      .meta({ id: 'JwkSet', description: 'Public keys (RFC 7517).' }),
    access: 'public',
    resource: 'none',
    http: {
      method: 'GET',
      path: '/auth/.well-known/jwks.json',
      cache: { maxAgeS: 300 },
    },
  }),
};
