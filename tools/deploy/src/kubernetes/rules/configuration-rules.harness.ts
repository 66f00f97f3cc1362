import type { Cluster } from '../cluster.harness.ts';
import { REQUIRES } from '../labels.ts';
import type { Rule } from './rule.harness.ts';

/** The Secret and key of each variable of a service that comes from a Secret. */
function secretsOf(cluster: Cluster, service: string): Map<string, string> {
  const variables = cluster.workload(service).pod.containers[0]!.env ?? [];
  return new Map(
    variables.flatMap(({ name, valueFrom }) => {
      const { name: secret, key } = valueFrom?.secretKeyRef ?? {};
      return secret ? [[name, `${secret}/${key}`] as const] : [];
    }),
  );
}

const secretNames = (cluster: Cluster) =>
  new Set(
    cluster
      .services()
      .flatMap(({ metadata }) => [...secretsOf(cluster, metadata.name).keys()])
      .concat('DATABASE_OWNER_URL'),
  );

/** Rule 43 as far as manifests go: what services need is there, and what is secret is elsewhere. */
export const configurationRules: readonly Rule[] = [
  {
    name: 'every variable that a service cannot do without is provided',
    violations: (cluster) =>
      cluster.services().flatMap(({ metadata }) => {
        const { annotations } = metadata as { annotations?: Record<string, string> };
        const provided = [
          ...Object.keys(cluster.settings(metadata.name)),
          ...secretsOf(cluster, metadata.name).keys(),
        ];
        return annotations!
          [REQUIRES]!.split(',')
          .filter((variable) => variable && !provided.includes(variable))
          .map((variable) => `${metadata.name} lacks ${variable}`);
      }),
    breaking: (cluster) => delete cluster.settings('notification')['PUBLIC_URL'],
  },
  {
    name: 'no secret is written into a manifest',
    violations: (cluster) => {
      const secret = secretNames(cluster);
      const literals = [
        ...cluster.all('ConfigMap').flatMap(({ data }) => Object.keys(data ?? {})),
        ...cluster
          .workloads()
          .flatMap(({ pod }) => pod.containers.flatMap(({ env = [] }) => env))
          .filter(({ value }) => value !== undefined)
          .map(({ name }) => name),
      ];
      return [
        ...literals.filter((name) => secret.has(name)),
        ...cluster.manifests.filter(({ kind }) => kind === 'Secret').map(({ kind }) => kind),
      ];
    },
    breaking: (cluster) =>
      (cluster.settings('payment')['STRIPE_SECRET_KEY'] = 'sk_test_0000000000000000'),
  },
  {
    name: 'nothing that looks like a key or a password is in any manifest',
    violations: (cluster) =>
      JSON.stringify(cluster.manifests).match(
        /\b[sr]k_(live|test)_\w+|whsec_\w+|:\/\/[^/\s":]+:[^@\s"]+@|-----BEGIN [A-Z ]*PRIVATE KEY/g,
      ) ?? [],
    breaking: (cluster) =>
      (cluster.settings('search')['MIRROR'] = 'postgres://search:hunter2@postgres/educonnect'),
  },
  {
    name: 'a service reads its own Secret and no other’s',
    violations: (cluster) =>
      cluster
        .services()
        .flatMap(({ metadata: { name } }) =>
          [...secretsOf(cluster, name)]
            .filter(([variable, source]) => source !== `${name}/${variable}`)
            .map(([, source]) => `${name} reads ${source}`),
        ),
    breaking: (cluster) => {
      const variable = cluster.workload('search').pod.containers[0]!.env![0]!;
      variable.valueFrom!.secretKeyRef!.name = 'payment';
    },
  },
  {
    name: 'the web has no secret',
    violations: (cluster) => [...secretsOf(cluster, 'web').keys()],
    breaking: (cluster) => {
      const [secret] = cluster.workload('search').pod.containers[0]!.env!;
      cluster.workload('web').pod.containers[0]!.env!.push(secret!);
    },
  },
  {
    name: 'a new value of a setting replaces the pods',
    violations: (cluster) =>
      cluster
        .all('ConfigMap')
        .map(({ metadata }) => metadata.name)
        .filter((name) => !/-[a-z0-9]{10}$/.test(name)),
    breaking: (cluster) => {
      (cluster.all('ConfigMap')[0]!.metadata as { name: string }).name = 'settings';
    },
  },
];
