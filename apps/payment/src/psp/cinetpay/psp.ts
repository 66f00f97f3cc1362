import { definePsp } from '../psp-definition.ts';
import { CinetpayClient } from './cinetpay.client.ts';
import { cinetpayEnv } from './cinetpay.env.ts';
import { CURRENCIES } from './countries.ts';

/** Any multiple of 5 that one payment may come to. */
const AMOUNTS = { min: 100, max: 2_500_000, step: 5 } as const;

/**
 * CinetPay's page, where the payer chooses the wallet of an operator or a card: its API v1, which accounts with keys
 * `sk_…` have. Source: the README of its JavaScript and PHP libraries, and programs that use them.
 *
 * Not certain, since no documentation of v1 is public, and each so taken that no money is lost:
 * - whether an id may be used for a second order (both answers are handled);
 * - that the state of a payment says no amount (one that it says counts);
 * - that an unknown payment is 404 or 400;
 * - that amounts are multiples of 5 from 100 to 2 500 000 in v1 too (documented for v2, and in XAF taken to be alike).
 *
 * It offers no refund. Its transfers are not used.
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
    payouts: null,
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
    };
    return new CinetpayClient(env, { apiKey, apiPassword }, { id, capabilities: ofOneCountry });
  },
});
