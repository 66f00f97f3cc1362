import { definePsp } from '../psp-definition.ts';
import { WaveClient } from './wave.client.ts';
import { waveEnv } from './wave.env.ts';

/**
 * The Wave app, where the payer is led to, and payouts to its wallets, in XOF (Senegal, Côte d'Ivoire, Mali,
 * Burkina Faso). The largest amount is what a wallet may hold; Wave itself refuses what the payer's or the payee's
 * may not, and a payee of another country than the account's. It says neither which number has a
 * wallet nor whose that is: what its public documents ask about is businesses (`recipient-info`), and `verify_recipient`, of
 * which some speak, is in none of them.
 * Source: https://docs.wave.com/checkout, https://docs.wave.com/payout
 */
export const wave = definePsp({
  id: 'wave',
  env: waveEnv,
  egress: ['api.wave.com:443'],
  capabilities: {
    refunds: true,
    partialRefunds: false,
    listsRefunds: false,
    keepsKeys: false,
    declineEnds: false,
    asksByPhone: false,
    promptMs: null,
    way: { kind: 'redirect', name: 'Wave', countries: ['BF', 'CI', 'ML', 'SN'] },
    amounts: { XOF: { min: 1, max: 2_000_000 } },
    payouts: { XOF: { min: 1, max: 2_000_000 } },
  },
  open: (env, facts) => (env.WAVE_API_KEY ? new WaveClient(env, facts) : undefined),
});
