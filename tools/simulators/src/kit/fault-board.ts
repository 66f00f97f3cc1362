import { z } from 'zod';
import { overlay, takeFault } from './fault-rule.ts';
import type { FaultRule } from './fault-rule.ts';
import { seededRandom } from './random.ts';
import type { Random } from './random.ts';

/** The `seed` member every fault tree has: setting it starts the random sequence again. */
export const seed = z.int().min(0).max(4_294_967_295).default(1);

/** The faults of one simulator that are in force. They are not kept over a restart. */
export class FaultBoard<T extends { seed: number }> {
  current: T;
  random: Random;
  private ending = new AbortController();
  private readonly schema: z.ZodType<T>;

  constructor(schema: z.ZodType<T>) {
    this.schema = schema;
    this.current = schema.parse({});
    this.random = seededRandom(this.current.seed);
  }

  /** Lays a partial tree over the present one; throws a ZodError and changes nothing if invalid. */
  change(partial: unknown): void {
    this.current = this.schema.parse(overlay(this.current, partial));
    const reseeded = typeof partial === 'object' && partial !== null && 'seed' in partial;
    if (reseeded) this.random = seededRandom(this.current.seed);
  }

  /** Aborted when the faults that are in force now end. */
  get ended(): AbortSignal {
    return this.ending.signal;
  }

  /** Ends all faults; whoever still suffers one goes on at once. */
  reset(): void {
    this.ending.abort();
    this.ending = new AbortController();
    this.current = this.schema.parse({});
    this.random = seededRandom(this.current.seed);
  }

  take(rule: FaultRule): boolean {
    return takeFault(rule, this.random);
  }
}
