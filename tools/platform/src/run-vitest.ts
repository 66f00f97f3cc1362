import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { WORKSPACE } from '@edu/database';
import type { VitestReport } from './test-counts.ts';

/**
 * Runs Vitest, which shows what it does, and ends by itself when it is interrupted.
 *
 * @returns its exit code, and its report; none where the run broke off
 */
export async function runVitest(
  args: readonly string[],
): Promise<{ readonly code: number; readonly report: VitestReport | undefined }> {
  const dir = mkdtempSync(join(tmpdir(), 'educonnect-report-'));
  try {
    const file = join(dir, 'report.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const code = await vitest([...reporters, ...args]);
    return { code, report: readReport(file) };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function vitest(args: string[]): Promise<number> {
  const program = join(WORKSPACE, 'node_modules/vitest/vitest.mjs');
  const child = spawn(process.execPath, [program, 'run', ...args], {
    cwd: WORKSPACE,
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // Ctrl-C in a terminal reaches the child directly; sent twice it would not end in order.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  return code ?? 128 + constants.signals[signal!];
}

function readReport(file: string): VitestReport | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as VitestReport;
  } catch {
    return undefined;
  }
}
