import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@edu/contract-kit';
import { testServers } from '@edu/testing';
import { migrate } from './migrate.ts';
import { inDatabase, provision, schemaName, withClient, type ServiceUrls } from './provision.ts';
import { workspaceServices } from './workspace-services.ts';

const services = workspaceServices().filter((service) => service.hasDatabase);
const database = `grants_${newId().replaceAll('-', '')}`;
const clients = new Map<string, pg.Client>();
let urls: Record<string, ServiceUrls>;

beforeAll(async () => {
  const { postgresUrl: adminUrl } = testServers();
  urls = await provision({ adminUrl, database, services, secret: 'secret of throwaway databases' });
  for (const service of services) await migrate(service, urls[service.name]!.owner);
  for (const { name } of services) {
    const client = new pg.Client({ connectionString: urls[name]!.runtime });
    await client.connect();
    clients.set(name, client);
  }
}, 120_000);
afterAll(async () => {
  await Promise.all([...clients.values()].map((client) => client.end()));
  await withClient(testServers().postgresUrl, (admin) =>
    admin.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`),
  );
});

const as = (service: string, sql: string) => clients.get(service)!.query(sql);
const denied = { code: '42501' };

describe.each(services.map((service) => service.name))('the login role of %s', (name) => {
  const others = services.map((service) => service.name).filter((other) => other !== name);

  it('reads and writes rows of its own schema', async () => {
    await expect(as(name, 'SELECT count(*) FROM outbox')).resolves.toBeTruthy();
    await as(name, `INSERT INTO inbox (consumer, message_id) VALUES ('probe', gen_random_uuid())`);
    await expect(as(name, `DELETE FROM inbox WHERE consumer = 'probe'`)).resolves.toBeTruthy();
  });

  it('sees nothing of any other schema', async () => {
    for (const other of others) {
      for (const table of ['outbox', '_prisma_migrations']) {
        await expect(as(name, `SELECT 1 FROM "${other}".${table}`)).rejects.toMatchObject(denied);
      }
      await expect(as(name, `DELETE FROM "${other}".outbox`)).rejects.toMatchObject(denied);
    }
  });

  it('uses an index of a table that is still empty, as its plans are kept when it is not', async () => {
    await withClient(inDatabase(testServers().postgresUrl, database), (admin) =>
      admin.query(`VACUUM ANALYZE "${schemaName(name)}".outbox`),
    );
    const { rows } = await as(name, 'EXPLAIN SELECT FROM outbox WHERE sequence = 1');
    expect(JSON.stringify(rows)).toMatch(/Index.*Scan/);
  });

  it('changes no table, schema, role or migration record', async () => {
    for (const sql of [
      'CREATE TABLE mine (x int)',
      'CREATE TABLE public.mine (x int)',
      'CREATE TEMP TABLE mine (x int)',
      'CREATE SCHEMA mine',
      'CREATE ROLE mine',
      'ALTER TABLE outbox ADD COLUMN x int',
      'DROP TABLE outbox',
      'TRUNCATE outbox',
      'DELETE FROM _prisma_migrations',
      `COPY outbox TO PROGRAM 'true'`,
    ]) {
      await expect(as(name, sql), sql).rejects.toMatchObject(denied);
    }
  });
});

describe('migrations', () => {
  it('apply once: a second run finds nothing to do', async () => {
    for (const service of services) {
      expect(await migrate(service, urls[service.name]!.owner)).toEqual([]);
    }
  });

  it('refuse a migration that was changed after it had been applied', async () => {
    const service = services[0]!;
    await withClient(inDatabase(testServers().postgresUrl, database), (admin) =>
      admin.query(`UPDATE "${service.name}"._prisma_migrations SET checksum = 'other'`),
    );
    await expect(migrate(service, urls[service.name]!.owner)).rejects.toThrow(/was changed after/);
  });
});
