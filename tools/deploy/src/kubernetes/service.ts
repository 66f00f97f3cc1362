import type { IService } from 'kubernetes-models/v1/Service';
import { takesRequests, type DeployedService } from '../deployed-service.ts';
import { labelsOf, selectorOf } from './labels.ts';
import { HEALTH_PORT, HTTP_PORT } from '../ports.ts';

/** The address of a service: of the REST API or the pages, where it has them, of health and metrics for all. */
export function service(deployed: DeployedService): IService {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: deployed.name, labels: labelsOf(deployed) },
    spec: {
      selector: selectorOf(deployed),
      ports: [
        ...(takesRequests(deployed) ? [{ name: 'http', port: HTTP_PORT, targetPort: 'http' }] : []),
        { name: 'health', port: HEALTH_PORT, targetPort: 'health' },
      ],
    },
  };
}
