import {
  startMtnMomoSimulator,
  type MtnMomoSimulator,
} from '@edu/simulators/mtn-momo/mtn-momo-simulator';
import { z } from 'zod';
import type { PayoutBench } from '../payout.conformance.ts';
import type { PromptSimulator } from '../prompt.conformance.ts';
import { handsOf } from '../simulator-hands.harness.ts';
import { openWebhookEndpoint } from '../webhook-endpoint.harness.ts';
import { mtnMomoEnv } from './mtn-momo.env.ts';
import { mtnMomo } from './psp.ts';

/** Requests that make something, which must not be made twice. */
const MADE = ['requesttopay.create', 'refund.create', 'transfer.create'];
const keys = (product: string) => ({
  user: `${product}-of-the-test-bench`,
  apiKey: `${product}_api_key_of_the_test_bench`,
  subscriptionKey: `${product}_subscription_of_the_test_bench`,
});
const COLLECTION = keys('collection');
const DISBURSEMENT = keys('disbursement');

/** A wallet of Côte d'Ivoire that waits for a person, and another one. */
export const PHONE = '+2250501020304';
export const OTHER_PHONE = '+2250501020305';
/** A number of another operator. */
export const NO_WALLET = '+2250701020304';

/** The simulator with an endpoint for its callbacks, and hands to act as payer and as fault. */
export interface MtnMomoBench extends PromptSimulator, PayoutBench {
  readonly faults: MtnMomoSimulator['faults'];
  /** The payer does not agree; with MTN's word for why. */
  decline(ref: string, code?: string): Promise<void>;
  /** Ids of the requests of a payment. */
  requestsOf(paymentId: string): Promise<string[]>;
}

export async function openMtnMomoBench(environment = 'mtnivorycoast'): Promise<MtnMomoBench> {
  const endpoint = await openWebhookEndpoint();
  const simulator = await startMtnMomoSimulator({
    products: { collection: COLLECTION, disbursement: DISBURSEMENT },
    callbackHost: endpoint.url,
  });
  const env = {
    MTN_MOMO_API_URL: simulator.url,
    MTN_MOMO_ENVIRONMENT: environment,
    MTN_MOMO_COLLECTION_KEY: COLLECTION.subscriptionKey,
    MTN_MOMO_COLLECTION_USER: COLLECTION.user,
    MTN_MOMO_COLLECTION_API_KEY: COLLECTION.apiKey,
    MTN_MOMO_DISBURSEMENT_KEY: DISBURSEMENT.subscriptionKey,
    MTN_MOMO_DISBURSEMENT_USER: DISBURSEMENT.user,
    MTN_MOMO_DISBURSEMENT_API_KEY: DISBURSEMENT.apiKey,
    MTN_MOMO_TIMEOUT_MS: '1000',
  };
  const act = async (ref: string, outcome: string) => {
    const body = new URLSearchParams({ outcome });
    const { status } = await fetch(`${simulator.url}/p/${ref}`, { method: 'POST', body });
    if (status >= 400) throw new Error(`the payer's page answered ${status}`);
  };
  const requestsOf = async (paymentId: string) => {
    const answer = await fetch(`${simulator.url}/api/requests?externalId=${paymentId}`);
    const { requests } = (await answer.json()) as { requests: { id: string }[] };
    return requests.map(({ id }) => id);
  };
  const hands = handsOf(simulator, MADE);
  return {
    ...hands,
    env,
    faults: simulator.faults,
    psp: mtnMomo.open(z.object(mtnMomoEnv).parse(env), mtnMomo)!,
    keepsFailures: false,
    namesRefunds: true,
    payerOf: () => ({ phone: PHONE }),
    webhooks: endpoint.webhooks,
    answerWebhooks: endpoint.answer,
    payouts: {
      payee: { phone: PHONE, country: 'CI', name: 'Aya Kouassi' },
      lost: {
        payee: { phone: NO_WALLET, country: 'CI', name: null },
        reason: 'PAYEE_NOT_FOUND',
      },
      reports: false,
      stall: () => simulator.faults.change({ api: { processing: { next: 1, ms: 3_600_000 } } }),
      count: async (payoutId) => {
        const answer = await fetch(`${simulator.url}/api/transfers?externalId=${payoutId}`);
        return ((await answer.json()) as { transfers: object[] }).transfers.length;
      },
    },
    requestsOf,
    intentsOf: async (paymentId) => (await requestsOf(paymentId)).length,
    pay: (ref) => act(ref, 'SUCCESSFUL'),
    decline: (ref, code = 'APPROVAL_REJECTED') => act(ref, code),
    movedTimes: hands.movedInTime,
    close: async () => {
      await simulator.close();
      endpoint.close();
    },
  };
}
