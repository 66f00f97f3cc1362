import type { Configuration } from 'openid-client';
import type { IssuerConfig } from './issuer.config.ts';

/** With the first sign-in by one in a process. */
export const oidc = () => import('openid-client');

/** Seconds: a call to us may take five, and one of the issuer's answers is three calls. */
const TIMEOUT_S = 4;
/** How long what an issuer says of itself is believed. */
export const CONFIGURATION_MS = 12 * 3_600_000;

/** Reads what an issuer says of itself. @throws whatever keeps it from being reached */
export async function discover({
  issuer,
  clientId,
  clientSecret,
}: IssuerConfig): Promise<Configuration> {
  const client = await oidc();
  const authentication = client.ClientSecretPost(clientSecret);
  const insecure = new URL(issuer).protocol === 'http:' ? [client.allowInsecureRequests] : [];
  return client.discovery(new URL(issuer), clientId, undefined, authentication, {
    // Tokens come over TLS, and are checked all the same.
    execute: [client.enableNonRepudiationChecks, ...insecure],
    timeout: TIMEOUT_S,
  });
}
