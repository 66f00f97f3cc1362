import { paymentErrors } from '@edu/contracts-payment';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { franc, PaymentBench } from '../payment.harness.ts';

const HOUR_MS = 3_600_000;
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

describe.each([
  ['late', -HOUR_MS],
  ['early', HOUR_MS],
])('a process whose machine is an hour %s', (_how, wrongByMs) => {
  let bench: PaymentBench;
  beforeAll(async () => {
    bench = await PaymentBench.start({ machineTime: () => Date.now() + wrongByMs });
  });
  afterAll(() => bench?.stop());

  it('takes payments for as long as the slot is held, and none afterwards', async () => {
    const held = await bench.book(franc(5_000), { holdExpiresAt: inMinutes(15) });
    expect(await bench.open(held.bookingId)).toMatchObject({ status: 'pending' });
    const over = await bench.book(franc(5_000), { holdExpiresAt: inMinutes(-15) });
    await expect(bench.open(over.bookingId)).rejects.toMatchObject({
      code: paymentErrors.bookingOver.code,
    });
  });
});
