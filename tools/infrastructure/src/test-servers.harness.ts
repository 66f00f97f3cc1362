import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateClients, workspaceServices } from '@edu/database';
import type { TestServers } from '@edu/testing';
import type { TestProject } from 'vitest/node';
import { startInfrastructure } from './infrastructure.ts';

/**
 * Starts throwaway servers for the component suites of one run, and removes them after it. Each
 * worker has its own PostgreSQL, Redis and NATS, so suites run beside each other and may empty,
 * stop and fill their servers as if they were alone.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await generateClients();
  const dataDir = await mkdtemp(join(tmpdir(), 'educonnect-test-'));
  const starting = Array.from({ length: project.config.maxWorkers }, (_, worker) =>
    startInfrastructure({ dataDir: join(dataDir, String(worker)), throwaway: true }),
  );
  const stop = async () => {
    const outcomes = await Promise.allSettled(starting);
    const started = outcomes.flatMap((o) => (o.status === 'fulfilled' ? [o.value] : []));
    await Promise.all(started.map((servers) => servers.stop()));
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const services = workspaceServices()
      .filter(({ usesNats }) => usesNats)
      .map(({ name }) => name);
    const servers: TestServers[] = (await Promise.all(starting)).map((started) => ({
      postgresUrl: started.postgresUrl,
      redisUrl: started.redisUrl,
      natsUrl: started.natsUrl,
      natsUrls: Object.fromEntries(services.map((name) => [name, started.natsUrlOf(name)])),
    }));
    project.provide('servers', servers);
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}
