import type { z } from 'zod';
import type { Psp, PspFacts } from './psp.ts';

/** How a psp reports: what the edge can refuse before anybody works on it. */
export interface PspWebhook {
  /** The header that carries the signature, in lower case; null when webhooks are not signed. */
  readonly signatureHeader: string | null;
  /** What that header looks like. */
  readonly signaturePattern: RegExp | null;
  readonly maxBytes: number;
}

/** All that the platform has to know of a psp. */
export interface PspDefinition<Env extends z.ZodRawShape = z.ZodRawShape> extends PspFacts {
  /** The variables that it reads, under names of its own. */
  readonly env: Env;
  /** Addresses outside the platform, as host:port. */
  readonly egress: readonly string[];
  readonly webhook: PspWebhook;
  open(env: Readonly<z.output<z.ZodObject<Env>>>, facts: PspFacts): Psp;
}

/** Says what a psp is, with types for its variables. */
export function definePsp<const Env extends z.ZodRawShape>(
  definition: PspDefinition<Env>,
): PspDefinition<Env> {
  return definition;
}
