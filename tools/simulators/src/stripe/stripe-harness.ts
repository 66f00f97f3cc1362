import Stripe from 'stripe';
import { startStripeSimulator } from './stripe-simulator.ts';
import type { StripeSimulator, StripeSimulatorOptions } from './stripe-simulator.ts';

export const SECRET_KEY = 'sk_test_spec';
export const WEBHOOK_SECRET = 'whsec_spec';

export interface StripeHarness {
  simulator: StripeSimulator;
  /** The real SDK, without retries of its own. */
  stripe: Stripe;
  /** Calls the control API with JSON; without a body it GETs. */
  control(path: string, body?: unknown): Promise<never>;
  close(): Promise<void>;
}

/** The real SDK pointed at a simulator's address. */
export function createClient(url: string, config: Stripe.StripeConfig = {}): Stripe {
  const { hostname, port } = new URL(url);
  return new Stripe(SECRET_KEY, {
    host: hostname,
    port,
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
    timeout: 10_000,
    ...config,
  });
}

/** A simulator on a free port for specs, with quick webhook retries. */
export async function startHarness(
  options: Partial<StripeSimulatorOptions> = {},
): Promise<StripeHarness> {
  const simulator = await startStripeSimulator({
    secretKey: SECRET_KEY,
    webhookSecret: WEBHOOK_SECRET,
    webhookUrl: null,
    webhookRetry: { baseMs: 10, maxAttempts: 4, timeoutMs: 1_000 },
    refundSettleMs: 20,
    ...options,
  });
  return {
    simulator,
    stripe: createClient(simulator.url),
    control: async (path, body) => {
      const response = await fetch(`${simulator.url}/_control${path}`, {
        ...(body !== undefined && {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      });
      if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
      return (await response.json()) as never;
    },
    close: () => simulator.close(),
  };
}
