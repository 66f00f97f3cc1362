import { paymentRpc } from '@edu/contracts-payment';
import { eventually, testActor } from '@edu/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PaymentBench } from '../payment.harness.ts';

let bench: PaymentBench;
beforeAll(async () => {
  bench = await PaymentBench.start({ env: { RECONCILE_SETTLE_MS: '600000' } });
});
afterAll(() => bench.stop());

it('judges nothing of which news may be on its way', async () => {
  const finance = await testActor('finance');
  await bench.stripe.post('/v1/payment_intents', {
    ...{ amount: '2000', currency: 'xof', confirm: 'true', payment_method: 'pm_card_visa' },
  });
  const period = {
    from: new Date(Date.now() - 60_000).toISOString(),
    to: new Date().toISOString(),
  };
  const input = { psp: 'stripe', ...period };
  const { id } = await bench.service.call(paymentRpc.startReconciliation, input, { as: finance });
  await eventually(async () => {
    const [row] = await bench.rows('SELECT * FROM reconciliation_run WHERE id = $1', id);
    // The payment and its fee.
    expect(row).toMatchObject({ state: 'done', compared: 2, found: 0 });
  });
});
