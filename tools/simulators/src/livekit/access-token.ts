import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
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

/** The token of a webhook: signs the digest of its body, for five minutes. */
export function webhookToken(body: string, { apiKey, apiSecret }: ApiKey, seconds: number): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const sha256 = createHash('sha256').update(body).digest('base64');
  const claims = { iss: apiKey, nbf: seconds, exp: seconds + 300, sha256 };
  const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${signed}.${createHmac('sha256', apiSecret).update(signed).digest('base64url')}`;
}
