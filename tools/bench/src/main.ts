import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { HELP, parseCli, UsageError } from './cli-options.ts';
import { Progress } from './report/progress.ts';

async function main(args: string[]): Promise<number> {
  const options = parseCli(args);
  if (options.command === 'help') {
    process.stdout.write(HELP);
    return 0;
  }
  if (options.command === 'compare') return 1;
  const { say } = new Progress();
  const { bench, resultFile } = await import('./bench.ts'); // large: not for --help
  const result = await bench(options, say);
  const file = resultFile(options.json);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
  say(`Result: ${relative(process.cwd(), file)}`);
  return 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const expected = error instanceof UsageError || (error instanceof Error && 'todo' in error);
  process.stderr.write(`${expected ? error.message : String((error as Error).stack ?? error)}\n`);
  process.exitCode = 1;
}
