import { Problem, type TextParams } from '@edu/contract-kit';

/** An error that says more than it did. */
export const withParams = (error: Problem, more: TextParams): Problem =>
  new Problem({ ...error.toWire(), params: { ...error.params, ...more } }, error);
