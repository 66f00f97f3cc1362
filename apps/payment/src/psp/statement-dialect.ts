import type { PspMovement } from './psp-movement.ts';

/** How the statements of one operator are written: nothing but data. */
export interface StatementDialect {
  readonly separator: ',' | ';' | '\t';
  readonly decimals: '.' | ',';
  /** How dates are written. `iso` is 2026-11-27 14:05:00, with a `T` and an offset where it has them. */
  readonly dates: 'iso' | 'dd/mm/yyyy';
  /** Whose clock they go by, IANA, where they name no offset. */
  readonly zone: string;
  /** Names of columns; lines above the one that has them are no part of it. */
  readonly columns: {
    readonly ref: string;
    /** Where the psp's name of the payment is, if that is not `ref`. */
    readonly intentRef?: string;
    /** Where our own id is. */
    readonly ownId?: string;
    /** One column, or two for the date and the time. */
    readonly at: string | readonly [date: string, time: string];
    /** One column, or one for what came in and one for what went out. */
    readonly amount: string | { readonly in: string; readonly out: string };
    /** A column, or what all amounts are in. */
    readonly currency: string | { readonly always: string };
    /** Without it the sign says which way money went, or which of the two columns has it. */
    readonly kind?: string;
    /** Without it everything that is listed has succeeded. */
    readonly state?: string;
  };
  /** What the words of the operator mean; lines of another kind, as fees, are passed over. */
  readonly kinds: Readonly<Record<string, PspMovement['kind']>>;
  /** A word that is not here says nothing yet. */
  readonly states: Readonly<Record<string, PspMovement['state']>>;
  /** Of payments, `ref` is what the payment is called at the psp. */
  readonly refIsIntent?: boolean;
}
