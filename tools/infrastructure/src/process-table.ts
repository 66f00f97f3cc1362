import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const hasProc = existsSync('/proc/self/stat');

/** True while the process runs; a process that ended and was not collected yet does not count. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return !hasProc || statFields(pid)?.[0] !== 'Z';
}

/**
 * When the process started, in clock ticks since boot: with the process id it names one process
 * for good, since ids are used again. Undefined where the system does not provide it.
 */
export function startTimeOf(pid: number): string | undefined {
  return hasProc ? statFields(pid)?.[19] : undefined;
}

/** The fields of /proc/<pid>/stat after the command's name, which may hold spaces and brackets. */
function statFields(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

/** True when the process works in the folder: its current directory or its command line says so. */
export function worksIn(pid: number, folder: string): boolean {
  if (!isAlive(pid)) return false;
  try {
    if (!hasProc) {
      const line = execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
      return line.includes(folder);
    }
    // A server may rewrite its command line (Redis does), but all of ours stay in their folder.
    const directory = readlinkSync(`/proc/${pid}/cwd`);
    if (directory === folder || directory.startsWith(`${folder}/`)) return true;
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder);
  } catch {
    return false;
  }
}

/** Waits until the process has ended; false when it still runs after the given milliseconds. */
export async function hasEnded(pid: number, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (isAlive(pid)) {
    if (Date.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}

/** Sends a signal; a process that has ended meanwhile is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
