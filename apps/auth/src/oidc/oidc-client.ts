import { importPKCS8, SignJWT } from 'jose';
import type { Configuration } from 'openid-client';
import type { IssuerConfig } from './issuer.config.ts';

/** With the first sign-in by one in a process. */
export const oidc = () => import('openid-client');

/** Seconds: a call to us may take five, and one of the issuer's answers is three calls. */
const TIMEOUT_S = 4;
/** Half as long as a secret that we sign lives. */
export const CONFIGURATION_MS = 12 * 3_600_000;

/** Reads what an issuer says of itself. @throws whatever keeps it from being reached */
export async function discover(config: IssuerConfig): Promise<Configuration> {
  const client = await oidc();
  const { issuer, clientId } = config;
  const authentication = client.ClientSecretPost(await signedSecret(config));
  const insecure = new URL(issuer).protocol === 'http:' ? [client.allowInsecureRequests] : [];
  return client.discovery(new URL(issuer), clientId, undefined, authentication, {
    // Tokens come over TLS, and are checked all the same.
    execute: [client.enableNonRepudiationChecks, ...insecure],
    timeout: TIMEOUT_S,
  });
}

/** Source: developer.apple.com, "Creating a client secret" */
async function signedSecret({ clientId, issuer, clientSecret }: IssuerConfig): Promise<string> {
  if (typeof clientSecret === 'string') return clientSecret;
  const { teamId, keyId, privateKey } = clientSecret;
  return new SignJWT({})
    .setProtectedHeader({ alg: 'ES256', kid: keyId })
    .setIssuer(teamId)
    .setSubject(clientId)
    .setAudience(issuer)
    .setIssuedAt()
    .setExpirationTime('1d')
    .sign(await importPKCS8(privateKey, 'ES256'));
}
