import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import { takesRequests, type DeployedService } from '../deployed-service.ts';
import { imageOf, lockedContainer, lockedPod, resources, secretVariable } from './container.ts';
import { labelsOf, REDIS_CLIENT, REQUIRES, selectorOf } from './labels.ts';
import { HEALTH_PORT, HTTP_PORT } from '../ports.ts';

/** More than the delay before the drain and the drain itself take together. */
const GRACE_SECONDS = 45;

/**
 * The pods of a service. How many there are is the autoscaler's business: a number here would be
 * put back in the midst of a rush by the next release.
 */
export function deployment(service: DeployedService): IDeployment {
  const { name, cpu, memory, usesRedis, variables } = service;
  const labels = labelsOf(service);
  const required = variables.filter((variable) => variable.required).map(({ name }) => name);
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, labels, annotations: { [REQUIRES]: required.join(',') } },
    spec: {
      selector: { matchLabels: selectorOf(service) },
      revisionHistoryLimit: 5,
      progressDeadlineSeconds: 180,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
      template: {
        metadata: {
          labels: { ...labels, ...(usesRedis && { [REDIS_CLIENT]: 'true' }) },
          annotations: {
            'prometheus.io/scrape': 'true',
            'prometheus.io/port': String(HEALTH_PORT),
            'prometheus.io/path': '/metrics',
          },
        },
        spec: {
          ...lockedPod,
          serviceAccountName: name,
          terminationGracePeriodSeconds: GRACE_SECONDS,
          topologySpreadConstraints: spread(service),
          containers: [
            {
              name,
              image: imageOf(service),
              ...lockedContainer,
              ports: [
                ...(takesRequests(service) ? [{ name: 'http', containerPort: HTTP_PORT }] : []),
                { name: 'health', containerPort: HEALTH_PORT },
              ],
              envFrom: [{ configMapRef: { name } }],
              env: variables
                .filter(({ secret }) => secret)
                .map((variable) => secretVariable(variable.name, name, !variable.required)),
              resources: resources(cpu, memory),
              ...probes,
            },
          ],
        },
      },
    },
  };
}

const get = (path: string) => ({ httpGet: { path, port: 'health' }, timeoutSeconds: 2 });

/** Liveness asks for the event loop only: a restart mends no database. */
const probes = {
  startupProbe: { ...get('/health/live'), periodSeconds: 1, failureThreshold: 60 },
  livenessProbe: { ...get('/health/live'), periodSeconds: 10, failureThreshold: 3 },
  readinessProbe: { ...get('/health/ready'), periodSeconds: 2, failureThreshold: 2 },
};

/** The replicas of one release over zones, strictly, and over machines as far as there are any. */
function spread(service: DeployedService) {
  const constraint = {
    maxSkew: 1,
    labelSelector: { matchLabels: selectorOf(service) },
    matchLabelKeys: ['pod-template-hash'],
  };
  return [
    {
      ...constraint,
      topologyKey: 'topology.kubernetes.io/zone',
      whenUnsatisfiable: 'DoNotSchedule' as const,
    },
    {
      ...constraint,
      topologyKey: 'kubernetes.io/hostname',
      whenUnsatisfiable: 'ScheduleAnyway' as const,
    },
  ];
}
