import fc from 'fast-check';
import { expect, it } from 'vitest';
import { earnable } from './earning.domain.ts';

it('is what was earned, while enough is held that is not going back', () => {
  expect(earnable(5_000n, 5_000n, [])).toBe(5_000n);
  expect(earnable(5_000n, 5_000n, [{ amount: 1_000n, status: 'succeeded' }])).toBe(5_000n);
  expect(earnable(5_000n, 5_000n, [{ amount: 1_000n, status: 'failed' }])).toBe(5_000n);
  expect(earnable(5_000n, 5_000n, [{ amount: 1_000n, status: 'pending' }])).toBe(4_000n);
  expect(earnable(5_000n, 500n, [{ amount: 1_000n, status: 'unknown' }])).toBe(0n);
});

it('never exceeds what was earned or is held', () => {
  const amount = fc.bigInt({ min: 0n, max: 10n ** 9n });
  const refund = fc.record({
    amount,
    status: fc.constantFrom('pending', 'unknown', 'succeeded', 'failed'),
  });
  fc.assert(
    fc.property(amount, amount, fc.array(refund), (earned, held, refunds) => {
      const credited = earnable(earned, held, refunds);
      expect(credited).toBeGreaterThanOrEqual(0n);
      expect(credited <= earned && credited <= held).toBe(true);
    }),
  );
});
