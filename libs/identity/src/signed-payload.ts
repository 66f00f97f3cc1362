import { verify, type KeyObject } from 'node:crypto';
import { base64url, decodeJwt, decodeProtectedHeader, type JWTPayload } from 'jose';

/** Of an access token (RFC 9068): the one algorithm and kind that we honour. */
const [ALGORITHM, TYPE] = ['RS256', 'at+jwt'];

/**
 * The payload of an access token whose signature is good. Its claims are for the caller to judge.
 *
 * The signature is verified here and now, in 30 µs: handing it to another thread, as jose does,
 * costs several times as much where requests come one by one (decision 94).
 *
 * @throws Error when it is no token of ours
 */
export async function signedPayload(
  token: string,
  keyOf: (keyId: string) => Promise<KeyObject | undefined>,
): Promise<{ payload: JWTPayload; keyId: string }> {
  const { alg, typ, kid, crit } = decodeProtectedHeader(token);
  // Whoever does not understand what is critical must refuse it (RFC 7515, 4.1.11).
  if (alg !== ALGORITHM || typ !== TYPE || crit !== undefined || typeof kid !== 'string' || !kid) {
    throw new Error('not an access token');
  }
  const key = await keyOf(kid);
  if (!key) throw new Error('signed with a key that the issuer does not have');
  const dot = token.lastIndexOf('.');
  const [signed, signature] = [token.slice(0, dot), base64url.decode(token.slice(dot + 1))];
  if (!verify('sha256', Buffer.from(signed), key, signature)) throw new Error('forged');
  return { payload: decodeJwt(token), keyId: kid };
}
