import { isOurs, isService, podRule, type Rule } from './rule.harness.ts';

const MEBIBYTE = /^(\d+)(Mi|Gi)$/;

function mebibytes(quantity: unknown): number {
  const [, number, unit] = MEBIBYTE.exec(String(quantity)) ?? [];
  return Number(number) * (unit === 'Gi' ? 1024 : 1);
}

/** Rule 48: what a pod may not do, and what it may take. */
export const podRules: readonly Rule[] = [
  podRule(
    'runs as a user that is not root',
    ({ pod }) => pod.securityContext?.runAsNonRoot === true && pod.securityContext.runAsUser !== 0,
    ({ pod }) => (pod.securityContext!.runAsNonRoot = false),
  ),
  podRule(
    'is named by its digest, or by a name that leads nowhere until a release says what it is',
    ({ pod }) =>
      pod.containers.every(({ image }) =>
        /^registry\.invalid\/[a-z-]+$|@sha256:[0-9a-f]{64}$/.test(image!),
      ),
    ({ pod }) => (pod.containers[0]!.image = 'ghcr.io/educonnect/auth:latest'),
    isOurs,
  ),
  podRule(
    'runs our images as the user that they are made for',
    ({ pod }) => pod.securityContext?.runAsUser === 65_532,
    ({ pod }) => (pod.securityContext!.runAsUser = 0),
    isOurs,
  ),
  podRule(
    'has a root file system that cannot be written',
    ({ pod }) => pod.containers.every((one) => one.securityContext?.readOnlyRootFilesystem),
    ({ pod }) => delete pod.containers[0]!.securityContext!.readOnlyRootFilesystem,
  ),
  podRule(
    'drops all capabilities and adds none',
    ({ pod }) =>
      pod.containers.every(
        ({ securityContext }) =>
          securityContext?.capabilities?.drop?.includes('ALL') && !securityContext.capabilities.add,
      ),
    ({ pod }) => (pod.containers[0]!.securityContext!.capabilities!.add = ['NET_ADMIN']),
  ),
  podRule(
    'has the seccomp profile of the runtime',
    ({ pod }) => pod.securityContext?.seccompProfile?.type === 'RuntimeDefault',
    ({ pod }) => (pod.securityContext!.seccompProfile = { type: 'Unconfined' }),
  ),
  podRule(
    'cannot gain privileges',
    ({ pod }) =>
      pod.containers.every((one) => one.securityContext?.allowPrivilegeEscalation === false),
    ({ pod }) => delete pod.containers[0]!.securityContext!.allowPrivilegeEscalation,
  ),
  podRule(
    'has no token of the cluster',
    ({ pod }) => pod.automountServiceAccountToken === false,
    ({ pod }) => delete pod.automountServiceAccountToken,
  ),
  podRule(
    'shares nothing of its machine',
    ({ pod }) =>
      !pod.hostNetwork &&
      !pod.hostPID &&
      !pod.hostIPC &&
      (pod.volumes ?? []).every(({ hostPath }) => !hostPath),
    ({ pod }) => pod.volumes!.push({ name: 'machine', hostPath: { path: '/' } }),
  ),
  {
    name: 'every service has an account of its own, without a token',
    violations: (cluster) =>
      cluster
        .services()
        .filter(({ metadata: { name }, spec }) => {
          const account = cluster.find('ServiceAccount', name);
          return (
            account?.automountServiceAccountToken !== false ||
            spec!.template.spec!.serviceAccountName !== name
          );
        })
        .map(({ metadata }) => metadata.name),
    breaking: (cluster) => cluster.without('ServiceAccount', 'payment'),
  },
  podRule(
    'is given as much memory as it may take',
    ({ pod }) =>
      pod.containers.every(
        ({ resources }) =>
          mebibytes(resources?.limits?.['memory']) > 0 &&
          resources?.requests?.['memory'] === resources?.limits?.['memory'] &&
          resources?.requests?.['cpu'] !== undefined,
      ),
    ({ pod }) => (pod.containers[0]!.resources!.limits!['memory'] = '4Gi'),
  ),
  {
    name: "JavaScript's heap is limited to 75 % of a service's memory",
    violations: (cluster) =>
      cluster
        .services()
        .filter(({ metadata, spec }) => {
          const { NODE_OPTIONS } = cluster.settings(metadata.name);
          const sizeOf = (space: string) =>
            Number(new RegExp(`--max-${space}-space-size=(\\d+)`).exec(NODE_OPTIONS ?? '')?.[1]);
          // The young generation has three semi-spaces.
          const heap = sizeOf('old') + 3 * sizeOf('semi');
          const { limits } = spec!.template.spec!.containers[0]!.resources!;
          const share = heap / mebibytes(limits!['memory']);
          return !(share > 0.7 && share <= 0.75);
        })
        .map(({ metadata }) => metadata.name),
    breaking: (cluster) => {
      cluster.workloads().find(isService)!.pod.containers[0]!.resources!.limits!['memory'] = '64Mi';
    },
  },
  {
    name: 'the pool of threads of auth is bounded, and with it the passwords hashed at once',
    violations: (cluster) =>
      Number(cluster.settings('auth')['UV_THREADPOOL_SIZE']) >= 1 ? [] : ['UV_THREADPOOL_SIZE'],
    breaking: (cluster) => delete cluster.settings('auth')['UV_THREADPOOL_SIZE'],
  },
  {
    name: 'the namespace admits restricted pods only and records others, and images by digest',
    violations: (cluster) => {
      const [namespace] = cluster.all('Namespace');
      const labels = (namespace?.metadata as { labels?: Record<string, string> }).labels ?? {};
      return [
        ...['enforce', 'audit'].filter(
          (mode) => labels[`pod-security.kubernetes.io/${mode}`] !== 'restricted',
        ),
        ...(labels['educonnect.app/images'] === 'by-digest' ? [] : ['images']),
      ];
    },
    breaking: (cluster) => {
      (cluster.all('Namespace')[0]!.metadata as { labels?: object }).labels = {};
    },
  },
];
