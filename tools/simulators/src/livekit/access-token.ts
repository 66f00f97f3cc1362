import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

const claims = z.object({
  iss: z.string(),
  exp: z.number(),
  nbf: z.number().default(0),
  video: z.record(z.string(), z.unknown()).default({}),
});

export interface ApiKey {
  readonly apiKey: string;
  readonly apiSecret: string;
}

/**
 * The grants of an access token: a JWT by HMAC-SHA256 with the API secret, issued by the API key.
 * https://docs.livekit.io/home/get-started/authentication/
 *
 * @returns null unless the token is good now
 */
export function grantsOf(token: string, key: ApiKey): Record<string, unknown> | null {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const expected = createHmac('sha256', key.apiSecret).update(`${header}.${payload}`).digest();
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const { iss, exp, nbf, video } = claims.parse(
    JSON.parse(Buffer.from(payload, 'base64url').toString()),
  );
  const now = Date.now() / 1_000;
  return iss === key.apiKey && nbf <= now && now < exp ? video : null;
}
