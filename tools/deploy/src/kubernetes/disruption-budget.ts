import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import type { DeployedService } from '../deployed-service.ts';
import { labelsOf, selectorOf } from './labels.ts';

/** Machines are drained one replica at a time; one that is broken already does not hold them up. */
export function disruptionBudget(service: DeployedService): IPodDisruptionBudget {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: service.name, labels: labelsOf(service) },
    spec: {
      minAvailable: 1,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: { matchLabels: selectorOf(service) },
    },
  };
}
