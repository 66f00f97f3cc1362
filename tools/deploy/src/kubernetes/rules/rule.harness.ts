import type { Cluster, Workload } from '../cluster.harness.ts';

/** Something that must hold for an environment. */
export interface Rule {
  readonly name: string;
  /** Each violation in words; none when the rule holds. */
  readonly violations: (cluster: Cluster) => string[];
  /** Breaks it, so that a test sees the rule report it; may hand back another `Cluster` instead. */
  readonly breaking: (cluster: Cluster) => unknown;
}

/** A rule for the pods of every workload. */
export function podRule(
  name: string,
  holds: (workload: Workload) => boolean,
  breaking: (workload: Workload) => unknown,
  among: (workload: Workload) => boolean = () => true,
): Rule {
  return {
    name,
    violations: (cluster) =>
      cluster
        .workloads()
        .filter((workload) => among(workload) && !holds(workload))
        .map((workload) => `${workload.name}: ${name}`),
    breaking: (cluster) => breaking(cluster.workloads().filter(among).at(-1)!),
  };
}

/** Workloads that are one of our services. */
export const isService = ({ labels }: Workload) =>
  labels['app.kubernetes.io/component'] === 'service';

/** Workloads that run our code; the others are servers from elsewhere. */
export const isOurs = ({ name }: Workload) => !['nats', 'pgbouncer'].includes(name);
