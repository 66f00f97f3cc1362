import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateClients, workspaceServices } from '@edu/database';
import { startInfrastructure } from '@edu/infrastructure';
import type { TestProject } from 'vitest/node';

/** Starts throwaway servers for the component suites of one run, and removes them after it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await generateClients();
  const dataDir = await mkdtemp(join(tmpdir(), 'educonnect-test-'));
  const servers = await startInfrastructure({ dataDir, throwaway: true });
  project.provide('servers', {
    postgresUrl: servers.postgresUrl,
    redisUrl: servers.redisUrl,
    natsUrl: servers.natsUrl,
    natsUrls: Object.fromEntries(
      workspaceServices().map(({ name }) => [name, servers.natsUrlOf(name)]),
    ),
  });
  return async () => {
    await servers.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
