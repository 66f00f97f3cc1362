import type { Cluster } from '../cluster.harness.ts';
import type { Rule } from './rule.harness.ts';

/** How often the gateway writes to an open stream of events. */
const HEARTBEAT_SECONDS = 25;

/** By path, as the gateway forwards them itself where there is no ingress. */
const WAYS = [
  'Prefix /api: gateway',
  'Prefix /docs: gateway',
  'Prefix /health: gateway',
  'Exact /status: gateway',
  'Prefix /: web',
].join();

const annotationsOf = (cluster: Cluster) =>
  (cluster.get('Ingress', 'front').metadata as { annotations: Record<string, string> }).annotations;

function annotation(name: string, annotated: string, holds: (value: string) => boolean): Rule {
  return {
    name,
    violations: (cluster) => {
      const value = annotationsOf(cluster)[annotated];
      return value !== undefined && holds(value) ? [] : [`${annotated}: ${value}`];
    },
    breaking: (cluster) => delete annotationsOf(cluster)[annotated],
  };
}

/** The edge of the cluster. */
export const ingressRules: readonly Rule[] = [
  {
    name: 'every host is served over TLS, what the gateway owns by it and all else by the web',
    violations: (cluster) =>
      cluster.all('Ingress').flatMap(({ spec }) => {
        const secured = (spec!.tls ?? []).flatMap(({ hosts = [] }) => hosts);
        return (spec!.rules ?? [])
          .filter(({ host, http }) => {
            const ways = http?.paths.map(
              ({ pathType, path, backend }) => `${pathType} ${path}: ${backend.service?.name}`,
            );
            return !(secured.includes(host!) && ways?.join() === WAYS);
          })
          .map(({ host }) => host ?? 'any host');
      }),
    breaking: (cluster) => cluster.get('Ingress', 'front').spec!.rules![0]!.http!.paths.shift(),
  },
  {
    name: 'no host, address or network is left to be decided',
    violations: (cluster) =>
      JSON.stringify(cluster.manifests).match(/\beduconnect\.invalid|192\.0\.2\.\d+/g) ?? [],
    breaking: (cluster) =>
      (cluster.get('Ingress', 'front').spec!.rules![0]!.host = 'educonnect.invalid'),
  },
  annotation('bodies are limited', 'nginx.org/client-max-body-size', (size) => size === '1m'),
  annotation('requests are limited by address', 'nginx.org/limit-req-rate', (rate) =>
    /^\d+r\/s$/.test(rate),
  ),
  annotation(
    'a refusal says "too many"',
    'nginx.org/limit-req-reject-code',
    (code) => code === '429',
  ),
  annotation(
    'a stream of events outlives its heartbeat, twice',
    'nginx.org/proxy-read-timeout',
    (time) => Number.parseInt(time, 10) >= 2 * HEARTBEAT_SECONDS,
  ),
  {
    name: 'gateway and web trust X-Forwarded-For of a narrow network only',
    violations: (cluster) =>
      ['gateway', 'web'].flatMap((name) => {
        const networks = cluster.settings(name)['TRUSTED_PROXIES']?.split(',') ?? [];
        const narrow = networks.every((network) => Number(network.split('/')[1]) >= 16);
        return networks.length > 0 && narrow ? [] : `${name}: ${networks.join(', ')}`;
      }),
    breaking: (cluster) => (cluster.settings('web')['TRUSTED_PROXIES'] = '0.0.0.0/0'),
  },
  {
    name: 'pages and messages name the address at which the platform is reached',
    violations: (cluster) => {
      const { host } = cluster.get('Ingress', 'front').spec!.rules![0]!;
      return ['notification', 'web']
        .map((name) => `${name}: ${cluster.settings(name)['PUBLIC_URL']}`)
        .filter((found) => !found.endsWith(` https://${host}`));
    },
    breaking: (cluster) => delete cluster.settings('web')['PUBLIC_URL'],
  },
];
