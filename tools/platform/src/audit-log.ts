import { parseArgs } from 'node:util';
import { inDatabase, withClient, workspaceServices } from '@edu/database';
import { verifyAuditLog } from '@edu/identity';
import { dataFolderOf, runningPostgresUrl } from '@edu/infrastructure';
import { PlatformError, reasonOf } from './platform-error.ts';

const HELP = `Goes through the audit log of every service, and names the first entry that was changed, removed
or slipped in. Note the heads elsewhere: a log that was written anew has others.

  npm run audit -- verify [service…]

  EDU_DATA_DIR         folder of the platform that "npm start" runs here (.data)
  DATABASE_ADMIN_URL   in place of it, a login on the server of a deployed one that may read the schemas
  DATABASE_NAME        the platform's database (educonnect)
`;

async function main(): Promise<boolean> {
  const { values, positionals } = parseArgs({
    options: { help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
  });
  const [command, ...only] = positionals;
  if (values.help || command !== 'verify') {
    process.stdout.write(HELP);
    return Boolean(values.help);
  }
  const known = workspaceServices().filter(({ hasDatabase }) => hasDatabase);
  const services = known.filter(({ name }) => only.length === 0 || only.includes(name));
  if (services.length === 0) {
    const todo = `one of ${known.map(({ name }) => name).join(', ')}`;
    throw new PlatformError(`No service ${only.join(', ')} has an audit log`, { todo });
  }
  const { env } = process;
  const server = env['DATABASE_ADMIN_URL'] || runningPostgresUrl(dataFolderOf(env));
  if (!server) {
    throw new PlatformError('No platform was ever started here', {
      todo: 'start it first (npm start), or set EDU_DATA_DIR or DATABASE_ADMIN_URL',
    });
  }
  return withClient(inDatabase(server, env['DATABASE_NAME'] || 'educonnect'), async (client) => {
    let isWhole = true;
    for (const { name } of services) {
      const query = (sql: string) => client.query<Record<string, unknown>>(sql);
      const { entries, head, fault } = await verifyAuditLog(query, name.replaceAll('-', '_'));
      process.stdout.write(
        fault ? `✗ ${name}: ${fault}\n` : `✓ ${name}: ${entries} entries, head ${head}\n`,
      );
      isWhole &&= !fault;
    }
    return isWhole;
  });
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  process.stderr.write(`audit: ${reasonOf(error)}\n`);
  process.exitCode = 1;
}
