import type { IService } from 'kubernetes-models/v1/Service';
import type { DeployedService } from '../deployed-service.ts';
import { labelsOf, selectorOf } from './labels.ts';
import { HEALTH_PORT, HTTP_PORT } from '../ports.ts';

/** The address of a service: of the REST API for the gateway, of health and metrics for all. */
export function service(deployed: DeployedService): IService {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: deployed.name, labels: labelsOf(deployed) },
    spec: {
      selector: selectorOf(deployed),
      ports: [
        ...(deployed.isEdge ? [{ name: 'http', port: HTTP_PORT, targetPort: 'http' }] : []),
        { name: 'health', port: HEALTH_PORT, targetPort: 'health' },
      ],
    },
  };
}
