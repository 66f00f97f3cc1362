import { definePsp } from '../psp-definition.ts';
import type { PspFacts } from '../psp.ts';
import { ENVIRONMENTS } from './environments.ts';
import { MtnMomoClient } from './mtn-momo.client.ts';
import { mtnMomoEnv, type MtnMomoEnv } from './mtn-momo.env.ts';
import { mtnMomoStatement } from './mtn-momo.statement.ts';
import { MtnProduct, type Account } from './product.ts';

/**
 * Mobile Money of MTN without a company in between: a prompt on the payer's phone, and money to wallets. An account is good for
 * one country and its currency: what is said here is what all of them have together.
 * Source: https://momodeveloper.mtn.com/api-documentation
 */
export const mtnMomo = definePsp({
  id: 'mtn-momo',
  env: mtnMomoEnv,
  egress: ['proxy.momoapi.mtn.com:443', 'sandbox.momodeveloper.mtn.com:443'],
  statement: mtnMomoStatement,
  capabilities: {
    refunds: true,
    partialRefunds: true,
    listsRefunds: false,
    keepsKeys: true,
    declineEnds: true,
    asksByPhone: true,
    promptMs: 5 * 60_000,
    way: { kind: 'push', name: 'MTN MoMo', countries: ['BJ', 'CG', 'CI', 'CM'] },
    amounts: {
      ...{ XOF: { min: 100, max: 2_000_000 }, XAF: { min: 100, max: 2_000_000 } },
      EUR: { min: 100, max: 200_000 },
    },
    payouts: {
      ...{ XOF: { min: 100, max: 2_000_000 }, XAF: { min: 100, max: 2_000_000 } },
      EUR: { min: 100, max: 200_000 },
    },
  },
  open: (env, facts) => {
    const collection = accountOf(env, 'collection');
    if (!collection) return undefined;
    const disbursement = accountOf(env, 'disbursement');
    const parts = {
      collection: new MtnProduct(env, collection),
      disbursement: disbursement ? new MtnProduct(env, disbursement) : null,
      dial: ENVIRONMENTS[env.MTN_MOMO_ENVIRONMENT].dial,
    };
    return new MtnMomoClient(parts, ofOneCountry(env, facts, disbursement !== undefined));
  },
});

/** @throws when a part of it is missing */
function accountOf(env: MtnMomoEnv, product: Account['product']): Account | undefined {
  const [subscriptionKey, user, apiKey] =
    product === 'collection'
      ? [env.MTN_MOMO_COLLECTION_KEY, env.MTN_MOMO_COLLECTION_USER, env.MTN_MOMO_COLLECTION_API_KEY]
      : [
          env.MTN_MOMO_DISBURSEMENT_KEY,
          env.MTN_MOMO_DISBURSEMENT_USER,
          env.MTN_MOMO_DISBURSEMENT_API_KEY,
        ];
  if (!subscriptionKey) return undefined;
  if (user && apiKey) return { product, subscriptionKey, user, apiKey };
  throw new Error(`MTN_MOMO_${product.toUpperCase()}_USER and _API_KEY go with its _KEY`);
}

function ofOneCountry(
  { MTN_MOMO_ENVIRONMENT }: MtnMomoEnv,
  { id, capabilities }: PspFacts,
  disburses: boolean,
): PspFacts {
  const { country, currency } = ENVIRONMENTS[MTN_MOMO_ENVIRONMENT];
  const { way, amounts, payouts } = capabilities;
  const countries = country === null ? null : [country];
  return {
    id,
    capabilities: {
      ...{ ...capabilities, refunds: disburses, way: { ...way, countries } },
      amounts: { [currency]: amounts[currency] },
      payouts: disburses ? { [currency]: payouts?.[currency] } : null,
    },
  };
}
