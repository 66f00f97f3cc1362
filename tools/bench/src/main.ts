import { dataFolderOf } from '@edu/infrastructure';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { Progress } from '@edu/journey';
import { HELP, parseCli, UsageError, type RunCommand } from './cli-options.ts';
import { compareText } from './report/compare.ts';
import type { BenchResult } from './report/result.ts';
import { summary } from './report/summary.ts';

const print = (text: string) => process.stdout.write(`${text}\n`);

async function main(args: string[]): Promise<number> {
  const options = parseCli(args);
  switch (options.command) {
    case 'help':
      process.stdout.write(HELP);
      return 0;
    case 'compare':
      print(compareText(read(options.before), read(options.after)));
      return 0;
    case 'growth':
      return grow(options);
    case 'throughput':
      return throughput(options);
    case 'web':
      return web();
    case 'lighthouse':
      return lighthouse();
    case 'ledger':
      return ledger();
    case 'run':
      return run(options);
  }
}

async function run(options: RunCommand): Promise<number> {
  const { say } = new Progress();
  const { bench } = await import('./bench.ts'); // large: not for --help
  const result = await bench(options, say);
  print(summary(result));
  write(options.json ?? inDataDir('result.json'), `${JSON.stringify(result, null, 2)}\n`);
  const broken = result.verdicts.filter(({ holds, kind }) => !holds && kind === 'bar');
  print(broken.length === 0 ? 'Every service level holds' : `${broken.length} do not hold`);
  return broken.length === 0 ? 0 : 1;
}

async function web(): Promise<number> {
  const { say } = new Progress();
  const { webBench } = await import('./web/web-bench.ts');
  const { webSummary } = await import('./web/web-summary.ts');
  const result = await webBench(say);
  print(`\n${webSummary(result)}\n`);
  write(inDataDir('web.json'), `${JSON.stringify(result, null, 2)}\n`);
  return 0;
}

async function lighthouse(): Promise<number> {
  const { say } = new Progress();
  const bench = await import('./web/lighthouse-bench.ts');
  const judged = await bench.lighthouseBench(dataFolderOf(process.env), say);
  print(`\n${bench.lighthouseSummary(judged)}\n`);
  write(inDataDir('lighthouse.json'), `${JSON.stringify(judged, null, 2)}\n`);
  return bench.belowAims(judged).length === 0 ? 0 : 1;
}

async function ledger(): Promise<number> {
  const { say } = new Progress();
  const { ledgerBench, ledgerText } = await import('./ledger/ledger-bench.ts');
  const result = await ledgerBench(dataFolderOf(process.env), say);
  print(`\n${ledgerText(result)}\n`);
  write(inDataDir('ledger.json'), `${JSON.stringify(result, null, 2)}\n`);
  return result.lines.every(({ p95, bar }) => p95 <= bar) && result.wrong === 0 ? 0 : 1;
}

async function grow(options: RunCommand): Promise<number> {
  const { say } = new Progress();
  const { growth, growthText } = await import('./growth.ts');
  const results = await growth(options, say);
  print(`\n${growthText(results)}\n`);
  write(options.json ?? inDataDir('growth.json'), `${JSON.stringify(results, null, 2)}\n`);
  return 0;
}

async function throughput(options: RunCommand): Promise<number> {
  const { say } = new Progress();
  const bench = await import('./throughput.ts');
  const results = await bench.throughput(options, say);
  print(`\n${bench.throughputText(results)}\n`);
  write(options.json ?? inDataDir('throughput.json'), `${JSON.stringify(results, null, 2)}\n`);
  return 0;
}

function inDataDir(name: string): string {
  return resolve(dataFolderOf(process.env), 'bench', name);
}

function write(file: string, text: string): void {
  mkdirSync(dirname(resolve(file)), { recursive: true });
  writeFileSync(file, text);
  print(`Written: ${relative(process.cwd(), file)}`);
}

/** @throws UsageError when it is no result of this benchmark */
function read(file: string): BenchResult {
  try {
    const result = JSON.parse(readFileSync(file, 'utf8')) as BenchResult;
    if (result.format === 1) return result;
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`);
  }
  throw new UsageError(`${file} is no result of this benchmark`);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const expected = error instanceof UsageError || (error instanceof Error && 'todo' in error);
  process.stderr.write(`${expected ? error.message : String((error as Error).stack ?? error)}\n`);
  process.exitCode = 1;
}
