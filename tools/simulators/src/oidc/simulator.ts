import { generateKeyPairSync } from 'node:crypto';
import { defineSimulator, endpointOf } from '../kit/simulator-definition.ts';

const CLIENT = { clientId: 'educonnect', clientSecret: 'everybody knows it' };
const TEAM = { teamId: 'TEAM123456', keyId: 'KEY1234567' };
/** Of the team that Apple has given one; another each time the platform starts. */
const key = generateKeyPairSync('ec', { namedCurve: 'P-256' });

export const oidc = defineSimulator({
  name: 'oidc',
  label: 'OpenID Connect simulator',
  realAccount: 'OIDC_ISSUERS',
  ports: { oidc: 8034, apple: 8035 },
  secrets: {},
  // An issuer has one address: where people and services reach it by different ones there is none.
  env: (services, people): Record<string, string> =>
    services.oidc === people.oidc
      ? { OIDC_ISSUERS: JSON.stringify([example(people.oidc), apple(people.apple)]) }
      : {},
  start: async ({ ports, host }) => {
    const { startOidcSimulator } = await import('./oidc-simulator.ts');
    const appleKey = { ...TEAM, publicKey: key.publicKey };
    const [plain, likeApple] = await Promise.all([
      startOidcSimulator({ host, port: ports.oidc, ...CLIENT }),
      startOidcSimulator({ host, port: ports.apple, ...CLIENT, appleKey }),
    ]);
    return {
      endpoints: { oidc: endpointOf(plain.url), apple: endpointOf(likeApple.url) },
      close: async () => {
        await Promise.all([plain.close(), likeApple.close()]);
      },
    };
  },
});

const example = (endpoint: string) => ({
  ...{ id: 'example', name: 'Example', issuer: `http://${endpoint}`, ...CLIENT },
});

/** As Apple is configured; only `issuer` is another. */
const apple = (endpoint: string) => ({
  ...{ id: 'apple', name: 'Apple', issuer: `http://${endpoint}`, clientId: CLIENT.clientId },
  ...{ responseMode: 'form_post', scope: 'openid email name' },
  signingKey: { ...TEAM, privateKey: key.privateKey.export({ type: 'pkcs8', format: 'pem' }) },
});
