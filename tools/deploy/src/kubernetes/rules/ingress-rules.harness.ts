import type { Cluster } from '../cluster.harness.ts';
import type { Rule } from './rule.harness.ts';

/** How often the gateway writes to an open stream of events. */
const HEARTBEAT_SECONDS = 25;

const annotationsOf = (cluster: Cluster) =>
  (cluster.get('Ingress', 'gateway').metadata as { annotations: Record<string, string> })
    .annotations;

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
    name: 'every host is served over TLS and led to the gateway',
    violations: (cluster) =>
      cluster.all('Ingress').flatMap(({ spec }) => {
        const secured = (spec!.tls ?? []).flatMap(({ hosts = [] }) => hosts);
        return (spec!.rules ?? [])
          .filter(({ host, http }) => {
            const to = http?.paths.map(({ backend }) => backend.service?.name) ?? [];
            return !(secured.includes(host!) && to.every((service) => service === 'gateway'));
          })
          .map(({ host }) => host ?? 'any host');
      }),
    breaking: (cluster) => (cluster.get('Ingress', 'gateway').spec!.tls = []),
  },
  {
    name: 'no host, address or network is left to be decided',
    violations: (cluster) =>
      JSON.stringify(cluster.manifests).match(/[\w.-]+\.educonnect\.invalid|192\.0\.2\.\d+/g) ?? [],
    breaking: (cluster) =>
      (cluster.get('Ingress', 'gateway').spec!.rules![0]!.host = 'api.educonnect.invalid'),
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
    name: 'the gateway trusts X-Forwarded-For of the ingress controller only',
    violations: (cluster) => {
      const networks = cluster.settings('gateway')['TRUSTED_PROXIES']?.split(',') ?? [];
      const narrow = networks.every((network) => Number(network.split('/')[1]) >= 16);
      return networks.length > 0 && narrow ? [] : [`TRUSTED_PROXIES: ${networks.join(', ')}`];
    },
    breaking: (cluster) => (cluster.settings('gateway')['TRUSTED_PROXIES'] = '0.0.0.0/0'),
  },
];
