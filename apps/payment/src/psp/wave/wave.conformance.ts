import { newId } from '@edu/contract-kit';
import { startWaveSimulator, type WaveSimulator } from '@edu/simulators/wave/wave-simulator';
import { z } from 'zod';
import type { PayoutBench } from '../payout.conformance.ts';
import type { Webhook } from '../psp.conformance.ts';
import { handsOf } from '../simulator-hands.harness.ts';
import { openWebhookEndpoint } from '../webhook-endpoint.harness.ts';
import { wave } from './psp.ts';
import { waveEnv } from './wave.env.ts';

/** Requests that make something, which must not be made twice. */
const MADE = ['sessions.create', 'sessions.refund', 'payouts.create'];
const API_KEY = 'wave_sim_test_of_the_bench';
export const WAVE_SECRET = 'wave_sim_WHS_of_the_bench';

/** The Wave simulator with an endpoint for its webhooks, and hands to act as payer and as fault. */
export interface WaveBench extends PayoutBench {
  readonly faults: WaveSimulator['faults'];
  answerWebhooks(answer: (webhook: Webhook) => Promise<number>): void;
  /** Ids of the sessions of a payment. */
  sessionsOf(paymentId: string): Promise<string[]>;
}

export async function openWaveBench(): Promise<WaveBench> {
  const endpoint = await openWebhookEndpoint();
  const simulator = await startWaveSimulator({
    apiKey: API_KEY,
    webhookSecret: WAVE_SECRET,
    webhookUrl: endpoint.url,
    webhookRetry: { baseMs: 100 },
  });
  const env = {
    WAVE_API_URL: simulator.url,
    WAVE_API_KEY: API_KEY,
    WAVE_WEBHOOK_SECRET: WAVE_SECRET,
    WAVE_TIMEOUT_MS: '1000',
  };
  const act = async (ref: string, outcome: 'pay' | 'refuse') => {
    const body = new URLSearchParams({ outcome });
    const url = `${simulator.url}/c/${ref}`;
    const { status } = await fetch(url, { method: 'POST', body, redirect: 'manual' });
    if (status >= 400) throw new Error(`the payer's page answered ${status}`);
  };
  const read = async <T>(path: string): Promise<T> => {
    const headers = { authorization: `Bearer ${API_KEY}` };
    return (await (await fetch(simulator.url + path, { headers })).json()) as T;
  };
  const sessionsOf = async (paymentId: string) => {
    const path = `/v1/checkout/sessions/search?client_reference=${paymentId}`;
    const { result } = await read<{ result: { id: string }[] }>(path);
    return result.map(({ id }) => id);
  };
  return {
    ...handsOf(simulator, MADE),
    env,
    faults: simulator.faults,
    psp: wave.open(z.object(waveEnv).parse(env), wave)!,
    keepsFailures: false,
    namesRefunds: false,
    strangers: (event) => [{ ...event, id: `EV_${newId()}`, type: 'b2b.payment_received' }],
    payerOf: () => ({}),
    webhooks: endpoint.webhooks,
    answerWebhooks: endpoint.answer,
    payouts: {
      payee: { phone: '+2250701020304', country: 'CI', name: 'Awa Koné' },
      lost: {
        payee: { phone: '+2250700000001', country: 'CI', name: 'Awa Koné' },
        reason: 'recipient-account-blocked',
      },
      reports: false,
      stall: () => simulator.faults.change({ api: { processing: { next: 1, ms: 3_600_000 } } }),
      count: async (payoutId) => {
        const { payouts } = await read<{ payouts: { client_reference?: string }[] }>(
          '/api/payouts',
        );
        return payouts.filter((payout) => payout.client_reference?.startsWith(payoutId)).length;
      },
    },
    sessionsOf,
    intentsOf: async (paymentId) => (await sessionsOf(paymentId)).length,
    pay: (ref) => act(ref, 'pay'),
    decline: (ref) => act(ref, 'refuse'),
    close: async () => {
      await simulator.close();
      endpoint.close();
    },
  };
}
