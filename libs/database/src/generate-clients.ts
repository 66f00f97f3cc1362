import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { schemaFiles, serviceMigrations } from './schema-sources.ts';
import { WORKSPACE, workspaceServices } from './workspace-services.ts';

const run = promisify(execFile);
const PRISMA = join(WORKSPACE, 'node_modules/prisma/build/index.js');

/**
 * Generates the Prisma client of every service whose schema has changed since the last time, and
 * beside it the names of the migrations that a build of it knows.
 *
 * @param only names of services; all by default
 * @returns the names of the services whose client was generated
 */
export async function generateClients(only?: readonly string[]): Promise<string[]> {
  const version = readFileSync(join(WORKSPACE, 'node_modules/prisma/package.json'), 'utf8');
  const stale = workspaceServices()
    .filter(({ name, hasDatabase }) => hasDatabase && (only?.includes(name) ?? true))
    .map((service) => ({ ...service, migrations: serviceMigrations(service).map((m) => m.name) }))
    .map((service) => ({
      ...service,
      hash: hashOf([version, ...schemaFiles(service).flat(), ...service.migrations]),
    }))
    .filter(
      ({ dir, hash }) => !existsSync(stampOf(dir)) || readFileSync(stampOf(dir), 'utf8') !== hash,
    );
  const queue = [...stale];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await generate(next);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return stale.map(({ name }) => name);
}

async function generate(service: {
  dir: string;
  hash: string;
  migrations: string[];
}): Promise<void> {
  const { dir, hash, migrations } = service;
  await run(process.execPath, [PRISMA, 'generate', '--schema', join(dir, 'prisma/schema')], {
    cwd: WORKSPACE,
    // Only its existence is looked at: without it the CLI would download an engine that
    // generating does not use.
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: join(WORKSPACE, 'package.json'),
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    },
  });
  writeFileSync(
    join(dir, 'src/generated/migrations.ts'),
    `export const migrations: readonly string[] = ${JSON.stringify(migrations, null, 2)};\n`,
  );
  writeFileSync(stampOf(dir), hash);
}

/** Holds the hash of the schema from which the client of a service was generated. */
function stampOf(dir: string): string {
  return join(dir, 'src/generated/prisma/.schema-hash');
}

function hashOf(parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}
