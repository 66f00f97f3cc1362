import type { z } from 'zod';
import type { Psp, PspFacts } from './psp.ts';
import type { StatementDialect } from './statement-dialect.ts';

/** All that the platform has to know of a psp. */
export interface PspDefinition<Env extends z.ZodRawShape = z.ZodRawShape> extends PspFacts {
  /** The variables that it reads, under names of its own. */
  readonly env: Env;
  /** Addresses outside the platform, as host:port. */
  readonly egress: readonly string[];
  /** How its statements are written, where people can get them. */
  readonly statement?: StatementDialect;
  /** @returns undefined where the platform has no account with it */
  open(env: Readonly<z.output<z.ZodObject<Env>>>, facts: PspFacts): Psp | undefined;
}

/** Says what a psp is, with types for its variables. */
export function definePsp<const Env extends z.ZodRawShape>(
  definition: PspDefinition<Env>,
): PspDefinition<Env> {
  return definition;
}
