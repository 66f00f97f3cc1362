import { definePsp } from '../psp-definition.ts';
import { StripeClient } from './stripe.client.ts';
import { stripeEnv } from './stripe.env.ts';

/**
 * The smallest charge is 0.50 EUR and its equivalent for an account that settles in euro, the
 * largest has eight digits. Source: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
 */
const MAX = 99_999_999;

/** Cards through Stripe payment intents. */
export const stripe = definePsp({
  id: 'stripe',
  env: stripeEnv,
  egress: ['api.stripe.com:443'],
  capabilities: {
    refunds: true,
    partialRefunds: true,
    listsRefunds: true,
    keepsKeys: true,
    declineEnds: false,
    asksByPhone: false,
    promptMs: null,
    way: { kind: 'card', name: null, countries: null },
    amounts: {
      XOF: { min: 328, max: MAX },
      XAF: { min: 328, max: MAX },
      EUR: { min: 50, max: MAX },
      CAD: { min: 50, max: MAX },
      USD: { min: 50, max: MAX },
    },
    payouts: null,
  },
  open: (env, facts) => new StripeClient(env, facts),
});
