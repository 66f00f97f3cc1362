import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import type { DeployedService } from '../deployed-service.ts';
import { labelsOf } from './labels.ts';

/** Percent of the CPU requested. */
const CPU = 65;
/** Gauge of every service; the Prometheus adapter hands it to the autoscaler. */
const IN_FLIGHT = 'edu_requests_in_flight';

/** Doubles in a rush, within 15 s; gives up one replica a minute once it has been calm for 5. */
export function autoscaler(service: DeployedService): IHorizontalPodAutoscaler {
  const { name, scaling } = service;
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name, labels: labelsOf(service) },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      minReplicas: scaling.min,
      maxReplicas: scaling.max,
      metrics: [
        {
          type: 'Resource',
          resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: CPU } },
        },
        {
          type: 'Pods',
          pods: {
            metric: { name: IN_FLIGHT },
            target: { type: 'AverageValue', averageValue: String(scaling.inFlight) },
          },
        },
      ],
      behavior: {
        scaleUp: {
          stabilizationWindowSeconds: 0,
          policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }],
        },
        scaleDown: {
          stabilizationWindowSeconds: 300,
          policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }],
        },
      },
    },
  };
}
