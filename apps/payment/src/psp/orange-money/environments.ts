import type { Currency } from '@edu/contract-kit';

interface Environment {
  /** ISO 3166-1 alpha-2; null for the sandbox, which is nowhere. */
  readonly country: string | null;
  readonly currency: Currency;
  /** What its orders call that money. */
  readonly called: string;
}

/**
 * Part of the address: an account is good for one country and its money. Those whose money we do not handle are left
 * out (Guinea, Madagascar). The sandbox has money of its own, `OUV`, which counts here as francs.
 */
export const ENVIRONMENTS = {
  bf: { country: 'BF', currency: 'XOF', called: 'XOF' },
  ci: { country: 'CI', currency: 'XOF', called: 'XOF' },
  cm: { country: 'CM', currency: 'XAF', called: 'XAF' },
  ml: { country: 'ML', currency: 'XOF', called: 'XOF' },
  sn: { country: 'SN', currency: 'XOF', called: 'XOF' },
  dev: { country: null, currency: 'XOF', called: 'OUV' },
} as const satisfies Record<string, Environment>;
