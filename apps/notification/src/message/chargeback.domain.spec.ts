import { expect, it } from 'vitest';
import { frozenByProvider } from './chargeback.domain.ts';

const franc = (amount: number) => ({ amount, currency: 'XOF' as const });

it('whoever teaches several lessons of a payment reads one sum', () => {
  const lessons = [
    { providerId: 'awa', frozen: franc(1_000) },
    { providerId: 'moussa', frozen: franc(0) },
    { providerId: 'awa', frozen: franc(500) },
  ];
  expect(frozenByProvider(lessons)).toEqual([
    { providerId: 'awa', amount: franc(1_500) },
    { providerId: 'moussa', amount: franc(0) },
  ]);
});
