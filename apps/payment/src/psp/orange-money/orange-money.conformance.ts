import {
  startOrangeMoneySimulator,
  type OrangeMoneySimulator,
} from '@edu/simulators/orange-money/orange-money-simulator';
import type { Payment } from '@edu/simulators/orange-money/web-payments';
import { z } from 'zod';
import type { ConformanceBench, Webhook } from '../psp.conformance.ts';
import { handsOf } from '../simulator-hands.harness.ts';
import { openWebhookEndpoint } from '../webhook-endpoint.harness.ts';
import { toBase36Id } from '../base36-id.ts';
import { readRef } from './orange-money.domain.ts';
import { orangeMoneyEnv } from './orange-money.env.ts';
import { orangeMoney } from './psp.ts';

const ACCOUNT = {
  clientId: 'client-of-the-test-bench',
  clientSecret: 'orange_sim_of_the_test_bench',
  merchantKey: 'a292867f',
};

/** The simulator with an endpoint for its notifications, and hands to act as payer and as fault. */
export interface OrangeMoneyBench extends ConformanceBench {
  readonly faults: OrangeMoneySimulator['faults'];
  answerWebhooks(answer: (webhook: Webhook) => Promise<number>): void;
  /** Orders of one of our payments, the newest first. */
  ordersOf(paymentId: string): Promise<Payment[]>;
}

export async function openOrangeMoneyBench(
  environment: 'ci' | 'cm' | 'dev' = 'ci',
): Promise<OrangeMoneyBench> {
  const endpoint = await openWebhookEndpoint();
  const simulator = await startOrangeMoneySimulator({
    ...{ ...ACCOUNT, environment, notifyHost: endpoint.url },
  });
  const env = {
    ORANGE_MONEY_API_URL: simulator.url,
    ORANGE_MONEY_CLIENT_ID: ACCOUNT.clientId,
    ORANGE_MONEY_CLIENT_SECRET: ACCOUNT.clientSecret,
    ORANGE_MONEY_MERCHANT_KEY: ACCOUNT.merchantKey,
    ORANGE_MONEY_ENVIRONMENT: environment,
    ORANGE_MONEY_TIMEOUT_MS: '1000',
  };
  const act = async (ref: string, outcome: 'pay' | 'refuse') => {
    const { status } = await fetch(`${simulator.url}/c/${readRef(ref)!.payToken}`, {
      ...{ method: 'POST', body: new URLSearchParams({ outcome }), redirect: 'manual' },
    });
    if (status >= 400) throw new Error(`the payer's page answered ${status}`);
  };
  const ordersOf = async (paymentId: string) => {
    const answer = await fetch(`${simulator.url}/api/payments`);
    const { payments } = (await answer.json()) as { payments: Payment[] };
    const name = toBase36Id(paymentId);
    return payments.filter(({ order }) => order.order_id.startsWith(name));
  };
  return {
    ...handsOf(simulator, ['payments.create']),
    env,
    faults: simulator.faults,
    psp: orangeMoney.open(z.object(orangeMoneyEnv).parse(env), orangeMoney)!,
    // The answer is all that says where the page is: without it only another order gets further.
    keepsFailures: true,
    forgetsOrders: true,
    namesRefunds: false,
    payerOf: () => ({}),
    webhooks: endpoint.webhooks,
    answerWebhooks: endpoint.answer,
    ordersOf,
    intentsOf: async (paymentId) => (await ordersOf(paymentId)).length,
    pay: (ref) => act(ref, 'pay'),
    decline: (ref) => act(ref, 'refuse'),
    close: async () => {
      await simulator.close();
      endpoint.close();
    },
  };
}
