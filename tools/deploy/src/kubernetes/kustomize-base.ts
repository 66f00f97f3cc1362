import { stringify } from 'yaml';
import type { DeployedService } from '../deployed-service.ts';
import { RENDERED_NOTE, type Rendering } from '../rendering.ts';
import { autoscaler } from './autoscaler.ts';
import { deployment } from './deployment.ts';
import { disruptionBudget } from './disruption-budget.ts';
import { labelsOf } from './labels.ts';
import { migration } from './migration.ts';
import { networkPolicy } from './network-policy.ts';
import { serviceAccount } from './service-account.ts';
import { service } from './service.ts';
import { settingsOf } from './settings.ts';
import { streams } from './streams.ts';

/** What a service consists of in the cluster, by the names of the files. */
const MANIFESTS: Readonly<
  Record<string, (service: DeployedService, services: readonly DeployedService[]) => object>
> = {
  'service-account.yaml': serviceAccount,
  'deployment.yaml': deployment,
  'service.yaml': service,
  'autoscaler.yaml': autoscaler,
  'disruption-budget.yaml': disruptionBudget,
  'network-policy.yaml': networkPolicy,
};

/** The services for kustomize: a folder each, and the migrations apart, since they run first. */
export const kubernetesRendering: Rendering = {
  folder: 'deploy/k8s/base',
  render: (services) => {
    const migrated = services.filter(({ schema }) => schema !== undefined);
    const edge = services.find(({ isEdge }) => isEdge);
    if (!edge) throw new Error('no service listens on PORT: which one is the gateway?');
    const folders = services.map(({ name }) => name);
    return new Map([
      ['kustomization.yaml', kustomization({ resources: [...folders, 'streams.yaml'] })],
      ['streams.yaml', yaml(streams(edge.name))],
      ...services.flatMap((service) => folderOf(service, services)),
      [
        'migrations/kustomization.yaml',
        kustomization({ resources: migrated.map(({ name }) => `../${name}/migrate`) }),
      ],
      ...migrated.flatMap((service) => migrationFolderOf(service)),
    ]);
  },
};

function folderOf(
  service: DeployedService,
  services: readonly DeployedService[],
): [string, string][] {
  const { name } = service;
  return [
    [
      `${name}/kustomization.yaml`,
      kustomization({
        resources: Object.keys(MANIFESTS),
        // Its name changes with its content, so that a new value replaces the pods.
        configMapGenerator: [
          { name, envs: ['settings.env'], options: { labels: labelsOf(service) } },
        ],
      }),
    ],
    [`${name}/settings.env`, settingsFile(service)],
    ...Object.entries(MANIFESTS).map(
      ([file, manifest]) =>
        [`${name}/${file}`, yaml(manifest(service, services))] as [string, string],
    ),
  ];
}

function migrationFolderOf(service: DeployedService): [string, string][] {
  const folder = `${service.name}/migrate`;
  return [
    [`${folder}/kustomization.yaml`, kustomization({ resources: ['job.yaml'] })],
    [`${folder}/job.yaml`, yaml(migration(service))],
  ];
}

function settingsFile(service: DeployedService): string {
  const lines = Object.entries(settingsOf(service)).map(([name, value]) => `${name}=${value}`);
  return [`# ${RENDERED_NOTE}`, ...lines, ''].join('\n');
}

function kustomization(content: object): string {
  return yaml({
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    ...content,
  });
}

function yaml(document: object): string {
  const text = stringify(document, { aliasDuplicateObjects: false, lineWidth: 0 });
  return `# ${RENDERED_NOTE}\n${text}`;
}
