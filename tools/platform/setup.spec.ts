import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  constants,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

vi.setConfig({ testTimeout: 30_000 });

/** A checkout with a script to run and an npm that installs nothing but a link to Node.js. */
let checkout: string;

beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), 'edu-setup-'));
  mkdirSync(join(checkout, 'tools', 'platform'), { recursive: true });
  cpSync(join(import.meta.dirname, 'setup.mjs'), join(checkout, 'tools', 'platform', 'setup.mjs'));
  writeLock('1.0.0');
  writeFileSync(
    join(checkout, 'npm-cli.cjs'),
    `const fs = require('node:fs');
    const [step] = process.argv.slice(2);
    if (step === '--version') console.log(process.env.FAKE_NPM_VERSION ?? '10.8.2');
    if (step === 'ci') {
      fs.appendFileSync('installs', 'x');
      console.log('EBADENGINE noise');
      if (process.env.FAKE_NPM_FAILS) {
        console.log('npm error code ENOTFOUND');
        process.exit(1);
      }
      fs.rmSync('node_modules', { recursive: true, force: true });
      setTimeout(() => {
        fs.mkdirSync('node_modules/.bin', { recursive: true });
        fs.symlinkSync(process.execPath, 'node_modules/.bin/node');
      }, 500);
    }`,
  );
  writeFileSync(
    join(checkout, 'script.ts'),
    `const [what, code]: string[] = process.argv.slice(2);
    console.log('ran', what);
    if (what === 'exit') process.exit(Number(code));
    if (what === 'die') process.kill(process.pid, 'SIGKILL');
    if (what === 'wait') {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) {
        process.on(signal, () => setTimeout(() => (console.log('drained', signal), process.exit(0)), 200));
      }
      setInterval(() => undefined, 1000);
    }`,
  );
});
afterEach(() => rmSync(checkout, { recursive: true }));

function writeLock(version: string): void {
  const packages = { '': {}, 'node_modules/one': { version } };
  writeFileSync(join(checkout, 'package-lock.json'), JSON.stringify({ packages }));
}

const command = (...args: string[]): string[] => ['tools/platform/setup.mjs', 'script.ts', ...args];
const environment = (extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  npm_execpath: join(checkout, 'npm-cli.cjs'),
  ...extra,
});

function run(args: string[], extra?: NodeJS.ProcessEnv) {
  const env = environment(extra);
  return spawnSync(process.execPath, command(...args), { cwd: checkout, env, encoding: 'utf8' });
}

function launch(...args: string[]): ChildProcess & { text: () => string } {
  const child = spawn(process.execPath, command(...args), { cwd: checkout, env: environment() });
  let text = '';
  child.stdout.on('data', (chunk) => (text += chunk));
  return Object.assign(child, { text: () => text });
}

/** Once all that it has said is there as well. */
const exitOf = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.once('close', resolve));

const installs = (): number =>
  existsSync(join(checkout, 'installs')) ? readFileSync(join(checkout, 'installs')).length : 0;

it('installs once, out of sight, and again when the lock file changes', () => {
  const first = run(['hello']);
  expect(first.stdout).toBe('ran hello\n');
  expect(first.stderr).toMatch(/^Installing packages \(npm ci\)\nPackages installed \(\d+ s\)\n$/);
  expect(run(['hello'])).toMatchObject({ stdout: 'ran hello\n', stderr: '' });
  expect(installs()).toBe(1);
  writeLock('2.0.0');
  run(['hello']);
  expect(installs()).toBe(2);
});

it('installs again when it runs on the Node.js that the installation replaces', () => {
  const old = join(checkout, 'node_modules', 'node', 'bin', 'node');
  mkdirSync(dirname(old), { recursive: true });
  copyFileSync(process.execPath, old, constants.COPYFILE_FICLONE);
  const env = environment({ npm_node_execpath: process.execPath });
  const { stdout, stderr } = spawnSync(old, command('hello'), {
    ...{ cwd: checkout, env, encoding: 'utf8' },
  });
  expect(stderr).toContain('Packages installed');
  expect(stdout).toBe('ran hello\n');
});

it('accepts what "npm install" by hand has brought up to date', () => {
  run(['hello']);
  writeLock('2.0.0');
  const present = { packages: { 'node_modules/one': { version: '2.0.0' } } };
  const record = join(checkout, 'node_modules', '.package-lock.json');
  writeFileSync(record, JSON.stringify(present));
  run(['hello']);
  expect(installs()).toBe(1);
});

it('installs once when several start together', async () => {
  const children = [launch('hello'), launch('hello'), launch('hello')];
  expect(await Promise.all(children.map(exitOf))).toEqual([0, 0, 0]);
  expect(children.map((child) => child.text())).toEqual(Array(3).fill('ran hello\n'));
  expect(installs()).toBe(1);
  expect(existsSync(join(checkout, '.data', 'install.lock'))).toBe(false);
});

it('does not wait for an install whose process has ended', () => {
  mkdirSync(join(checkout, '.data'));
  writeFileSync(join(checkout, '.data', 'install.lock'), String(spawnSync('true').pid));
  expect(run(['hello']).status).toBe(0);
});

it('shows the errors, the log and what to do when npm fails', () => {
  const { status, stderr } = run(['hello'], { FAKE_NPM_FAILS: '1' });
  expect(status).toBe(1);
  expect(stderr).toContain('npm ci failed (exit code 1)');
  expect(stderr).toContain('  | npm error code ENOTFOUND');
  expect(stderr).not.toContain('EBADENGINE');
  expect(stderr).toMatch(/log: .*npm-install\.log\nto do: /);
  expect(existsSync(join(checkout, '.data', 'install.lock'))).toBe(false);
});

it('refuses an npm that is too old', () => {
  expect(run(['hello'], { FAKE_NPM_VERSION: '6.14.4' }).stderr).toContain('npm 9 or newer');
});

it('passes arguments and exit codes on', () => {
  expect(run(['exit', '7']).status).toBe(7);
  expect(run(['die']).status).toBe(128 + 9);
});

it.each(['SIGINT', 'SIGTERM'] as const)('lets the script drain on %s', async (signal) => {
  run(['hello']);
  const child = launch('wait');
  await vi.waitFor(() => expect(child.text()).toContain('ran wait'), 10_000);
  child.kill(signal);
  expect(await exitOf(child)).toBe(0);
  expect(child.text()).toContain(`drained ${signal}`);
});
