import { stringify } from 'yaml';
import type { DeployedService } from '../deployed-service.ts';
import { HEALTH_PORT } from '../ports.ts';
import { RENDERED_NOTE, type Rendering } from '../rendering.ts';
import { overview, serviceDashboard } from './dashboards.ts';
import { healthGroups } from './health-rules.ts';
import { JOB } from './metrics.ts';
import { sloGroups } from './slo-rules.ts';

/** Prometheus rules, what Prometheus reads under Compose, and Grafana dashboards. */
export const observabilityRendering: Rendering = {
  folder: 'deploy/observability/rendered',
  render: (services) =>
    new Map([
      ['rules.yaml', yaml({ groups: [...sloGroups(services), ...healthGroups(services)] })],
      ['prometheus.compose.yaml', yaml(prometheusOfCompose(services))],
      ...[overview(), ...services.map(serviceDashboard)].map(
        (dashboard) =>
          [`dashboards/${dashboard.uid}.json`, `${JSON.stringify(dashboard, null, 2)}\n`] as const,
      ),
    ]),
};

/** Under Kubernetes the pods are found instead: deploy/observability/prometheus.kubernetes.yaml. */
function prometheusOfCompose(services: readonly DeployedService[]) {
  return {
    global: { scrape_interval: '15s', evaluation_interval: '15s' },
    rule_files: ['rules.yaml'],
    scrape_configs: [
      {
        job_name: JOB,
        // The services say their own names, the same as here.
        honor_labels: true,
        static_configs: services.map(({ name }) => ({
          targets: [`${name}:${HEALTH_PORT}`],
          labels: { service: name },
        })),
      },
    ],
  };
}

const yaml = (document: unknown) =>
  `# ${RENDERED_NOTE}\n${stringify(document, { lineWidth: 0, aliasDuplicateObjects: false })}`;
