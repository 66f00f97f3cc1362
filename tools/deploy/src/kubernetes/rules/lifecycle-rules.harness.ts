import type { IIoK8sApiCoreV1Probe } from 'kubernetes-models/v1/Probe';
import type { Cluster, Workload } from '../cluster.harness.ts';
import { isService, podRule, type Rule } from './rule.harness.ts';

/** Longest that calls in flight may take while a service drains. */
const IN_FLIGHT_MS = 15_000;

const isMigration = ({ labels }: Workload) => labels['app.kubernetes.io/component'] === 'migration';
const first = ({ pod }: Workload) => pod.containers[0]!;
const asks = (probe: IIoK8sApiCoreV1Probe | undefined, path: string) =>
  probe?.httpGet?.path === path && probe.httpGet.port === 'health';

function ownerSecrets(workload: Workload): string[] {
  const names = (first(workload).env ?? []).map(({ valueFrom }) => valueFrom?.secretKeyRef?.name);
  return names.filter((name) => name?.endsWith('-owner')) as string[];
}

/** Rules 27 to 29: how pods start, end and find their schema. */
export const lifecycleRules: readonly Rule[] = [
  podRule(
    'is asked whether its event loop turns, and nothing else, before it is restarted',
    (workload) => asks(first(workload).livenessProbe, '/health/live'),
    (workload) => (first(workload).livenessProbe!.httpGet!.path = '/health/ready'),
    isService,
  ),
  podRule(
    'gets calls only while it is ready',
    (workload) => asks(first(workload).readinessProbe, '/health/ready'),
    (workload) => delete first(workload).readinessProbe,
    isService,
  ),
  podRule(
    'has a minute to start',
    (workload) => {
      const { startupProbe } = first(workload);
      const { periodSeconds = 10, failureThreshold = 3 } = startupProbe ?? {};
      return asks(startupProbe, '/health/live') && periodSeconds * failureThreshold >= 60;
    },
    (workload) => (first(workload).startupProbe!.failureThreshold = 1),
    isService,
  ),
  {
    name: 'is out of the endpoints for 5 s before it closes a door',
    violations: (cluster) =>
      serviceNames(cluster).filter((name) => !(drainDelay(cluster, name) >= 5_000)),
    breaking: (cluster) => (cluster.settings('search')['DRAIN_DELAY_MS'] = '0'),
  },
  {
    name: 'may take longer to end than its drain takes: 45 s',
    violations: (cluster) =>
      serviceNames(cluster).filter((name) => {
        const grace = cluster.workload(name).pod.terminationGracePeriodSeconds ?? 30;
        return grace < 45 || grace * 1_000 <= drainDelay(cluster, name) + IN_FLIGHT_MS;
      }),
    breaking: (cluster) => {
      cluster.workload('booking').pod.terminationGracePeriodSeconds = 15;
    },
  },
  {
    name: 'every service with a database has a job that migrates it, from the same image',
    violations: (cluster) =>
      serviceNames(cluster).filter((name) => {
        const uses = first(cluster.workload(name)).env!.some((one) => one.name === 'DATABASE_URL');
        const job = cluster.find('Job', `migrate-${name}`)?.spec!.template.spec!.containers[0];
        const fits = job?.image === first(cluster.workload(name)).image;
        return uses && !(fits && job?.command?.join(' ') === 'node migrate.js');
      }),
    breaking: (cluster) => cluster.without('Job', 'migrate-booking'),
  },
  {
    name: 'a migration gives up after a while and is removed',
    violations: (cluster) =>
      cluster
        .all('Job')
        .filter(({ spec }) => {
          const { backoffLimit = 6, activeDeadlineSeconds, ttlSecondsAfterFinished } = spec!;
          return backoffLimit > 2 || !activeDeadlineSeconds || !ttlSecondsAfterFinished;
        })
        .map(({ metadata }) => metadata.name),
    breaking: (cluster) => delete cluster.all('Job')[0]!.spec!.activeDeadlineSeconds,
  },
  {
    name: 'only migrations know the password of a schema’s owner',
    violations: (cluster) =>
      cluster
        .workloads()
        .filter((one) => isMigration(one) !== ownerSecrets(one).length > 0)
        .map(({ name }) => name),
    breaking: (cluster) => {
      const owner = first(cluster.workload('migrate-payment')).env!.at(-1)!;
      first(cluster.workload('payment')).env!.push(owner);
    },
  },
];

const serviceNames = (cluster: Cluster) => cluster.services().map(({ metadata }) => metadata.name);
const drainDelay = (cluster: Cluster, name: string) =>
  Number(cluster.settings(name)['DRAIN_DELAY_MS']);
