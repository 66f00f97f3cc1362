import type { Cluster } from '../cluster.harness.ts';
import type { Rule } from './rule.harness.ts';

/** Those of which there are several: services, PgBouncer and NATS. */
const replicated = (cluster: Cluster) => [
  ...cluster.all('Deployment'),
  ...cluster.all('StatefulSet'),
];
const names = (objects: readonly { metadata: { name: string } }[]) =>
  objects.map(({ metadata }) => metadata.name);

/** Rule 50: enough replicas, apart from each other, of which nothing takes too many at once. */
export const scalingRules: readonly Rule[] = [
  {
    name: 'there are at least two of everything',
    violations: (cluster) =>
      names(
        replicated(cluster).filter(({ metadata, spec }) => {
          const autoscaler = cluster.find('HorizontalPodAutoscaler', metadata.name);
          return !((autoscaler?.spec!.minReplicas ?? spec!.replicas ?? 1) >= 2);
        }),
      ),
    breaking: (cluster) => cluster.without('HorizontalPodAutoscaler', 'session'),
  },
  {
    name: 'a release does not put back the number of replicas that a rush has asked for',
    violations: (cluster) =>
      names(cluster.services().filter(({ spec }) => spec!.replicas !== undefined)),
    breaking: (cluster) => (cluster.get('Deployment', 'search').spec!.replicas = 2),
  },
  {
    name: 'services scale by CPU, 65 %, and by requests in flight',
    violations: (cluster) =>
      names(
        cluster.services().filter(({ metadata }) => {
          const { spec } = cluster.get('HorizontalPodAutoscaler', metadata.name);
          const cpu = spec.metrics?.find(({ resource }) => resource?.name === 'cpu');
          const inFlight = spec.metrics?.find(
            ({ pods }) => pods?.metric.name === 'edu_requests_in_flight',
          );
          return (
            cpu?.resource!.target.averageUtilization !== 65 ||
            !(Number(inFlight?.pods!.target.averageValue) >= 1)
          );
        }),
      ),
    breaking: (cluster) => cluster.get('HorizontalPodAutoscaler', 'search').spec.metrics!.pop(),
  },
  {
    name: 'they grow at once and shrink slowly',
    violations: (cluster) =>
      names(
        cluster.all('HorizontalPodAutoscaler').filter(({ spec }) => {
          const { scaleUp, scaleDown } = spec.behavior ?? {};
          return !(
            scaleUp?.stabilizationWindowSeconds === 0 &&
            (scaleDown?.stabilizationWindowSeconds ?? 0) >= 300
          );
        }),
      ),
    breaking: (cluster) => delete cluster.get('HorizontalPodAutoscaler', 'search').spec.behavior,
  },
  {
    name: 'machines are drained one replica at a time',
    violations: (cluster) =>
      names(
        replicated(cluster).filter(({ metadata, spec }) => {
          const budget = cluster.find('PodDisruptionBudget', metadata.name)?.spec;
          const selects = JSON.stringify(budget?.selector) === JSON.stringify(spec!.selector);
          return !(selects && (budget?.minAvailable === 1 || budget?.maxUnavailable === 1));
        }),
      ),
    breaking: (cluster) => cluster.without('PodDisruptionBudget', 'pgbouncer'),
  },
  {
    name: 'replicas are spread over zones and machines',
    violations: (cluster) =>
      names(
        replicated(cluster).filter(({ spec }) => {
          const pod = spec!.template.spec!;
          const spread = pod.topologySpreadConstraints?.map(({ topologyKey }) => topologyKey) ?? [];
          const apart =
            pod.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
          const keys = [...spread, ...(apart ?? []).map(({ topologyKey }) => topologyKey)];
          return !['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].every((key) =>
            keys.includes(key),
          );
        }),
      ),
    breaking: (cluster) =>
      cluster.get('Deployment', 'auth').spec!.template.spec!.topologySpreadConstraints!.pop(),
  },
  {
    name: 'a new replica is ready before an old one ends',
    violations: (cluster) =>
      names(
        cluster.all('Deployment').filter(({ spec }) => {
          const { maxUnavailable, maxSurge } = spec!.strategy?.rollingUpdate ?? {};
          return maxUnavailable !== 0 || maxSurge !== 1;
        }),
      ),
    breaking: (cluster) => {
      cluster.get('Deployment', 'auth').spec!.strategy!.rollingUpdate!.maxUnavailable = 1;
    },
  },
  {
    name: 'a rollout that does not come about fails within 3 minutes, and can be undone',
    violations: (cluster) =>
      names(
        cluster.services().filter(({ spec }) => {
          const { progressDeadlineSeconds = 600, revisionHistoryLimit = 10 } = spec!;
          return progressDeadlineSeconds > 180 || revisionHistoryLimit < 2;
        }),
      ),
    breaking: (cluster) => (cluster.get('Deployment', 'auth').spec!.revisionHistoryLimit = 0),
  },
];
