import { readdirSync, readFileSync } from 'node:fs';

/** Nanoseconds in one clock tick of `/proc/<pid>/stat`: 100 a second on every usual Linux. */
const TICK_NS = 10_000_000;

/** Parts of `/proc/<pid>/stat`. */
export interface ProcStat {
  readonly parent: number;
  /** CPU time of children that have ended and were waited for, in nanoseconds. */
  readonly endedChildrenNs: number;
}

/** The command's name may hold spaces and brackets; fields are counted from after it. */
export function parseStat(text: string): ProcStat {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const number = (index: number) => Number(fields[index]);
  return { parent: number(1), endedChildrenNs: (number(13) + number(14)) * TICK_NS };
}

/** Nanoseconds in which a processor of the machine was busy, from the first line of `/proc/stat`. */
export function parseBusy(text: string): number {
  const [user, nice, system, , , irq, softirq] = text
    .split('\n', 1)[0]!
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return (user! + nice! + system! + irq! + softirq!) * TICK_NS;
}

/** CPU time of the whole machine until now, in nanoseconds. */
export function machineCpuTime(): number {
  return parseBusy(readFileSync('/proc/stat', 'utf8'));
}

/** Nanoseconds on the CPU, from `/proc/<pid>/task/<tid>/schedstat`. */
export function parseSchedstat(text: string): number {
  return Number(text.split(' ', 1)[0]);
}

/** Bytes of a process's own, shared ones divided by their users, from `smaps_rollup`. */
export function parsePss(text: string): number {
  return Number(/^Pss:\s+(\d+) kB$/m.exec(text)?.[1] ?? 0) * 1_024;
}

/** CPU time of all threads of a process until now, in nanoseconds; 0 when it is gone. */
export function cpuTime(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/task`).reduce(
      (sum, thread) => sum + threadTime(`/proc/${pid}/task/${thread}/schedstat`),
      0,
    );
  } catch {
    return 0;
  }
}

function threadTime(path: string): number {
  try {
    return parseSchedstat(readFileSync(path, 'utf8'));
  } catch {
    return 0; // ended between the listing and the look
  }
}

/** CPU time of a process, its living children and those that have ended, in nanoseconds. */
export function familyCpuTime(pid: number): number {
  const stat = readStat(pid);
  const children = childrenOf(pid).reduce((sum, child) => sum + cpuTime(child), 0);
  return cpuTime(pid) + children + (stat?.endedChildrenNs ?? 0);
}

/** Memory of a process and its living children, in bytes. */
export function familyMemory(pid: number): number {
  return [pid, ...childrenOf(pid)].reduce((sum, each) => sum + memory(each), 0);
}

export function memory(pid: number): number {
  try {
    return parsePss(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
  } catch {
    return 0;
  }
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => readStat(pid)?.parent === parent);
}

function readStat(pid: number): ProcStat | undefined {
  try {
    return parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return undefined;
  }
}
