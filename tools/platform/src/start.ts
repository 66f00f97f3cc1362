import { resolve } from 'node:path';
import { workspaceServices } from '@edu/database';
import { canListen } from '@edu/infrastructure/free-port';
import { banner } from './banner.ts';
import { HELP, parseCli } from './cli-options.ts';
import { watchLogs } from './log-watch.ts';
import { PlatformError } from './platform-error.ts';
import type { Platform } from './platform.ts';
import { resetPlatform } from './reset.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Longer than a service and the servers may take. */
const STOP_TIMEOUT_MS = 60_000;

/** Signals closer together than this are one key press. */
const SAME_INTERRUPT_MS = 500;

let platform: Platform | undefined;
let interrupted = false;
let interruptedAt = Number.NEGATIVE_INFINITY;

/** First ends in order; the second time, or while it starts, at once. */
function interrupt(signal: NodeJS.Signals): void {
  // One Ctrl-C comes twice: from the terminal, and from npm, which hands it on.
  const echo = performance.now() - interruptedAt < SAME_INTERRUPT_MS;
  interruptedAt = performance.now();
  if (echo) return;
  if (interrupted || !platform) {
    platform?.abort();
    process.exit(signal === 'SIGINT' ? 130 : 143);
  }
  interrupted = true;
  void end(platform, 0);
}

async function end(running: Platform, exitCode: number): Promise<void> {
  say('');
  setTimeout(() => {
    printError(`It did not end in ${STOP_TIMEOUT_MS / 1_000} s: ending it at once`);
    running.abort();
    process.exit(1);
  }, STOP_TIMEOUT_MS).unref();
  try {
    await running.stop(say);
    say('EduConnect has stopped');
    process.exit(exitCode);
  } catch (error) {
    printError(error);
    process.exit(1);
  }
}

function printError(error: unknown): void {
  const expected = error instanceof Error && 'todo' in error;
  const text = error instanceof Error ? (!expected && error.stack) || error.message : error;
  process.stderr.write(`${String(text)}\n`);
}

async function main(): Promise<void> {
  const options = parseCli(process.argv.slice(2), process.env);
  if (options.help) return void process.stdout.write(HELP);
  const { port, demo, processes } = options;
  const dataDir = resolve(options.dataDir);
  if (options.reset) await resetPlatform(dataDir, process.env, say);
  if (!(await canListen(port))) {
    throw new PlatformError(`Port ${port} is in use by another program.`, {
      todo: `PORT=${port + 1} npm start`,
    });
  }
  process.setSourceMapsEnabled(true);
  const { startPlatform } = await import('./platform.ts'); // large: not for --help
  const only = options.only && [...new Set([...options.only, ...edge()])];
  platform = await startPlatform({
    dataDir,
    port,
    demo,
    processes,
    simulators: true,
    classrooms: true,
    watch: true,
    progress: say,
    ...(only && { only }),
  });
  const names = platform.services.map(({ name }) => name);
  watchLogs(platform.logs, names, say);
  say(banner(platform));
  say(`EduConnect is ready: ${platform.url}`);
}

function edge(): string[] {
  return workspaceServices().flatMap(({ name }) => (name === 'gateway' ? [name] : []));
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => interrupt(signal));
}
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error) => {
    printError(error);
    if (platform && !interrupted) {
      interrupted = true;
      void end(platform, 1); // the state is unknown: better a fresh start
    }
  });
}
try {
  await main();
} catch (error) {
  printError(error);
  process.exit(1);
}
