import type { IServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import type { DeployedService } from '../deployed-service.ts';
import { labelsOf } from './labels.ts';

/** Who a service is in the cluster; it has no token, as it asks the cluster nothing. */
export function serviceAccount(service: DeployedService): IServiceAccount {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: service.name, labels: labelsOf(service) },
    automountServiceAccountToken: false,
  };
}
