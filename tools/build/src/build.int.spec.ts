import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@edu/contract-kit';
import { provision, withClient, workspaceServices } from '@edu/database';
import { testServers, testStorage } from '@edu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildServices, type Build } from './build.ts';

describe('an image of one service', { timeout: 120_000 }, () => {
  const outDir = mkdtempSync(join(tmpdir(), 'educonnect-build-'));
  /** Runs a program of the image with nothing of the workspace within reach. */
  const run = (program: string, env: Record<string, string> = {}) =>
    spawnSync(process.execPath, [program], { cwd: outDir, env, encoding: 'utf8' });
  let build: Build;
  beforeAll(async () => {
    build = await buildServices({ only: ['auth'], outDir });
  }, 120_000);
  afterAll(() => rmSync(outDir, { recursive: true, force: true }));

  it('holds that service and the native packages it needs', () => {
    expect(build).toEqual({ dir: outDir, services: ['auth'], fresh: true });
    const files = readdirSync(outDir);
    expect(files).toEqual(expect.arrayContaining(['auth.js', 'auth.js.map', 'chunks']));
    expect(files.filter((name) => name.endsWith('.js')).sort()).toEqual([
      'auth.js',
      'migrate.js',
      'streams.js',
    ]);
    expect(existsSync(join(outDir, 'node_modules/@node-rs/argon2/package.json'))).toBe(true);
  });

  it('is the program when it is run, outside the workspace, and names what it lacks', () => {
    const { status, stderr } = run('auth.js');
    expect(stderr).toMatch(/^auth cannot start: .*NATS_URL is not set.*AUTH_SECRET is not set/);
    expect(status).toBe(1);
  });

  it('brings the streams, for the operator', () => {
    expect(run('streams.js', { NATS_URL: testServers().natsUrl })).toMatchObject({
      status: 0,
      stdout: 'the streams are as they should be (replicas: 1)\n',
    });
  });

  it('migrates the schema as its owner, once, and then serves from it', async () => {
    const { postgresUrl, natsUrls } = testServers();
    const database = `image_${newId().replaceAll('-', '')}`;
    const services = workspaceServices().filter(({ name }) => name === 'auth');
    const secret = 'secret of throwaway databases';
    const urls = await provision({ adminUrl: postgresUrl, database, services, secret });
    try {
      const owner = { DATABASE_OWNER_URL: urls['auth']!.owner };
      expect(run('migrate.js', owner)).toMatchObject({
        status: 0,
        stdout: expect.stringMatching(/^auth: 00000000000000_platform, \d{14}_\w+/),
      });
      expect(run('migrate.js', owner)).toMatchObject({
        status: 0,
        stdout: 'auth: nothing to apply\n',
      });
      const service = spawn(process.execPath, ['auth.js'], {
        cwd: outDir,
        env: {
          NATS_URL: natsUrls['auth'],
          DATABASE_URL: urls['auth']!.runtime,
          AUTH_SECRET: randomBytes(32).toString('hex'),
          ...testStorage(outDir),
        },
        stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      });
      const ended = once(service, 'exit');
      const [message] = (await Promise.race([once(service, 'message'), ended])) as [unknown];
      service.kill('SIGTERM');
      expect(message).toMatchObject({ ready: 'auth' });
      expect(await ended).toEqual([0, null]);
    } finally {
      await withClient(postgresUrl, (admin) =>
        admin.query(`DROP DATABASE ${database} WITH (FORCE)`),
      );
    }
  });

  it('names the variable when it cannot migrate', () => {
    expect(run('migrate.js')).toMatchObject({
      status: 1,
      stderr: 'cannot migrate: DATABASE_OWNER_URL is not set; --help explains\n',
    });
    const nobody = { DATABASE_OWNER_URL: 'postgres://auth_owner:x@127.0.0.1:1/educonnect' };
    expect(run('migrate.js', nobody)).toMatchObject({
      status: 1,
      stderr: 'cannot migrate: DATABASE_OWNER_URL: connect ECONNREFUSED 127.0.0.1:1\n',
    });
  });

  it('maps our own code and not the packages', () => {
    const chunks = readdirSync(join(outDir, 'chunks'));
    const vendor = chunks.filter((name) => name.startsWith('vendor') && name.endsWith('.js'));
    expect(vendor.length).toBeGreaterThan(0);
    for (const name of vendor) {
      expect(chunks).not.toContain(`${name}.map`);
      expect(readFileSync(join(outDir, 'chunks', name), 'utf8')).not.toMatch(
        /\n\/\/# sourceMappingURL=[^\n]*\s*$/,
      );
    }
  });
});

it('brings what the documentation of the gateway is shown with', async () => {
  const outDir = mkdtempSync(join(tmpdir(), 'educonnect-build-'));
  try {
    await buildServices({ only: ['gateway'], outDir });
    const shown = readdirSync(join(outDir, 'node_modules/swagger-ui-dist'));
    expect(shown).toEqual(expect.arrayContaining(['swagger-ui.css', 'swagger-ui-bundle.js']));
    expect(readdirSync(outDir)).not.toContain('migrate.js');
  } finally {
    rmSync(outDir, { recursive: true });
  }
});

describe('an image of the web', { timeout: 60_000 }, () => {
  const outDir = mkdtempSync(join(tmpdir(), 'educonnect-build-'));
  beforeAll(() => buildServices({ only: ['web'], outDir }), 60_000);
  afterAll(() => rmSync(outDir, { recursive: true, force: true }));

  it('holds its program and the files of browsers, compressed, and no job', () => {
    const programs = readdirSync(outDir).filter((name) => name.endsWith('.js'));
    expect(programs).toEqual(['web.js']);
    const assets = readdirSync(join(outDir, 'web-client/assets'));
    expect(assets).toContainEqual(expect.stringMatching(/^styles-[\w-]+\.css\.br$/));
  });

  it('answers with pages, outside the workspace, and ends when it is asked to', async () => {
    // As deploy/Dockerfile names it.
    symlinkSync('web.js', join(outDir, 'main.js'));
    const service = spawn(process.execPath, ['main.js'], {
      cwd: outDir,
      env: { WEB_PORT: '0', LIVEKIT_URL: 'none' },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const ended = once(service, 'exit');
    const [message] = (await Promise.race([once(service, 'message'), ended])) as [
      { ready: string; port: number },
    ];
    const page = await fetch(`http://127.0.0.1:${message.port}/fr`);
    expect([message.ready, page.headers.get('content-type')]).toEqual([
      'web',
      'text/html; charset=utf-8',
    ]);
    const [, style] = /<link rel="stylesheet" href="([^"]+)"/.exec(await page.text())!;
    const styles = await fetch(`http://127.0.0.1:${message.port}${style}`, {
      headers: { 'accept-encoding': 'br' },
    });
    expect([styles.status, styles.headers.get('content-encoding')]).toEqual([200, 'br']);
    await styles.arrayBuffer();
    service.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });
});

it('refuses a service that does not exist', async () => {
  await expect(buildServices({ only: ['bokking'] })).rejects.toThrow(/no such service: bokking/);
});
