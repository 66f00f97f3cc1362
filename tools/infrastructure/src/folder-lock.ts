import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { InfrastructureError } from './infrastructure-error.ts';
import { isAlive, startTimeOf } from './process-table.ts';

interface Holder {
  pid: number;
  started?: string;
}

const heldHere = new Set<string>();

/**
 * Takes the lock file, replacing one whose owner has ended. The returned function gives it back.
 *
 * @throws InfrastructureError naming the process that holds it
 */
export async function lockFolder(path: string, folder: string): Promise<() => void> {
  const started = startTimeOf(process.pid);
  const mine: Holder = { pid: process.pid, ...(started !== undefined && { started }) };
  for (let attempt = 0; attempt < 40; attempt += 1) {
    try {
      writeFileSync(path, JSON.stringify(mine), { flag: 'wx' });
      heldHere.add(path);
      return () => release(path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const content = read(path);
    if (content === undefined) continue;
    const holder = parse(content);
    // Somebody between creating the file and writing to it: look again, for a second at most.
    if (!holder && attempt < 20) {
      await sleep(50);
      continue;
    }
    if (holder && isHeld(holder, path)) throw inUse(folder, holder.pid);
    removeStale(path, content);
  }
  throw new InfrastructureError(`The lock ${path} could not be taken.`, {
    todo: `delete ${path} if no platform runs on this folder`,
  });
}

function release(path: string): void {
  heldHere.delete(path);
  rmSync(path, { force: true });
}

function isHeld(holder: Holder, path: string): boolean {
  if (holder.pid === process.pid) return heldHere.has(path);
  if (!isAlive(holder.pid)) return false;
  return holder.started === undefined || holder.started === startTimeOf(holder.pid);
}

/** Removes the file only if it still holds what was judged; a newer owner's file is put back. */
function removeStale(path: string, judged: string): void {
  const aside = `${path}.${randomBytes(4).toString('hex')}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (read(aside) !== judged) {
    try {
      linkSync(aside, path);
    } catch {
      // A third process holds it already; both of us lose to that one.
    }
  }
  rmSync(aside, { force: true });
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function parse(content: string): Holder | undefined {
  try {
    const holder = JSON.parse(content) as Holder;
    return typeof holder?.pid === 'number' ? holder : undefined;
  } catch {
    return undefined;
  }
}

function inUse(folder: string, pid: number): InfrastructureError {
  return new InfrastructureError(`The data folder ${folder} is in use by process ${pid}.`, {
    todo: 'stop that platform, or set EDU_DATA_DIR to another folder to run a second one beside it',
  });
}
