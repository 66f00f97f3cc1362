import fc from 'fast-check';
import { expect, it } from 'vitest';
import { waiverOf } from './waiver.domain.ts';

it('gives all that is left back, whoever bears the loss, and pays a provider from the platform alone', () => {
  fc.assert(
    fc.property(fc.nat(), (left) => {
      const [byProvider, byPlatform] = [waiverOf(left, 'provider'), waiverOf(left, 'platform')];
      expect(byProvider).toEqual({ refund: left, kept: 0, compensation: 0 });
      expect(byPlatform).toEqual({ refund: left, kept: 0, compensation: left });
    }),
  );
});
