import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installPackages, installScript, newestPostgis, updateScript } from './package-source.ts';

describe('newestPostgis', () => {
  const bookworm = 'postgresql-15-postgis-3 - Geographic objects support for PostgreSQL 15\n';

  it('takes the distribution’s own', () => {
    expect(newestPostgis(bookworm)).toBe('postgresql-15-postgis-3');
  });

  it('takes the newest of several, and not its scripts', () => {
    const many = `postgresql-17-postgis-3-scripts - x\npostgresql-9-postgis-3 - x\n${bookworm}postgresql-16-postgis-3 - x`;
    expect(newestPostgis(many)).toBe('postgresql-16-postgis-3');
  });

  it('refuses PostgreSQL 14', () => {
    expect(newestPostgis('postgresql-14-postgis-3 - x')).toBeUndefined();
  });
});

describe('installPackages', () => {
  const run = async (names: Parameters<typeof installPackages>[0], found: string) => {
    const scripts: string[] = [];
    await installPackages(
      names,
      async (_, script) => void scripts.push(script),
      async () => found,
      () => undefined,
    );
    return scripts;
  };

  it('updates once and installs only what is missing', async () => {
    const scripts = await run(['postgres', 'nats'], 'postgresql-16-postgis-3 - x');
    expect(scripts).toHaveLength(2);
    expect(scripts[0]).toMatch(/apt-get .* update /);
    expect(scripts[1]).toContain('--no-install-recommends postgresql-16-postgis-3 nats-server\n');
    expect(scripts[1]).not.toContain('redis');
  });

  it('fails with the reason when the distribution is too old', async () => {
    await expect(run(['postgres'], '')).rejects.toThrow('EDU_POSTGRES_URL');
  });
});

describe('updateScript', () => {
  let dir: string;
  beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'edu-apt-'))));
  afterEach(() => rmSync(dir, { recursive: true }));

  /** Runs it against an apt-get that fails so often, saying why, and then succeeds. */
  const run = (failures: number, why: string): string => {
    const count = join(dir, 'count');
    writeFileSync(count, '');
    const body = `echo x >> ${count}\nn=$(wc -l < ${count})\n[ "$n" -gt ${failures} ] || { echo "${why}" >&2; exit 100; }\necho done`;
    writeFileSync(join(dir, 'apt-get'), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
    const env = { PATH: `${dir}:/usr/bin:/bin` };
    execFileSync('/bin/sh', ['-c', updateScript(0.01)], { env, stdio: 'pipe' });
    return readFileSync(count, 'utf8');
  };
  const LOCKED = 'E: Could not get lock /var/lib/apt/lists/lock. It is held by process 2374';

  it('waits while something else reads the lists', () => {
    expect(run(3, LOCKED)).toBe('x\n'.repeat(4));
  });

  it('gives up at once for any other reason', () => {
    expect(() => run(1, 'E: The repository is not signed')).toThrow();
    expect(readFileSync(join(dir, 'count'), 'utf8')).toBe('x\n');
  });
});

/** The script as it is, but with its two files and apt-get moved into a folder. */
describe('installScript', () => {
  let dir: string;
  let policy: string;
  let cluster: string;

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'edu-apt-'));
    policy = join(dir, 'policy-rc.d');
    cluster = join(dir, 'createcluster.d', 'educonnect.conf');
    mkdirSync(join(dir, 'bin'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  const program = (name: string, body: string): void =>
    writeFileSync(join(dir, 'bin', name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });

  const run = (): string => {
    const script = installScript(['redis-server'])
      .replaceAll('/usr/sbin/policy-rc.d', policy)
      .replaceAll('/etc/postgresql-common/createcluster.d/educonnect.conf', cluster);
    const PATH = `${join(dir, 'bin')}:/usr/bin:/bin`;
    return execFileSync('/bin/sh', ['-c', script], {
      env: { PATH },
      encoding: 'utf8',
      stdio: 'pipe',
    });
  };

  beforeEach(() => {
    program('dpkg-query', 'exit 1');
    program('systemctl', 'echo "systemctl $*"');
    program('apt-get', `echo "apt-get $*"; cat "${policy}"; cat "${cluster}"`);
  });

  it('keeps services and the main cluster from starting, then leaves no trace', () => {
    const output = run();
    expect(output).toMatch(/apt-get .*install -y --no-install-recommends redis-server/);
    expect(output).toContain('#!/bin/sh\nexit 101');
    expect(output).toContain('create_main_cluster = false');
    expect(output).toMatch(/systemctl disable (--now )?redis-server/);
    expect(existsSync(policy)).toBe(false);
    expect(existsSync(cluster)).toBe(false);
  });

  it('does not switch off a service that was installed before', () => {
    program('dpkg-query', 'printf installed');
    expect(run()).not.toContain('systemctl');
  });

  it('leaves the policy of the machine as it was', () => {
    writeFileSync(policy, 'mine');
    expect(run()).toContain('mine');
    expect(readFileSync(policy, 'utf8')).toBe('mine');
  });

  it.each([
    ['fails', 'exit 100'],
    ['is interrupted', 'kill -INT $PPID'],
  ])('leaves no trace when apt-get %s', (_, body) => {
    program('apt-get', body);
    expect(run).toThrow();
    expect(existsSync(policy)).toBe(false);
    expect(existsSync(cluster)).toBe(false);
  });
});
