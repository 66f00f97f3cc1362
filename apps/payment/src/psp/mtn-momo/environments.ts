import type { Currency } from '@edu/contract-kit';

interface Environment {
  /** ISO 3166-1 alpha-2; null for the sandbox, which is nowhere. */
  readonly country: string | null;
  /** What numbers of it begin with. */
  readonly dial: string;
  readonly currency: Currency;
}

/**
 * `X-Target-Environment`: an account is good for one country and its money. Source: the names are those of
 * MTN's partners' documentation; the sandbox takes euros alone.
 */
export const ENVIRONMENTS = {
  mtnivorycoast: { country: 'CI', dial: '+225', currency: 'XOF' },
  mtnbenin: { country: 'BJ', dial: '+229', currency: 'XOF' },
  mtncameroon: { country: 'CM', dial: '+237', currency: 'XAF' },
  mtncongo: { country: 'CG', dial: '+242', currency: 'XAF' },
  sandbox: { country: null, dial: '+', currency: 'EUR' },
} as const satisfies Record<string, Environment>;
