import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { GeneratorMessage, LoadPlan, LoadResult } from './load-plan.ts';

export interface LoadHooks {
  /** The warm-up is over. @param generator process id of the generator */
  measuring(generator: number): void;
  /** The measured time is over; late answers may still come. */
  measured(generator: number): void;
}

/**
 * Runs a load in a process of its own, so that nothing else disturbs the clock that it keeps.
 *
 * @throws Error when the platform does not follow at all
 */
export async function runLoad(plan: LoadPlan, hooks: LoadHooks): Promise<LoadResult> {
  const child = fork(join(import.meta.dirname, 'generator.ts'), [], {
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let errors = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (errors += text));
  let result: LoadResult | undefined;
  child.on('message', (message: GeneratorMessage) => {
    if (message.kind === 'done') result = message.result;
    else hooks[message.kind](child.pid!);
  });
  child.send(plan);
  await new Promise((resolve) => child.once('close', resolve));
  if (!result) throw new Error(`the load broke off: ${errors.trim() || 'the generator ended'}`);
  return result;
}
