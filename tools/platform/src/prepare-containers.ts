import { randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrate, provision, workspaceServices } from '@edu/database';
import { loadSecrets } from './secrets.ts';

const HELP = `Prepares the platform of docker-compose.yml, which runs it before the services:
secrets into the folder (kept from the first start on), roles, schemas, migrations. Safe to repeat.

  node tools/platform/src/prepare-containers.ts <folder>

  DATABASE_ADMIN_URL     superuser on the server
`;

const MINIO_PASSWORD = 'minio-password';

async function main(folder: string | undefined): Promise<void> {
  const adminUrl = process.env['DATABASE_ADMIN_URL'];
  if (!folder || folder === '--help') return void process.stdout.write(HELP);
  if (!adminUrl) throw new Error('DATABASE_ADMIN_URL is not set; --help explains');

  const { DATABASE_ROLE_SECRET, DEMO_SECRET: _, ...shared } = loadSecrets(folder);
  const services = workspaceServices().filter(({ hasDatabase }) => hasDatabase);
  const urls = await provision({
    adminUrl,
    database: 'educonnect',
    services,
    secret: DATABASE_ROLE_SECRET,
  });
  for (const service of services) {
    const applied = await migrate(service, urls[service.name]!.owner);
    process.stdout.write(`${service.name}: ${applied.join(', ') || 'nothing to apply'}\n`);
  }

  const write = (name: string, text: string) =>
    writeFileSync(join(folder, name), text, { mode: 0o600 });
  write('platform.env', envFile(shared));
  for (const { name } of services) {
    write(`${name}.env`, envFile({ DATABASE_URL: urls[name]!.runtime }));
  }
  write('livekit.yaml', `${shared.LIVEKIT_API_KEY}: ${shared.LIVEKIT_API_SECRET}\n`);
  if (!existsSync(join(folder, MINIO_PASSWORD))) {
    write(MINIO_PASSWORD, randomBytes(24).toString('hex'));
  }
}

/** A file for `node --env-file`. */
function envFile(variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

try {
  await main(process.argv[2]);
} catch (error) {
  process.stderr.write(`prepare: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
// The engine leaves the timer of its lock behind, which would keep the process for ten seconds.
process.exit();
