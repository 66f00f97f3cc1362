import type { IIoK8sApiNetworkingV1NetworkPolicyPeer } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer';
import type { Cluster, Workload } from '../cluster.harness.ts';
import { isService, type Rule } from './rule.harness.ts';

type Direction = 'Ingress' | 'Egress';

/** Addresses that are ours, or those of machines: no way to the internet may include them. */
const PRIVATE = [
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
];

/** A peer in words: `monitoring/prometheus`, `nats`, `10.1.0.0/24`, `internet`. */
function peerName(peer: IIoK8sApiNetworkingV1NetworkPolicyPeer): string {
  const labelled = (labels: Record<string, string> | undefined) => Object.values(labels ?? {})[0];
  if (peer.ipBlock) {
    const { cidr, except = [] } = peer.ipBlock;
    if (cidr !== '0.0.0.0/0') return cidr;
    return PRIVATE.every((network) => except.includes(network)) ? 'internet' : 'everything';
  }
  const pod = labelled(peer.podSelector?.matchLabels);
  const namespace = labelled(peer.namespaceSelector?.matchLabels);
  return [namespace, pod].filter(Boolean).join('/') || 'everything';
}

/** What may reach the pods of a workload, or what they may reach, as `nats:4222`. */
function allowed(cluster: Cluster, { labels }: Workload, direction: Direction): string[] {
  const policies = cluster
    .all('NetworkPolicy')
    .filter(({ spec }) =>
      Object.entries(spec!.podSelector!.matchLabels ?? {}).every(
        ([label, value]) => labels[label] === value,
      ),
    );
  const rules = policies.flatMap(({ spec }) =>
    direction === 'Ingress'
      ? (spec!.ingress ?? []).map(({ from, ports }) => ({ peers: from, ports }))
      : (spec!.egress ?? []).map(({ to, ports }) => ({ peers: to, ports })),
  );
  const names = rules.flatMap(({ peers, ports }) =>
    (peers ?? [{}]).flatMap((peer) =>
      (ports ?? [{ port: '*' }]).map(({ port }) => `${peerName(peer)}:${port}`),
    ),
  );
  return [...new Set(names)].sort();
}

/** Who sends requests to the services that take some. */
const VISITORS: Readonly<Record<string, readonly string[]>> = {
  gateway: ['nginx-ingress:8080', 'web:8080'],
  web: ['nginx-ingress:8080'],
};

/** Networks of the two servers outside the cluster, as the environment says. */
const networkOf = (cluster: Cluster, policy: 'postgres' | 'redis') =>
  cluster.get('NetworkPolicy', policy).spec!.egress![0]!.to![0]!.ipBlock!.cidr;

/** Rule 49: nothing is reached by accident. */
export function networkRules(egress: Readonly<Record<string, readonly string[]>>): Rule[] {
  return [
    {
      name: 'nothing goes in or out unless a policy says so',
      violations: (cluster) => {
        const deny = cluster.all('NetworkPolicy').some(({ spec }) => {
          const types = spec!.policyTypes ?? [];
          const everyone = Object.keys(spec!.podSelector ?? { none: '' }).length === 0;
          const nothing = !spec!.ingress && !spec!.egress;
          return everyone && nothing && types.includes('Ingress') && types.includes('Egress');
        });
        return deny ? [] : ['no policy denies everything to all pods'];
      },
      breaking: (cluster) => cluster.without('NetworkPolicy', 'default-deny'),
    },
    {
      name: 'everything may ask for names',
      violations: (cluster) =>
        cluster
          .workloads()
          .filter((one) => !allowed(cluster, one, 'Egress').includes('kube-system/kube-dns:53'))
          .map(({ name }) => name),
      breaking: (cluster) => cluster.without('NetworkPolicy', 'dns'),
    },
    {
      name: 'gateway and web are reached by the ingress controller, and the gateway by the web; nothing else is reached',
      violations: (cluster) =>
        cluster
          .workloads()
          .filter(isService)
          .flatMap((one) => {
            const expected = ['monitoring/prometheus:9090', ...(VISITORS[one.name] ?? [])];
            const sources = allowed(cluster, one, 'Ingress');
            return sources.join() === expected.join() ? [] : [`${one.name}: ${sources.join(', ')}`];
          }),
      breaking: (cluster) => {
        const { spec } = cluster.get('NetworkPolicy', 'gateway');
        cluster.get('NetworkPolicy', 'payment').spec!.ingress!.push(spec!.ingress![1]!);
      },
    },
    {
      name: 'a service reaches what it uses, and nothing else',
      violations: (cluster) =>
        cluster
          .workloads()
          .filter(isService)
          .flatMap((one) => {
            const variables = one.pod.containers[0]!.env!.map(({ name }) => name);
            const ports = (egress[one.name] ?? []).map((address) => address.split(':')[1]);
            const expected = [
              'kube-system/kube-dns:53',
              'monitoring/opentelemetry-collector:4318',
              ...(variables.includes('NATS_URL') ? ['nats:4222'] : []),
              ...(one.name === 'web' ? ['gateway:8080'] : []),
              ...(variables.includes('DATABASE_URL') ? ['pgbouncer:6432'] : []),
              ...(variables.includes('REDIS_URL') ? [`${networkOf(cluster, 'redis')}:6379`] : []),
              ...[...new Set(ports)].map((port) => `internet:${port}`),
            ].sort();
            const reached = allowed(cluster, one, 'Egress');
            return reached.join() === expected.join() ? [] : [`${one.name}: ${reached.join(', ')}`];
          }),
      breaking: (cluster) => {
        const { spec } = cluster.get('NetworkPolicy', 'payment');
        cluster.get('NetworkPolicy', 'availability').spec!.egress!.push(spec!.egress!.at(-1)!);
      },
    },
    {
      name: 'the internet is that without our own networks',
      violations: (cluster) =>
        cluster
          .workloads()
          .filter((one) => allowed(cluster, one, 'Egress').some((to) => /^everything/.test(to)))
          .map(({ name }) => name),
      breaking: (cluster) => {
        const { spec } = cluster.get('NetworkPolicy', 'payment');
        spec!.egress!.at(-1)!.to![0]!.ipBlock!.except!.shift();
      },
    },
    {
      name: 'PostgreSQL is reached by the pooler and by migrations, and by nothing else',
      violations: (cluster) =>
        cluster
          .workloads()
          .filter((one) => {
            const reaches = allowed(cluster, one, 'Egress').includes(
              `${networkOf(cluster, 'postgres')}:5432`,
            );
            return reaches !== (one.name === 'pgbouncer' || one.name.startsWith('migrate-'));
          })
          .map(({ name }) => name),
      breaking: (cluster) => {
        const labels = cluster.workload('session').labels as Record<string, string>;
        labels['educonnect.app/postgres-client'] = 'true';
      },
    },
    {
      name: 'NATS is reached by services and by the job of its streams; its servers by each other',
      violations: (cluster) => {
        const sources = allowed(cluster, cluster.workload('nats'), 'Ingress');
        const expected = ['nats:6222', 'service:4222', 'streams:4222'];
        return sources.join() === expected.join() ? [] : sources;
      },
      breaking: (cluster) => delete cluster.get('NetworkPolicy', 'nats').spec!.ingress![0]!.from,
    },
    {
      name: 'PgBouncer is reached by services alone',
      violations: (cluster) => {
        const sources = allowed(cluster, cluster.workload('pgbouncer'), 'Ingress');
        return sources.join() === 'service:6432' ? [] : sources;
      },
      breaking: (cluster) => {
        cluster.get('NetworkPolicy', 'pgbouncer').spec!.ingress!.push({});
      },
    },
  ];
}
