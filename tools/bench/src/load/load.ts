import { startChild } from './child-program.ts';
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
  const generator = startChild('load/generator.ts');
  try {
    generator.send(plan);
    for (;;) {
      const message = await generator.next<GeneratorMessage>();
      if (message.kind === 'done') return message.result;
      hooks[message.kind](generator.pid);
    }
  } finally {
    generator.end();
  }
}
