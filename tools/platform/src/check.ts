import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { generateClients, WORKSPACE } from '@edu/database';
import { lintOpenApi } from '@edu/generators';

const HELP = `Checks what can be checked in a minute or two: format, lint, types, the OpenAPI document, and the unit
tests of what has changed since the main branch.

  npm run check
`;

interface Step {
  readonly name: string;
  /** @returns whether all is well */
  readonly run: () => Promise<boolean>;
  /** What to do when it is not. */
  readonly todo?: string;
}

const say = (line: string) => process.stdout.write(`${line}\n`);
const seconds = (since: number) => `${((performance.now() - since) / 1_000).toFixed(1)} s`;

/** Runs a program among the packages. */
function program(path: string, ...args: string[]): () => Promise<boolean> {
  return async () => {
    const child = spawn(process.execPath, [join(WORKSPACE, 'node_modules', path), ...args], {
      cwd: WORKSPACE,
      stdio: 'inherit',
    });
    const [code] = (await once(child, 'exit')) as [number | null];
    return code === 0;
  };
}

/** Where this branch left the main one; on the main branch itself, what is not committed yet. */
function changedSince(): string {
  for (const main of ['origin/main', 'main']) {
    try {
      const options = { cwd: WORKSPACE, encoding: 'utf8', stdio: 'pipe' } as const;
      return execFileSync('git', ['merge-base', 'HEAD', main], options).trim();
    } catch {
      // no such branch here
    }
  }
  return 'HEAD';
}

const steps: readonly Step[] = [
  // Types need the generated clients.
  { name: 'database clients', run: async () => Boolean(await generateClients()) },
  {
    name: 'format',
    run: program('prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'),
    todo: 'npm run format',
  },
  { name: 'lint', run: program('eslint/bin/eslint.js', '.') },
  { name: 'types', run: program('typescript/bin/tsc', '-p', 'tsconfig.json') },
  { name: 'types of the web', run: program('typescript/bin/tsc', '-p', 'apps/web/tsconfig.json') },
  {
    name: 'types of browsers',
    run: program('typescript/bin/tsc', '-p', 'apps/web/tsconfig.browser.json'),
  },
  { name: 'OpenAPI document', run: async () => (await lintOpenApi()).ok },
  {
    name: 'unit tests of what changed',
    run: program(
      'vitest/vitest.mjs',
      ...['run', '--project=unit', `--changed=${changedSince()}`, '--passWithNoTests'],
    ),
  },
];

async function check(): Promise<boolean> {
  const began = performance.now();
  const results: string[] = [];
  let allWell = true;
  for (const { name, run, todo } of steps) {
    say(`→ ${name}`);
    const start = performance.now();
    const ok = await run().catch((error: unknown) => {
      say(String(error));
      return false;
    });
    allWell &&= ok;
    const hint = !ok && todo ? `  to do: ${todo}` : '';
    results.push(`${ok ? '✓' : '✗'} ${name} (${seconds(start)})${hint}`);
  }
  say(['', ...results, `${allWell ? 'All is well' : 'Not yet'} (${seconds(began)})`].join('\n'));
  return allWell;
}

if (process.argv.includes('--help')) process.stdout.write(HELP);
else process.exitCode = (await check()) ? 0 : 1;
