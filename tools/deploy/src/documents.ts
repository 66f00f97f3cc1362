import { composeRendering } from './compose/compose-file.ts';
import type { DeployedService } from './deployed-service.ts';
import { kubernetesRendering } from './kubernetes/kustomize-base.ts';
import { pgbouncerRendering } from './kubernetes/pgbouncer.ts';
import { natsRendering } from './nats/nats-users.ts';
import { observabilityRendering } from './observability/observability.ts';
import type { Rendering } from './rendering.ts';

/** All that is rendered from the deployed services; a new kind of document is a line here. */
const RENDERINGS: readonly Rendering[] = [
  composeRendering,
  kubernetesRendering,
  natsRendering,
  observabilityRendering,
  pgbouncerRendering,
];

/** Folders of the workspace whose files are all rendered. */
export const RENDERED_FOLDERS: readonly string[] = RENDERINGS.map(({ folder }) => folder);

/** The texts of the documents by their paths in the workspace. */
export function deployDocuments(services: readonly DeployedService[]): Map<string, string> {
  return new Map(
    RENDERINGS.flatMap(({ folder, render }) =>
      [...render(services)].map(([path, text]) => [`${folder}/${path}`, text] as const),
    ),
  );
}
