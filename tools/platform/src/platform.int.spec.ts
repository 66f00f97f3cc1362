import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Platform } from './platform.ts';
import { withPlatform } from './with-platform.ts';

it('keeps a killed service running, and leaves nothing behind', { timeout: 180_000 }, async () => {
  let seen: { pids: number[]; dataDir: string } | undefined;
  const lines: string[] = [];
  const progress = (line: string) => lines.push(line);
  await withPlatform({ only: ['booking'], progress }, async (platform) => {
    const [booking] = platform.services;
    const first = booking!.pid!;
    expect(await isReady(platform)).toBe(true);
    expect(platform.restartCount('booking')).toBe(0);

    await platform.kill('booking');
    expect(isAlive(first)).toBe(false);
    await platform.untilReady('booking');

    expect(platform.restartCount('booking')).toBe(1);
    expect(booking!.pid).not.toBe(first);
    const servers = platform.infrastructure.servers.flatMap(({ pid }) => pid ?? []);
    seen = { pids: [booking!.pid!, ...servers], dataDir: platform.logs.replace(/\/logs$/, '') };
    expect(processesNaming(seen.dataDir)).not.toEqual([]);
  });
  expect(seen!.pids.filter(isAlive)).toEqual([]);
  expect(processesNaming(seen!.dataDir)).toEqual([]);
  expect(existsSync(seen!.dataDir)).toBe(false);
  expect(lines).toContain('booking ended (SIGKILL); starting it again in 250 ms');
});

it('says which service fails and why, and keeps the logs', { timeout: 180_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'educonnect-failures-'));
  try {
    const started = withPlatform(
      { only: ['booking'], env: { HOLD_MINUTES: 'soon', EDU_DATA_DIR: folder } },
      () => Promise.reject(new Error('it started')),
    );
    await expect(started).rejects.toThrow(
      /booking did not start: .*HOLD_MINUTES[\s\S]*log: .*booking/,
    );
    const [kept] = readdirSync(join(folder, 'failures'));
    expect(readdirSync(join(folder, 'failures', kept!))).toContain('booking.log');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

async function isReady({ services }: Platform): Promise<boolean> {
  const response = await fetch(`http://127.0.0.1:${services[0]!.healthPort}/health/ready`);
  return response.ok;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Ids of the processes whose command line names the folder. */
function processesNaming(folder: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder);
    } catch {
      return false; // it has just ended
    }
  });
}
