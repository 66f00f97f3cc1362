import { definePsp } from '../psp-definition.ts';
import { PawapayClient } from './pawapay.client.ts';
import { pawapayEnv } from './pawapay.env.ts';
import { pawapayStatement } from './pawapay.statement.ts';

/**
 * Mobile Money of many operators through pawaPay: a prompt on the payer's phone, and money to wallets. The bounds
 * are the widest of the operators; pawaPay itself refuses what the payer's or the payee's does not take.
 * Source: https://docs.pawapay.io/v2/docs/deposits, https://docs.pawapay.io/v2/docs/payouts
 */
export const pawapay = definePsp({
  id: 'pawapay',
  env: pawapayEnv,
  egress: ['api.pawapay.io:443', 'api.sandbox.pawapay.io:443'],
  statement: pawapayStatement,
  capabilities: {
    refunds: true,
    partialRefunds: true,
    listsRefunds: false,
    keepsKeys: true,
    declineEnds: true,
    asksByPhone: true,
    promptMs: 5 * 60_000,
    way: {
      ...{ kind: 'push', name: 'Mobile Money' },
      countries: ['BF', 'BJ', 'CG', 'CI', 'CM', 'GA', 'SN'],
    },
    amounts: { XOF: { min: 100, max: 2_000_000 }, XAF: { min: 100, max: 2_000_000 } },
    payouts: { XOF: { min: 100, max: 2_000_000 }, XAF: { min: 100, max: 2_000_000 } },
  },
  open: (env, facts) => (env.PAWAPAY_API_TOKEN ? new PawapayClient(env, facts) : undefined),
});
