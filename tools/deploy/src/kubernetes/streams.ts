import type { ICronJob } from 'kubernetes-models/batch/v1/CronJob';
import {
  imageOf,
  jobVariables,
  lockedContainer,
  lockedPod,
  resources,
  secretVariable,
} from './container.ts';

const NAME = 'streams';
const LABELS = {
  'app.kubernetes.io/name': NAME,
  'app.kubernetes.io/component': 'platform',
  'app.kubernetes.io/part-of': 'educonnect',
};
/** Every server of the cluster has a copy of every message. */
const REPLICAS = 3;

/**
 * Creates the streams of NATS, and corrects them where they have drifted, as the user that owns
 * them. A release runs it at once: `kubectl create job --from=cronjob/streams`.
 *
 * @param edge the service whose image has the program
 */
export function streams(edge: string): ICronJob {
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: NAME, labels: LABELS },
    spec: {
      schedule: '17 * * * *',
      concurrencyPolicy: 'Forbid',
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 3,
      jobTemplate: {
        spec: {
          backoffLimit: 2,
          activeDeadlineSeconds: 120,
          ttlSecondsAfterFinished: 86_400,
          template: {
            metadata: { labels: LABELS },
            spec: {
              ...lockedPod,
              restartPolicy: 'Never',
              containers: [
                {
                  name: NAME,
                  image: imageOf({ name: edge }),
                  command: ['node', 'streams.js'],
                  ...lockedContainer,
                  env: [
                    ...jobVariables,
                    { name: 'NATS_REPLICAS', value: String(REPLICAS) },
                    secretVariable('NATS_URL', NAME),
                  ],
                  resources: resources(50, 128),
                },
              ],
            },
          },
        },
      },
    },
  };
}
