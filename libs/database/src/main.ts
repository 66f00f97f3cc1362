import { parseArgs } from 'node:util';
import { migrate } from './migrate.ts';
import { provision } from './provision.ts';
import { workspaceServices } from './workspace-services.ts';

const HELP = `Prepares the database of a deployed platform: schemas, roles, grants, migrations. Safe to repeat.
A platform that "npm start" runs needs none of this: it migrates when it starts.

  npm run migrate -- [--only booking,payment]

  DATABASE_ADMIN_URL     superuser on the server
  DATABASE_NAME          the platform's database (educonnect)
  DATABASE_ROLE_SECRET   passwords of the services' roles are derived from it
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) return void process.stdout.write(HELP);
  const only = values.only?.split(',');
  const services = workspaceServices().filter(
    ({ name, hasDatabase }) => hasDatabase && (only?.includes(name) ?? true),
  );
  if (services.length === 0)
    throw new Error(`no service of that name has a database: ${values.only}`);
  const urls = await provision({
    adminUrl: required('DATABASE_ADMIN_URL'),
    database: process.env['DATABASE_NAME'] || 'educonnect',
    secret: required('DATABASE_ROLE_SECRET'),
    services,
  });
  for (const service of services) {
    const applied = await migrate(service, urls[service.name]!.owner);
    process.stdout.write(`${service.name}: ${applied.join(', ') || 'nothing to apply'}\n`);
  }
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; --help explains`);
  return value;
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
// The engine leaves the timer of its lock behind, which would keep the process for ten seconds.
process.exit();
