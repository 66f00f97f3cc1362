import { createHash, randomBytes } from 'node:crypto';
import {
  inDatabase,
  migrate,
  provision,
  withClient,
  type ServiceUrls,
  type WorkspaceService,
} from '@edu/database';
import type { Infrastructure } from '@edu/infrastructure';
import { PlatformError, reasonOf } from './platform-error.ts';

/** Name of the platform's database. */
const DATABASE = 'educonnect';

export interface Databases {
  /** Superuser on the platform's database. */
  readonly adminUrl: string;
  readonly urls: Readonly<Record<string, ServiceUrls>>;
  /** How many migrations were applied now. */
  readonly migrated: number;
  /** Drops a throwaway database of a server that stays. */
  drop(): Promise<void>;
}

/** Prepares the schema of every service: roles, grants, migrations. */
export async function prepareDatabases(
  services: readonly WorkspaceService[],
  infrastructure: Infrastructure,
  options: { secret: string; throwaway: boolean; template?: string },
): Promise<Databases> {
  const { postgresUrl, servers } = infrastructure;
  const isGiven = servers.some((s) => s.name === 'postgres' && s.source === 'environment');
  const isTemporary = options.throwaway && isGiven;
  const database = isTemporary ? `${DATABASE}_${randomBytes(6).toString('hex')}` : DATABASE;
  // Roles belong to the server: platforms that share a given one must agree on their passwords.
  const secret = isGiven ? sharedSecret(postgresUrl) : options.secret;
  try {
    const { template } = options;
    const urls = await provision({
      adminUrl: postgresUrl,
      database,
      services,
      secret,
      ...(template && { template }),
    });
    let migrated = 0;
    for (const service of services.filter((s) => s.hasDatabase)) {
      migrated += (await migrate(service, urls[service.name]!.owner)).length;
    }
    return {
      adminUrl: inDatabase(postgresUrl, database),
      urls,
      migrated,
      drop: async () => {
        if (isTemporary) await dropDatabase(postgresUrl, database);
      },
    };
  } catch (cause) {
    const log = servers.find((s) => s.name === 'postgres')?.log;
    throw new PlatformError(`The database could not be prepared: ${reasonOf(cause)}`, {
      ...(log && { log }),
      todo: 'correct the migration named above; "npm start -- --reset" begins with empty data',
      cause,
    });
  }
}

function sharedSecret(adminUrl: string): string {
  return createHash('sha256')
    .update(`educonnect roles ${new URL(adminUrl).password}`)
    .digest('hex');
}

/** Removes the platform's database from a server that others run. */
export async function dropDatabase(postgresUrl: string, database = DATABASE): Promise<void> {
  await withClient(postgresUrl, (admin) =>
    admin.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`),
  );
}
