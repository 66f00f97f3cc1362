import { createHmac } from 'node:crypto';
import pg from 'pg';
import type { WorkspaceService } from './workspace-services.ts';

export interface ServiceUrls {
  /** For migrations: owns the schema. */
  readonly owner: string;
  /** For the service: rows only, no DDL, no other schema. */
  readonly runtime: string;
}

export interface ProvisionOptions {
  /** A superuser's address; its database is only connected to. */
  readonly adminUrl: string;
  readonly database: string;
  readonly services: readonly WorkspaceService[];
  /** Passwords of the roles are derived from it. */
  readonly secret: string;
  /** A database of the same server that nobody is connected to; a new one begins as its copy. */
  readonly template?: string;
}

/** Extensions live in a schema of their own, so that no service can change them. */
const EXTENSIONS = ['postgis', 'btree_gist', 'pg_trgm', 'unaccent'];

/**
 * Creates the database, and for each service its schema, its owner role and its login role; safe to
 * run again. The login role can read and write rows of its own schema and nothing else.
 */
export async function provision(options: ProvisionOptions): Promise<Record<string, ServiceUrls>> {
  const { adminUrl, database, services, template } = options;
  await withClient(adminUrl, async (admin) => {
    const { rowCount } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [
      database,
    ]);
    // Copying files is faster than writing all of it to the log first.
    const copy = template ? ` TEMPLATE ${quote(template)} STRATEGY file_copy` : '';
    if (!rowCount) await admin.query(`CREATE DATABASE ${quote(database)}${copy}`);
  });
  await withClient(inDatabase(adminUrl, database), async (admin) => {
    // Two platforms may provision roles of one server at the same time; roles are shared.
    await admin.query(`SELECT pg_advisory_lock(hashtext('educonnect provisioning'))`);
    await admin.query(`
      REVOKE ALL ON SCHEMA public FROM PUBLIC;
      REVOKE TEMPORARY ON DATABASE ${quote(database)} FROM PUBLIC;
      CREATE SCHEMA IF NOT EXISTS extensions;
      GRANT USAGE ON SCHEMA extensions TO PUBLIC;`);
    for (const extension of EXTENSIONS) {
      await admin.query(`CREATE EXTENSION IF NOT EXISTS ${extension} SCHEMA extensions`);
    }
    for (const service of services.filter((s) => s.hasDatabase)) {
      await admin.query(serviceSql(service, options));
    }
  });
  return Object.fromEntries(
    services.filter((s) => s.hasDatabase).map((s) => [s.name, serviceUrls(s.name, options)]),
  );
}

/** Addresses of one service's two roles; `provision` gives the same. */
export function serviceUrls(
  service: string,
  options: Pick<ProvisionOptions, 'adminUrl' | 'database' | 'secret'>,
): ServiceUrls {
  const url = (role: string) => {
    const address = new URL(inDatabase(options.adminUrl, options.database));
    address.username = role;
    address.password = password(role, options.secret);
    return address.toString();
  };
  return { owner: url(ownerRole(service)), runtime: url(runtimeRole(service)) };
}

const ownerRole = (service: string) => `${schemaName(service)}_owner`;
/** The role that a service logs in with. */
export const runtimeRole = (service: string) => `${schemaName(service)}_service`;
/** A hyphen in a name would have to be quoted everywhere. */
export const schemaName = (service: string) => service.replaceAll('-', '_');

function serviceSql(
  { name: service, settings }: WorkspaceService,
  { secret, database }: ProvisionOptions,
): string {
  const schema = quote(schemaName(service));
  const owner = quote(ownerRole(service));
  const runtime = quote(runtimeRole(service));
  const searchPath = `SET search_path = ${schema}, extensions`;
  return `
    ${createRole(ownerRole(service), secret)}
    ${createRole(runtimeRole(service), secret)}
    ALTER ROLE ${owner} IN DATABASE ${quote(database)} ${searchPath};
    ALTER ROLE ${runtime} IN DATABASE ${quote(database)} ${searchPath};
    ALTER ROLE ${owner} SET lock_timeout = '2s';
    ALTER ROLE ${runtime} SET statement_timeout = '5s';
    ALTER ROLE ${runtime} SET lock_timeout = '2s';
    ALTER ROLE ${runtime} SET idle_in_transaction_session_timeout = '10s';
    ALTER ROLE ${runtime} SET jit = off;
    -- A plan made while a table is empty is kept when thousands of rows have come: it must not read
    -- them all. Every statement of a service has an index.
    ALTER ROLE ${runtime} SET enable_seqscan = off;
    -- Prisma's adapter drops the offset of the instants that it reads.
    ALTER ROLE ${runtime} SET timezone = 'UTC';
    ${Object.entries(settings)
      .map(([name, value]) => `ALTER ROLE ${runtime} SET ${name} = ${pg.escapeLiteral(value)};`)
      .join('\n    ')}
    CREATE SCHEMA IF NOT EXISTS ${schema};
    ALTER SCHEMA ${schema} OWNER TO ${owner};
    GRANT CONNECT ON DATABASE ${quote(database)} TO ${owner}, ${runtime};
    GRANT USAGE ON SCHEMA ${schema} TO ${runtime};
    ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} IN SCHEMA ${schema}
      GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${runtime};
    ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} IN SCHEMA ${schema}
      GRANT USAGE, SELECT ON SEQUENCES TO ${runtime};
    ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} IN SCHEMA ${schema}
      GRANT EXECUTE ON FUNCTIONS TO ${runtime};`;
}

function createRole(role: string, secret: string): string {
  const options = `LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '${password(role, secret)}'`;
  return `
    DO $$ BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN
        CREATE ROLE ${quote(role)} ${options};
      ELSE
        ALTER ROLE ${quote(role)} ${options};
      END IF;
    END $$;`;
}

function password(role: string, secret: string): string {
  return createHmac('sha256', secret).update(`postgres ${role}`).digest('base64url');
}

function quote(identifier: string): string {
  return pg.escapeIdentifier(identifier);
}

/** The same address with another database. */
export function inDatabase(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.toString();
}

/** Connects, runs `fn`, disconnects. */
export async function withClient<T>(
  url: string,
  fn: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    return await fn(client);
  } finally {
    await client.end();
  }
}
