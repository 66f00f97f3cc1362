import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withClient } from '@edu/database';
import { testServers } from '@edu/testing';
import { afterAll, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'educonnect-containers-'));
const adminUrl = testServers().postgresUrl;

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await withClient(adminUrl, (admin) =>
    admin.query('DROP DATABASE IF EXISTS educonnect WITH (FORCE)'),
  );
});

const prepare = (env: Record<string, string>) =>
  spawnSync(process.execPath, [join(import.meta.dirname, 'prepare-containers.ts'), folder], {
    env,
    encoding: 'utf8',
  });

it('prepares secrets and database of containers, and keeps them', { timeout: 60_000 }, async () => {
  // The roles of the test server keep the passwords that other suites know.
  const DATABASE_ROLE_SECRET = 'secret of throwaway databases';
  writeFileSync(join(folder, 'secrets.json'), JSON.stringify({ DATABASE_ROLE_SECRET }));
  const first = prepare({ DATABASE_ADMIN_URL: adminUrl });
  expect(first).toMatchObject({ status: 0, stderr: '' });
  expect(first.stdout).toMatch(/^booking: 00000000000000_platform, /m);

  const texts = () =>
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const);
  const kept = texts();
  expect(prepare({ DATABASE_ADMIN_URL: adminUrl }).stdout).toMatch(/^booking: nothing to apply$/m);
  expect(texts()).toEqual(kept);

  const files = Object.fromEntries(kept);
  expect(files['platform.env']).toMatch(/^AUTH_SECRET=\w{64}$/m);
  expect(files['platform.env']).not.toMatch(/DATABASE_ROLE_SECRET/);
  expect(files['livekit.yaml']).toMatch(/^API\w+: \w{64}$/m);
  for (const name of ['platform.env', 'booking.env', 'minio-password']) {
    expect(statSync(join(folder, name)).mode & 0o777, name).toBe(0o600);
  }
  const url = /^DATABASE_URL=(.*)$/m.exec(files['booking.env']!)![1]!;
  await withClient(url, (client) => client.query('SELECT 1 FROM booking'));
});

it('says what is not set', () => {
  expect(prepare({})).toMatchObject({
    status: 1,
    stderr: 'prepare: DATABASE_ADMIN_URL is not set; --help explains\n',
  });
});
