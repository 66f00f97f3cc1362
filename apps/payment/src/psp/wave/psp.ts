import { definePsp } from '../psp-definition.ts';
import { WaveClient } from './wave.client.ts';
import { waveEnv } from './wave.env.ts';

/**
 * The Wave app, where the payer is led to, in XOF (Senegal, Côte d'Ivoire, Mali, Burkina Faso). The
 * largest amount is what a wallet may hold; Wave itself refuses what the payer's may not.
 * Source: https://docs.wave.com/checkout
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
    payouts: null,
  },
  open: (env, facts) => (env.WAVE_API_KEY ? new WaveClient(env, facts) : undefined),
});
