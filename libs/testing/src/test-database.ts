import {
  inDatabase,
  migrate,
  provision,
  serviceUrls,
  withClient,
  workspaceServices,
  type WorkspaceService,
} from '@edu/database';
import { newId } from '@edu/contract-kit';
import { testServers } from './test-servers.ts';

const SECRET = 'secret of throwaway databases';

export interface TestDatabase {
  /** For the service under test. */
  readonly runtimeUrl: string;
  /** Superuser, for looking at what the service wrote. */
  readonly adminUrl: string;
  drop(): Promise<void>;
}

/**
 * A fresh, migrated database for one suite. It is copied from a template that the first suite of a
 * run makes, so that each costs a copy and not the migrations.
 */
export async function createTestDatabase(service: string): Promise<TestDatabase> {
  const { postgresUrl } = testServers();
  const known = workspaceServices().find((candidate) => candidate.name === service);
  if (!known?.hasDatabase) {
    return { runtimeUrl: '', adminUrl: postgresUrl, drop: () => Promise.resolve() };
  }
  const template = `template_${service.replaceAll('-', '_')}`;
  await ensureTemplate(known, template);
  const database = `test_${newId().replaceAll('-', '')}`;
  await withClient(postgresUrl, async (admin) => {
    await admin.query(`CREATE DATABASE ${database} TEMPLATE ${template}`);
    // Settings of a role in a database are not copied with the database.
    for (const role of ['owner', 'service']) {
      const name = `${service.replaceAll('-', '_')}_${role}`;
      const schema = service.replaceAll('-', '_');
      await admin.query(
        `ALTER ROLE ${name} IN DATABASE ${database} SET search_path = ${schema}, extensions`,
      );
    }
  });
  const urls = serviceUrls(service, { adminUrl: postgresUrl, database, secret: SECRET });
  return {
    runtimeUrl: urls.runtime,
    adminUrl: inDatabase(postgresUrl, database),
    drop: () =>
      withClient(postgresUrl, async (admin) => {
        await admin.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
      }),
  };
}

async function ensureTemplate(service: WorkspaceService, template: string): Promise<void> {
  const { postgresUrl } = testServers();
  const made = await withClient(postgresUrl, (admin) =>
    admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]),
  );
  if (made.rowCount) return;
  const urls = await provision({
    adminUrl: postgresUrl,
    database: template,
    services: [service],
    secret: SECRET,
  });
  try {
    await migrate(service, urls[service.name]!.owner);
  } catch (error) {
    // A half-made template would be taken for a whole one by the next suite.
    await withClient(postgresUrl, (admin) => admin.query(`DROP DATABASE ${template} WITH (FORCE)`));
    throw error;
  }
}
