/** The money of each `X-Target-Environment`. The sandbox knows euros alone. */
export const CURRENCIES: ReadonlyMap<string, string> = new Map([
  ['mtnivorycoast', 'XOF'],
  ['mtnbenin', 'XOF'],
  ['mtncameroon', 'XAF'],
  ['mtncongo', 'XAF'],
  ['sandbox', 'EUR'],
]);

export const SANDBOX = 'sandbox';

/**
 * What becomes of a request in the sandbox without anybody's doing, by the number; `SUCCESSFUL` for any
 * other. The documentation has other reasons for the second and the third: these were measured.
 */
export const TEST_NUMBERS: ReadonlyMap<string, string> = new Map([
  ['46733123450', 'INTERNAL_PROCESSING_ERROR'],
  ['46733123451', 'APPROVAL_REJECTED'],
  ['46733123452', 'EXPIRED'],
  ['46733123453', 'PENDING'],
]);

/** The sandbox shows this one as `CREATED`, a status that no document names, before it succeeds. */
export const CREATED_NUMBER = '46733123454';

/** What numbers of MTN begin with, in the countries where the first digits say so. */
const PREFIXES: ReadonlyMap<string, string> = new Map([
  ['mtnivorycoast', '22505'],
  ['mtncameroon', '23767'],
]);

/** Who has each wallet of the simulator of which nothing else is said. */
export const HOLDER = { given_name: 'Aya', family_name: 'Kouassi' };

export const hasWallet = (environment: string, msisdn: string): boolean =>
  msisdn.startsWith(PREFIXES.get(environment) ?? '');
