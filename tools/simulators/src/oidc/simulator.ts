import { defineSimulator, endpointOf } from '../kit/simulator-definition.ts';

const CLIENT = { clientId: 'educonnect', clientSecret: 'everybody knows it' };

export const oidc = defineSimulator({
  name: 'oidc',
  label: 'OpenID Connect simulator',
  realAccount: 'OIDC_ISSUERS',
  ports: { oidc: 8034 },
  secrets: {},
  // An issuer has one address: where people and services reach it by different ones there is none.
  env: (services, people): Record<string, string> =>
    services.oidc === people.oidc
      ? {
          OIDC_ISSUERS: JSON.stringify([
            { id: 'example', name: 'Example', issuer: `http://${people.oidc}`, ...CLIENT },
          ]),
        }
      : {},
  start: async ({ ports, host }) => {
    const { startOidcSimulator } = await import('./oidc-simulator.ts');
    const { url, close } = await startOidcSimulator({ host, port: ports.oidc, ...CLIENT });
    return { endpoints: { oidc: endpointOf(url) }, close };
  },
});
