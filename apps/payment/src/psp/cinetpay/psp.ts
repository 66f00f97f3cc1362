import { definePsp } from '../psp-definition.ts';
import { CinetpayClient } from './cinetpay.client.ts';
import { cinetpayEnv } from './cinetpay.env.ts';
import { CURRENCIES } from './countries.ts';
import { operatorsIn } from './operators.ts';

/** Any multiple of 5 that one payment may come to, and one transfer. */
const AMOUNTS = { min: 100, max: 2_500_000, step: 5 } as const;
const PAYOUTS = { min: 500, max: 1_500_000, step: 5 } as const;

/**
 * CinetPay's page, where the payer chooses the wallet of an operator or a card: its API v1, which accounts with keys
 * `sk_…` have. Source: the README of its JavaScript and PHP libraries, and programs that use them.
 *
 * Not certain, since no documentation of v1 is public, and each so taken that no money is lost:
 * - whether an id may be used for a second order (both answers are handled);
 * - that the state of a payment says no amount (one that it says counts; a transfer has to say one);
 * - that an unknown payment is 404 or 400;
 * - that amounts are multiples of 5 from 100 to 2 500 000 in v1 too (documented for v2, and in XAF taken to be alike), and of
 *   transfers from 500 to 1 500 000;
 * - that what it says that it holds is all that was paid, also what cannot be had yet: if not, the comparison of each night says so.
 *
 * It offers no refund. A transfer is found by our id, and an id that was used is refused (1200 TRANSACTION_EXIST): its Python
 * library of 2026 says so. It wants to know whose wallet a number is, so that people are paid where that is certain.
 */
export const cinetpay = definePsp({
  id: 'cinetpay',
  env: cinetpayEnv,
  egress: ['api.cinetpay.co:443', 'api.cinetpay.net:443'],
  capabilities: {
    refunds: false,
    partialRefunds: false,
    listsRefunds: false,
    keepsKeys: false,
    declineEnds: true,
    asksByPhone: false,
    promptMs: null,
    way: { kind: 'redirect', name: 'CinetPay', countries: Object.keys(CURRENCIES) },
    amounts: { XOF: AMOUNTS, XAF: AMOUNTS },
    payouts: { XOF: PAYOUTS, XAF: PAYOUTS },
  },
  open: (env, facts) => {
    const { CINETPAY_API_KEY: apiKey, CINETPAY_API_PASSWORD: apiPassword } = env;
    if (!apiKey) return undefined;
    if (!apiPassword) throw new Error('CINETPAY_API_PASSWORD goes with CINETPAY_API_KEY');
    const { CINETPAY_COUNTRY: country } = env;
    const { id, capabilities } = facts;
    const ofOneCountry = {
      ...{ ...capabilities, way: { ...capabilities.way, countries: [country] } },
      amounts: { [CURRENCIES[country]]: AMOUNTS },
      payouts: operatorsIn(country).length > 0 ? { [CURRENCIES[country]]: PAYOUTS } : null,
    };
    return new CinetpayClient(env, { apiKey, apiPassword }, { id, capabilities: ofOneCountry });
  },
});
