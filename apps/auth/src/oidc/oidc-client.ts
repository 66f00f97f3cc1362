import { createPrivateKey } from 'node:crypto';
import { SignJWT } from 'jose';
import type { ClientAuth, Configuration } from 'openid-client';
import type { IssuerConfig } from './issuer.config.ts';

/** With the first sign-in by one in a process. */
export const oidc = () => import('openid-client');

/** Seconds: a call to us may take five, and one of the issuer's answers is three calls. */
const TIMEOUT_S = 4;
/** Of a secret that is signed for one request. */
const SECRET_LIFE_S = 300;
/** How long what an issuer says of itself is believed. */
export const CONFIGURATION_MS = 12 * 3_600_000;

/** Reads what an issuer says of itself. @throws whatever keeps it from being reached */
export async function discover(config: IssuerConfig): Promise<Configuration> {
  const client = await oidc();
  const { issuer, clientId } = config;
  const insecure = new URL(issuer).protocol === 'http:' ? [client.allowInsecureRequests] : [];
  return client.discovery(new URL(issuer), clientId, undefined, await authenticationOf(config), {
    // Tokens come over TLS, and are checked all the same.
    execute: [client.enableNonRepudiationChecks, ...insecure],
    timeout: TIMEOUT_S,
  });
}

async function authenticationOf({
  issuer,
  clientId,
  clientSecret = '',
  signingKey,
}: IssuerConfig): Promise<ClientAuth> {
  const { ClientSecretPost } = await oidc();
  if (!signingKey) return ClientSecretPost(clientSecret);
  const { keyId, teamId, privateKey } = signingKey;
  const key = createPrivateKey(privateKey);
  // The library waits for it, though its type does not say so.
  const authenticate: (...request: Parameters<ClientAuth>) => unknown = async (...request) => {
    const secret = await new SignJWT({})
      .setProtectedHeader({ alg: 'ES256', kid: keyId })
      .setIssuer(teamId)
      .setSubject(clientId)
      .setAudience(issuer)
      .setIssuedAt()
      .setExpirationTime(`${SECRET_LIFE_S} s`)
      .sign(key);
    ClientSecretPost(secret)(...request);
  };
  return authenticate;
}
