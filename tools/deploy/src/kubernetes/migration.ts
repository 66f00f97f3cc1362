import type { IJob } from 'kubernetes-models/batch/v1/Job';
import type { DeployedService } from '../deployed-service.ts';
import {
  imageOf,
  jobVariables,
  lockedContainer,
  lockedPod,
  resources,
  secretVariable,
} from './container.ts';
import { labelsOf, migrationOf, POSTGRES_CLIENT } from './labels.ts';

/**
 * Migrates the schema of a service, before its pods are replaced. It logs in as the schema's owner,
 * straight into PostgreSQL: the engine holds a lock for as long as its session lasts.
 */
export function migration(service: DeployedService): IJob {
  const name = migrationOf(service);
  const labels = {
    ...labelsOf(service),
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/component': 'migration',
  };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, labels },
    spec: {
      backoffLimit: 2,
      activeDeadlineSeconds: 600,
      ttlSecondsAfterFinished: 86_400,
      template: {
        metadata: { labels: { ...labels, [POSTGRES_CLIENT]: 'true' } },
        spec: {
          ...lockedPod,
          restartPolicy: 'Never',
          containers: [
            {
              name,
              image: imageOf(service),
              command: ['node', 'migrate.js'],
              ...lockedContainer,
              env: [...jobVariables, secretVariable('DATABASE_OWNER_URL', `${service.name}-owner`)],
              resources: resources(100, 256),
            },
          ],
        },
      },
    },
  };
}
