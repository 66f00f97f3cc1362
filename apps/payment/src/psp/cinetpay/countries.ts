import type { Currency } from '@edu/contract-kit';

/**
 * An account is good for one country and its money. Source: the table of CinetPay's PHP library for v1
 * (cinetpay-dev/cinetpay-php, 2026); those whose money we do not handle are left out (GN, CD).
 */
export const CURRENCIES = {
  ...{ BF: 'XOF', BJ: 'XOF', CI: 'XOF', ML: 'XOF', NE: 'XOF', SN: 'XOF', TG: 'XOF' },
  ...{ CF: 'XAF', CG: 'XAF', CM: 'XAF', GA: 'XAF', GQ: 'XAF', TD: 'XAF' },
} as const satisfies Record<string, Currency>;
export type Country = keyof typeof CURRENCIES;
