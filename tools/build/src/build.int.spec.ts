import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildServices, type Build } from './build.ts';

describe('an image of one service', { timeout: 120_000 }, () => {
  const outDir = mkdtempSync(join(tmpdir(), 'educonnect-build-'));
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
      'platform-host.js',
    ]);
    expect(existsSync(join(outDir, 'node_modules/@node-rs/argon2/package.json'))).toBe(true);
  });

  it('is the program when it is run, outside the workspace, and names what it lacks', () => {
    const { status, stderr } = spawnSync(process.execPath, [join(outDir, 'auth.js')], {
      cwd: outDir,
      env: {},
      encoding: 'utf8',
    });
    expect(stderr).toMatch(/^auth cannot start: .*NATS_URL is not set.*AUTH_SECRET is not set/);
    expect(status).toBe(1);
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

it('refuses a service that does not exist', async () => {
  await expect(buildServices({ only: ['bokking'] })).rejects.toThrow(/no such service: bokking/);
});
