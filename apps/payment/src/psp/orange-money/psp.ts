import { definePsp } from '../psp-definition.ts';
import { ENVIRONMENTS } from './environments.ts';
import { OrangeMoneyClient } from './orange-money.client.ts';
import { orangeMoneyEnv } from './orange-money.env.ts';

/** What one payment may come to. */
const AMOUNTS = { min: 100, max: 2_000_000 } as const;

/**
 * Orange Money without a company in between: Orange's page, where the payer gives a number and a code that the phone
 * has made. Source: https://developer.orange.com/apis/om-webpay, as libraries and programs that use it repeat it.
 *
 * Not certain, since that page is for partners, and each so taken that no money is lost:
 * - whether an `order_id` may be used twice (it never is, unless we die between an order and its answer);
 * - whether a page that nobody has paid says `EXPIRED` by itself (both are handled);
 * - whether a notification is repeated, and whether it names the order (nothing depends on either);
 * - the smallest and the largest amount (Orange refuses what it does not take).
 *
 * It offers no refund, no payout and no list.
 */
export const orangeMoney = definePsp({
  id: 'orange-money',
  env: orangeMoneyEnv,
  egress: ['api.orange.com:443'],
  capabilities: {
    refunds: false,
    partialRefunds: false,
    listsRefunds: false,
    keepsKeys: false,
    declineEnds: true,
    asksByPhone: false,
    promptMs: null,
    way: { kind: 'redirect', name: 'Orange Money', countries: ['BF', 'CI', 'CM', 'ML', 'SN'] },
    amounts: { XOF: AMOUNTS, XAF: AMOUNTS },
    payouts: null,
  },
  open: (env, { id, capabilities }) => {
    const { ORANGE_MONEY_CLIENT_ID: clientId, ORANGE_MONEY_CLIENT_SECRET: clientSecret } = env;
    const { ORANGE_MONEY_MERCHANT_KEY: merchantKey } = env;
    if (!clientSecret) return undefined;
    if (!clientId || !merchantKey) {
      throw new Error('ORANGE_MONEY_CLIENT_ID and _MERCHANT_KEY go with its _CLIENT_SECRET');
    }
    const { country, currency } = ENVIRONMENTS[env.ORANGE_MONEY_ENVIRONMENT];
    const way = { ...capabilities.way, countries: country === null ? null : [country] };
    const ofOneCountry = { ...capabilities, way, amounts: { [currency]: AMOUNTS } };
    const account = { clientId, clientSecret, merchantKey };
    return new OrangeMoneyClient(env, account, { id, capabilities: ofOneCountry });
  },
});
