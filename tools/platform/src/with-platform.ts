import { cpSync, existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { dataFolderOf } from '@edu/infrastructure';
import { startPlatform, type Platform, type PlatformOptions } from './platform.ts';
import { PortBook } from './port-book.ts';

export interface ThrowawayOptions extends Partial<
  Pick<
    PlatformOptions,
    'only' | 'demo' | 'processes' | 'ingress' | 'template' | 'classrooms' | 'progress'
  >
> {
  /** Laid over `process.env`: shorter holds, other log levels. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Runs `fn` on a platform of its own: throwaway data, free ports, every service a process. Ends and
 * removes all of it whatever happens; the logs of a failure are kept.
 */
export async function withPlatform<T>(
  options: ThrowawayOptions & {
    /** Whether a result is a failure, though nothing was thrown. */
    readonly failed?: (result: T) => boolean;
  },
  fn: (platform: Platform) => Promise<T>,
): Promise<T> {
  const { env, progress = () => undefined, failed = () => false, ...rest } = options;
  const dataDir = await mkdtemp(join(tmpdir(), 'educonnect-'));
  let platform: Platform | undefined;
  const onSignal = (signal: NodeJS.Signals) => {
    platform?.abort();
    void remove().finally(() => process.exit(signal === 'SIGINT' ? 130 : 143));
  };
  const remove = async () => {
    await platform?.stop(progress).catch((error: unknown) => progress(String(error)));
    await rm(dataDir, { recursive: true, force: true });
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.once(signal, onSignal);
  try {
    platform = await startPlatform({
      demo: false,
      processes: true,
      simulators: true,
      throwaway: true,
      ...rest,
      progress,
      dataDir,
      port: await new PortBook(dataDir).get('gateway'),
      env: { ...process.env, ...env },
    });
    const result = await fn(platform);
    if (failed(result)) keepLogs(dataDir, { ...process.env, ...env }, progress);
    return result;
  } catch (error) {
    keepLogs(dataDir, { ...process.env, ...env }, progress);
    throw error;
  } finally {
    for (const signal of signals) process.removeListener(signal, onSignal);
    await remove();
  }
}

function keepLogs(dataDir: string, env: NodeJS.ProcessEnv, progress: (line: string) => void): void {
  const logs = join(dataDir, 'logs');
  if (!existsSync(logs)) return;
  const kept = resolve(dataFolderOf(env), 'failures', basename(dataDir));
  cpSync(logs, kept, { recursive: true });
  progress(`The logs are kept in ${kept}`);
}
