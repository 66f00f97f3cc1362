import { expect, it } from 'vitest';
import { PaymentConfig } from '../app.config.ts';
import { pspConformance, type ConformanceBench } from './psp.conformance.ts';
import { PspRegistry } from './psp.registry.ts';
import { openStripeBench } from './stripe/stripe.conformance.ts';

/** One line per psp. */
const BENCHES: Record<string, () => Promise<ConformanceBench>> = { stripe: openStripeBench };

for (const [id, open] of Object.entries(BENCHES)) pspConformance(id, open);

it('holds every registered psp to the same rules', async () => {
  const bench = await openStripeBench();
  await bench.close();
  const config = new PaymentConfig({
    ...bench.env,
    NATS_URL: 'nats://127.0.0.1:4222',
    DATABASE_URL: 'postgres://127.0.0.1/none',
  });
  const registered = new PspRegistry(config).all.map((psp) => psp.id);
  expect(Object.keys(BENCHES)).toEqual(registered);
});
