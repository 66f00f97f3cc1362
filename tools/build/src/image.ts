import { cpSync } from 'node:fs';
import { join, relative } from 'node:path';
import { PLATFORM_MIGRATIONS, WORKSPACE, type WorkspaceService } from '@edu/database';
import type { Programs } from './bundle.ts';
import { copyPackages } from './unbundled-packages.ts';

/** What an image runs as jobs around the rollout of its services. */
export function jobsOf(services: readonly WorkspaceService[]): Programs {
  return {
    ...(withDatabase(services).length > 0 && { migrate: 'libs/database/src/image-migrate.ts' }),
    ...(services.some(({ usesNats }) => usesNats) && { streams: 'tools/streams/src/main.ts' }),
  };
}

/** Copies beside the bundles what they read: native packages, and what migrations are made of. */
export function completeImage(
  dir: string,
  services: readonly WorkspaceService[],
  native: readonly string[],
): void {
  copyPackages(native, dir);
  const owners = withDatabase(services).map((service) => relative(WORKSPACE, service.dir));
  const parts = owners.flatMap((app) => ['package.json', 'prisma'].map((part) => join(app, part)));
  for (const path of owners.length > 0 ? [...parts, PLATFORM_MIGRATIONS] : []) {
    cpSync(join(WORKSPACE, path), join(dir, path), { recursive: true });
  }
}

function withDatabase(services: readonly WorkspaceService[]): WorkspaceService[] {
  return services.filter(({ hasDatabase }) => hasDatabase);
}
