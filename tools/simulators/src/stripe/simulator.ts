import { API_PREFIX } from '@edu/contract-kit';
import { defineSimulator, endpointOf } from '../kit/simulator-definition.ts';

export const stripe = defineSimulator({
  name: 'stripe',
  label: 'Stripe simulator',
  realAccount: 'STRIPE_SECRET_KEY',
  ports: { stripe: 8027 },
  secrets: {
    STRIPE_SECRET_KEY: { prefix: 'sk_test_', bytes: 12 },
    STRIPE_PUBLISHABLE_KEY: { prefix: 'pk_test_', bytes: 12 },
    STRIPE_WEBHOOK_SECRET: { prefix: 'whsec_', bytes: 16 },
  },
  env: (services, people) => ({
    STRIPE_API_URL: `http://${services.stripe}`,
    STRIPE_JS_URL: `http://${people.stripe}/stripe.js`,
  }),
  start: async ({ ports, secrets, platformUrl, ...options }) => {
    const { startStripeSimulator } = await import('./stripe-simulator.ts');
    const { url, close } = await startStripeSimulator({
      ...options,
      port: ports.stripe,
      secretKey: secrets.STRIPE_SECRET_KEY,
      webhookSecret: secrets.STRIPE_WEBHOOK_SECRET,
      webhookUrl: platformUrl && `${platformUrl}${API_PREFIX}/payments/webhooks/stripe`,
    });
    return { endpoints: { stripe: endpointOf(url) }, close };
  },
});
