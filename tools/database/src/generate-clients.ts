import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { WORKSPACE, workspaceServices } from './workspace-services.ts';

const run = promisify(execFile);
const PRISMA = join(WORKSPACE, 'node_modules/prisma/build/index.js');

/**
 * Generates the Prisma client of every service whose schema has changed since the last time.
 *
 * @returns the names of the services whose client was generated
 */
export async function generateClients(): Promise<string[]> {
  const version = readFileSync(join(WORKSPACE, 'node_modules/prisma/package.json'), 'utf8');
  const generated: string[] = [];
  for (const { name, dir, hasDatabase } of workspaceServices()) {
    if (!hasDatabase) continue;
    const schema = join(dir, 'prisma/schema');
    const target = join(dir, 'src/generated/prisma');
    const hash = hashOf([version, ...schemaFiles(schema)]);
    const stamp = join(target, '.schema-hash');
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) continue;
    await run(process.execPath, [PRISMA, 'generate', '--schema', schema], {
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
    writeFileSync(stamp, hash);
    generated.push(name);
  }
  return generated;
}

/** The texts of a schema's files, by name. */
export function schemaFiles(schema: string): string[] {
  return readdirSync(schema)
    .filter((file) => file.endsWith('.prisma'))
    .sort()
    .map((file) => readFileSync(join(schema, file), 'utf8'));
}

function hashOf(parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}
