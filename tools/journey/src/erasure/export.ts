import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Platform } from '@edu/platform';
import { strFromU8, unzipSync } from 'fflate';
import { eventually } from '../eventually.ts';
import type { Person } from '../actors.ts';

const MADE_MS = 60_000;

/** Asks for a copy of all that is kept of somebody, and waits for it. */
export async function makeExport(
  { services }: Platform,
  { api }: Person,
): Promise<{
  readonly id: string;
  readonly ms: number;
  /** Resident memory of the process that made it, beside what it had before. */
  readonly grownMb: number;
}> {
  const { pid } = services.find(({ name }) => name === 'auth')!;
  const [began, before] = [performance.now(), memoryMb(pid)];
  const { id } = await api.post('/api/v1/me/export');
  await eventually(async () => {
    const { state } = await api.get('/api/v1/me/export');
    assert.equal(state, 'done');
  }, MADE_MS);
  return { id, ms: performance.now() - began, grownMb: memoryMb(pid) - before };
}

/** The names of its files, and all their texts, in lower case. */
export async function readExport(
  url: URL,
): Promise<{ readonly names: string[]; readonly text: string }> {
  const answer = await fetch(url);
  assert(answer.ok, `the export was answered ${answer.status}`);
  const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
  const names = Object.keys(files);
  const text = names
    .map((name) => `${name}\n${strFromU8(files[name]!)}`)
    .join('\n')
    .toLowerCase();
  return { names, text };
}

function memoryMb(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)![1]) / 1_024;
}
