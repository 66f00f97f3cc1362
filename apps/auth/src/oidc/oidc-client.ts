import { importPKCS8, SignJWT } from 'jose';
import type { ClientAuth, Configuration } from 'openid-client';
import type { IssuerConfig } from './issuer.config.ts';

/** With the first sign-in by one in a process. */
export const oidc = () => import('openid-client');

/** Seconds: a call to us may take five, and one of the issuer's answers is three calls. */
const TIMEOUT_S = 4;
const SECRET_LIFE_S = 300;

/** Reads what an issuer says of itself. @throws whatever keeps it from being reached */
export async function discover(config: IssuerConfig): Promise<Configuration> {
  const client = await oidc();
  const { issuer, clientId, clientSecret } = config;
  const authentication =
    typeof clientSecret === 'string'
      ? client.ClientSecretPost(clientSecret)
      : await signedSecret(clientId, issuer, clientSecret);
  const insecure = new URL(issuer).protocol === 'http:' ? [client.allowInsecureRequests] : [];
  return client.discovery(new URL(issuer), clientId, undefined, authentication, {
    // Tokens come over TLS, and are checked all the same.
    execute: [client.enableNonRepudiationChecks, ...insecure],
    timeout: TIMEOUT_S,
  });
}

/** Source: developer.apple.com, "Creating a client secret" */
async function signedSecret(
  clientId: string,
  audience: string,
  { teamId, keyId, privateKey }: Exclude<IssuerConfig['clientSecret'], string>,
): Promise<ClientAuth> {
  const key = await importPKCS8(privateKey, 'ES256');
  return async (_issuer, _client, body) => {
    const secret = await new SignJWT({})
      .setProtectedHeader({ alg: 'ES256', kid: keyId })
      .setIssuer(teamId)
      .setSubject(clientId)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(`${SECRET_LIFE_S}s`)
      .sign(key);
    body.set('client_id', clientId);
    body.set('client_secret', secret);
  };
}
