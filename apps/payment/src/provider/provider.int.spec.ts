import { expect, it } from 'vitest';
import { PaymentConfig } from '../app.config.ts';
import { providerConformance, type ConformanceBench } from './provider.conformance.ts';
import { PaymentProviders } from './provider.registry.ts';
import { openStripeBench } from './stripe/stripe.conformance.ts';

/** One line per provider. */
const BENCHES: Record<string, () => Promise<ConformanceBench>> = { stripe: openStripeBench };

for (const [id, open] of Object.entries(BENCHES)) providerConformance(id, open);

it('holds every registered provider to the same rules', async () => {
  const bench = await openStripeBench();
  await bench.close();
  const config = new PaymentConfig({
    ...bench.env,
    NATS_URL: 'nats://127.0.0.1:4222',
    DATABASE_URL: 'postgres://127.0.0.1/none',
  });
  const registered = new PaymentProviders(config).all.map((provider) => provider.id);
  expect(Object.keys(BENCHES)).toEqual(registered);
});
