import {
  startCinetpaySimulator,
  type CinetpaySimulator,
} from '@edu/simulators/cinetpay/cinetpay-simulator';
import type { Payment, Transfer } from '@edu/simulators/cinetpay/objects';
import { z } from 'zod';
import type { PayoutBench } from '../payout.conformance.ts';
import type { Webhook } from '../psp.conformance.ts';
import { handsOf } from '../simulator-hands.harness.ts';
import { openWebhookEndpoint } from '../webhook-endpoint.harness.ts';
import { readTransaction } from './cinetpay.domain.ts';
import { readTransfer } from './transfers.domain.ts';
import { cinetpayEnv } from './cinetpay.env.ts';
import { cinetpay } from './psp.ts';

const API_KEY = 'sk_sim_of_the_test_bench';
const API_PASSWORD = 'cinetpay_sim_of_the_test_bench';

/** The simulator with an endpoint for its notifications, and hands to act as payer and as fault. */
export interface CinetpayBench extends PayoutBench {
  readonly faults: CinetpaySimulator['faults'];
  answerWebhooks(answer: (webhook: Webhook) => Promise<number>): void;
  /** CinetPay's ids of the payments of one of ours. */
  transactionsOf(paymentId: string): Promise<string[]>;
}

export async function openCinetpayBench(): Promise<CinetpayBench> {
  const endpoint = await openWebhookEndpoint();
  const simulator = await startCinetpaySimulator({
    ...{ apiKey: API_KEY, apiPassword: API_PASSWORD, notifyHost: endpoint.url },
    notifyRetry: { baseMs: 100 },
  });
  const env = {
    CINETPAY_API_URL: simulator.url,
    CINETPAY_API_KEY: API_KEY,
    CINETPAY_API_PASSWORD: API_PASSWORD,
    CINETPAY_TIMEOUT_MS: '1000',
  };
  const payments = async () => {
    const answer = await fetch(`${simulator.url}/api/payments`);
    return ((await answer.json()) as { payments: Payment[] }).payments;
  };
  const act = async (ref: string, outcome: 'pay' | 'refuse') => {
    const all = await payments();
    const payment = all.find(({ order }) => order.merchant_transaction_id === ref)!;
    const { status } = await fetch(`${simulator.url}/c/${payment.payment_token}`, {
      ...{ method: 'POST', body: new URLSearchParams({ outcome }), redirect: 'manual' },
    });
    if (status >= 400) throw new Error(`the payer's page answered ${status}`);
  };
  const transactionsOf = async (paymentId: string) =>
    (await payments())
      .map(({ order }) => order.merchant_transaction_id)
      .filter((ref) => readTransaction(ref)?.paymentId === paymentId);
  return {
    ...handsOf(simulator, ['payments.create', 'transfers.create']),
    env,
    faults: simulator.faults,
    psp: cinetpay.open(z.object(cinetpayEnv).parse(env), cinetpay)!,
    keepsFailures: false,
    namesRefunds: false,
    payerOf: () => ({}),
    webhooks: endpoint.webhooks,
    answerWebhooks: endpoint.answer,
    payouts: {
      payee: { phone: '+2250701020304', country: 'CI', name: 'Awa Koné' },
      lost: {
        payee: { phone: '+2250700000001', country: 'CI', name: 'Awa Koné' },
        reason: 'FAILED',
      },
      reports: true,
      stall: () => simulator.faults.change({ enqueued: { next: 1, ms: 3_600_000 } }),
      count: async (payoutId) => {
        const answer = await fetch(`${simulator.url}/api/transfers`);
        const { transfers } = (await answer.json()) as { transfers: Transfer[] };
        const ids = transfers.map(({ order }) => readTransfer(order.merchant_transaction_id));
        return ids.filter((id) => id === payoutId).length;
      },
    },
    transactionsOf,
    intentsOf: async (paymentId) => (await transactionsOf(paymentId)).length,
    pay: (ref) => act(ref, 'pay'),
    decline: (ref) => act(ref, 'refuse'),
    close: async () => {
      await simulator.close();
      endpoint.close();
    },
  };
}
