import { Clock } from '@edu/service';
import { testStorage } from '@edu/testing';
import { Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { PaymentConfig } from '../app.config.ts';
import { payoutConformance, type PayoutBench } from './payout.conformance.ts';
import { pspConformance, type ConformanceBench } from './psp.conformance.ts';
import { PspHealth } from './psp-health.ts';
import { PspRegistry } from './psp.registry.ts';
import { webhookConformance } from './webhook.conformance.ts';
import { openCinetpayBench } from './cinetpay/cinetpay.conformance.ts';
import { openMtnMomoBench } from './mtn-momo/mtn-momo.conformance.ts';
import { openOrangeMoneyBench } from './orange-money/orange-money.conformance.ts';
import { openPawapayBench } from './pawapay/pawapay.conformance.ts';
import { openStripeBench } from './stripe/stripe.conformance.ts';
import { openWaveBench } from './wave/wave.conformance.ts';

/** One line per psp. */
const BENCHES: Record<string, () => Promise<ConformanceBench>> = {
  stripe: openStripeBench,
  wave: openWaveBench,
  pawapay: openPawapayBench,
  'mtn-momo': openMtnMomoBench,
  'orange-money': openOrangeMoneyBench,
  cinetpay: openCinetpayBench,
};

/** Of those that pay out. */
const PAYOUT_BENCHES: Record<string, () => Promise<PayoutBench>> = {
  wave: openWaveBench,
  pawapay: openPawapayBench,
  'mtn-momo': openMtnMomoBench,
  cinetpay: openCinetpayBench,
};

for (const [id, open] of Object.entries(BENCHES)) pspConformance(id, open);
webhookConformance(BENCHES);
for (const [id, open] of Object.entries(PAYOUT_BENCHES)) payoutConformance(id, open);

it('holds every registered psp to the same rules', async () => {
  const benches = await Promise.all(Object.values(BENCHES).map((open) => open()));
  await Promise.all(benches.map((bench) => bench.close()));
  const config = new PaymentConfig({
    ...Object.assign({}, ...benches.map(({ env }) => env)),
    NATS_URL: 'nats://127.0.0.1:4222',
    DATABASE_URL: 'postgres://127.0.0.1/none',
    ...testStorage('/nowhere'),
  });
  const registered = new PspRegistry(config, new PspHealth(new Clock(), new Registry())).all;
  expect(Object.keys(BENCHES)).toEqual(registered.map(({ id }) => id));
  const payingOut = registered.filter(({ capabilities }) => capabilities.payouts !== null);
  expect(Object.keys(PAYOUT_BENCHES)).toEqual(payingOut.map(({ id }) => id));
  for (const psp of registered) {
    const can = ['payOut', 'fetchPayout', 'findPayout'].map((method) => method in psp);
    expect(new Set(can), psp.id).toEqual(new Set([psp.id in PAYOUT_BENCHES]));
  }
});
