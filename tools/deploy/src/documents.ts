import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMPOSE_FILE, composeFile } from './compose/compose-file.ts';
import type { DeployedService } from './deployed-service.ts';
import { kubernetesRendering } from './kubernetes/kustomize-base.ts';
import { pgbouncerRendering } from './kubernetes/pgbouncer.ts';
import { natsRendering } from './nats/nats-users.ts';
import { observabilityRendering } from './observability/observability.ts';
import type { Rendering } from './rendering.ts';

/** All that is rendered from the deployed services; a new kind of document is a line here. */
const RENDERINGS: readonly Rendering[] = [
  kubernetesRendering,
  natsRendering,
  observabilityRendering,
  pgbouncerRendering,
];

/** Files of the workspace, and folders whose files are all rendered. */
export const RENDERED_PATHS: readonly string[] = [
  COMPOSE_FILE,
  ...RENDERINGS.map(({ folder }) => folder),
];

/** The texts of the documents by their paths in the workspace, which lies at `root`. */
export function deployDocuments(
  services: readonly DeployedService[],
  root: string,
): Map<string, string> {
  return new Map([
    [COMPOSE_FILE, composeFile(services, readFileSync(join(root, COMPOSE_FILE), 'utf8'))],
    ...RENDERINGS.flatMap(({ folder, render }) =>
      [...render(services)].map(([path, text]) => [`${folder}/${path}`, text] as const),
    ),
  ]);
}
