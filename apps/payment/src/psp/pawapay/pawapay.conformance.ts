import { API_PREFIX } from '@edu/contract-kit';
import {
  startPawapaySimulator,
  type PawapaySimulator,
} from '@edu/simulators/pawapay/pawapay-simulator';
import { z } from 'zod';
import type { PayoutBench } from '../payout.conformance.ts';
import type { PromptSimulator } from '../prompt.conformance.ts';
import { handsOf } from '../simulator-hands.harness.ts';
import { openWebhookEndpoint } from '../webhook-endpoint.harness.ts';
import { pawapayEnv } from './pawapay.env.ts';
import { pawapay } from './psp.ts';

/** Requests that make something, which must not be made twice. */
const MADE = ['deposits.create', 'refunds.create', 'payouts.create'];
const API_TOKEN = 'pawapay_sim_of_the_test_bench';

/** Wallets that wait for a person, one for each currency. */
export const PHONES: Readonly<Record<string, string>> = {
  XOF: '+2250701020304',
  XAF: '+237671020304',
};

/** The pawaPay simulator with an endpoint for its callbacks, and hands to act as payer and as fault. */
export interface PawapayBench extends PromptSimulator, PayoutBench {
  readonly faults: PawapaySimulator['faults'];
  /** The payer does not agree; with the operator's word for why. */
  decline(ref: string, code?: string): Promise<void>;
  /** Ids of the deposits of a payment. */
  depositsOf(paymentId: string): Promise<string[]>;
}

export async function openPawapayBench(): Promise<PawapayBench> {
  const endpoint = await openWebhookEndpoint();
  const simulator = await startPawapaySimulator({
    apiToken: API_TOKEN,
    callbackUrl: new URL(`${API_PREFIX}/payments/webhooks/pawapay`, endpoint.url).href,
    callbackRetry: { baseMs: 100 },
  });
  const env = {
    PAWAPAY_API_URL: simulator.url,
    PAWAPAY_API_TOKEN: API_TOKEN,
    PAWAPAY_TIMEOUT_MS: '1000',
    PAWAPAY_KEYS_EVERY_MS: '200',
  };
  const act = async (ref: string, outcome: string) => {
    const body = new URLSearchParams({ outcome });
    const { status } = await fetch(`${simulator.url}/p/${ref}`, { method: 'POST', body });
    if (status >= 400) throw new Error(`the payer's page answered ${status}`);
  };
  const read = async <T>(path: string): Promise<T> =>
    (await (await fetch(simulator.url + path)).json()) as T;
  const depositsOf = async (paymentId: string) => {
    const { deposits } = await read<{ deposits: { depositId: string }[] }>(
      `/api/deposits?clientReferenceId=${paymentId}`,
    );
    return deposits.map(({ depositId }) => depositId);
  };
  const hands = handsOf(simulator, MADE);
  return {
    ...hands,
    env,
    faults: simulator.faults,
    psp: pawapay.open(z.object(pawapayEnv).parse(env), pawapay)!,
    keepsFailures: false,
    namesRefunds: true,
    strangers: ({ depositId: remittanceId, ...event }) => [{ ...event, remittanceId }],
    payerOf: (currency) => ({ phone: PHONES[currency] }),
    webhooks: endpoint.webhooks,
    answerWebhooks: endpoint.answer,
    payouts: {
      payee: { phone: PHONES['XOF']!, country: 'CI', name: null },
      lost: {
        payee: { phone: '+22951345089', country: 'BJ', name: null },
        reason: 'RECIPIENT_NOT_FOUND',
      },
      reports: true,
      stall: () => simulator.faults.change({ enqueued: { next: 1, ms: 3_600_000 } }),
      count: async (payoutId) => {
        const path = `/api/payouts?clientReferenceId=${payoutId}`;
        return (await read<{ payouts: object[] }>(path)).payouts.length;
      },
    },
    depositsOf,
    intentsOf: async (paymentId) => (await depositsOf(paymentId)).length,
    pay: (ref) => act(ref, 'COMPLETED'),
    decline: (ref, code = 'PAYMENT_NOT_APPROVED') => act(ref, code),
    movedTimes: hands.movedInTime,
    close: async () => {
      await simulator.close();
      endpoint.close();
    },
  };
}
