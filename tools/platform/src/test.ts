import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateClients, WORKSPACE } from '@edu/database';
import { Steps } from './steps.ts';
import { countsLine, secondTries, type VitestReport } from './test-counts.ts';

const HELP = `Runs the tests: unit, component (one service on real servers) and journeys.

  npm test                      all of them
  npm test -- apps/booking      those of a folder
  npm test -- --project unit    those of one kind
  Other arguments are Vitest's own.
`;

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Runs Vitest, which ends by itself when it is interrupted. */
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
    return undefined; // the run broke off
  }
}

async function main(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    process.stdout.write(HELP);
    return 0;
  }
  await new Steps(say).run('Generating database clients', generateClients, (services) =>
    services.length > 0 ? `Database clients generated: ${services.join(', ')}` : undefined,
  );
  const dir = mkdtempSync(join(tmpdir(), 'educonnect-report-'));
  try {
    const file = join(dir, 'report.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const code = await vitest([...reporters, ...args]);
    const report = readReport(file);
    for (const line of secondTries(report)) say(line);
    say(countsLine(report, code === 0));
    return code;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

process.exitCode = await main(process.argv.slice(2));
