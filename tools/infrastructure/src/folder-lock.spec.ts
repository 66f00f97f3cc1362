import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lockFolder } from './folder-lock.ts';

let dir: string;
let path: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'edu-lock-'));
  path = join(dir, 'lock.json');
});
afterEach(() => rmSync(dir, { recursive: true }));

it('is held once and can be taken again after release', async () => {
  const release = await lockFolder(path, dir);
  await expect(lockFolder(path, dir)).rejects.toThrow(`in use by process ${process.pid}`);
  release();
  expect(existsSync(path)).toBe(false);
  (await lockFolder(path, dir))();
});

it('names the process that holds it', async () => {
  const other = spawn('sleep', ['60']);
  writeFileSync(path, JSON.stringify({ pid: other.pid }));
  await expect(lockFolder(path, dir)).rejects.toThrow(`process ${other.pid}`);
  other.kill();
});

it('replaces the lock of a process that has ended', async () => {
  writeFileSync(path, JSON.stringify({ pid: spawnSync('true').pid }));
  (await lockFolder(path, dir))();
});

it('replaces the lock of an earlier process with an id that is used again', async () => {
  writeFileSync(path, JSON.stringify({ pid: process.ppid, started: '1' }));
  (await lockFolder(path, dir))();
});

it('replaces a lock that was never written to its end', async () => {
  writeFileSync(path, '{"pi');
  (await lockFolder(path, dir))();
});

it('lets exactly one of many take over a stale lock', async () => {
  writeFileSync(path, JSON.stringify({ pid: spawnSync('true').pid }));
  const attempts = await Promise.allSettled(
    Array.from({ length: 20 }, () => lockFolder(path, dir)),
  );
  expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});
