import { newId } from '@edu/contract-kit';
import { describe, expect, it } from 'vitest';
import { ageMinutes, digestOfCard, digestOfNumber, elsewhere } from './risk.domain.ts';

const NOW = new Date('2026-11-27T12:00:00Z');
const MINUTE = 60_000;

describe('the age of an account', () => {
  it.each([
    [0, 0],
    [MINUTE - 1, 0],
    [MINUTE, 1],
    [24 * 60 * MINUTE, 1_440],
  ])('that was made %i ms ago is %i minutes', (ms, minutes) => {
    expect(ageMinutes(newId(NOW.getTime() - ms), NOW)).toBe(minutes);
  });

  it('is none before it was made, by another clock', () => {
    expect(ageMinutes(newId(NOW.getTime() + MINUTE), NOW)).toBe(0);
  });

  it('is unknown where its id does not say', () => {
    expect(ageMinutes('00000000-0000-4000-8000-000000000000', NOW)).toBeNull();
  });
});

describe('a number', () => {
  const payer = { phone: '+2250701020304', country: 'CI' };

  it('is from elsewhere where its country is not the one that asks', () => {
    expect(elsewhere(payer, 'FR')).toEqual(['CI', 'FR']);
    expect(elsewhere(payer, 'CI')).toBeNull();
  });

  it('is from nowhere else where nobody knows, or no number pays', () => {
    expect(elsewhere(payer, undefined)).toBeNull();
    expect(elsewhere({ phone: payer.phone }, 'FR')).toBeNull();
    expect(elsewhere({ country: 'CI' }, 'FR')).toBeNull();
  });

  it('has one digest, which only who has the secret can make', () => {
    const digest = digestOfNumber('one secret', payer.phone);
    expect(digest).toHaveLength(32);
    expect(digestOfNumber('one secret', payer.phone)).toEqual(digest);
    expect(digestOfNumber('another', payer.phone)).not.toEqual(digest);
    expect(digestOfNumber('one secret', '+2250701020305')).not.toEqual(digest);
  });
});

it('a card has one digest at each psp, which only who has the secret can make', () => {
  const digest = digestOfCard('one secret', 'stripe', 'Xt5EWLLDS7FJjR1c');
  expect(digest).toHaveLength(32);
  expect(digestOfCard('one secret', 'stripe', 'Xt5EWLLDS7FJjR1c')).toEqual(digest);
  const others = [
    digestOfCard('another', 'stripe', 'Xt5EWLLDS7FJjR1c'),
    digestOfCard('one secret', 'wave', 'Xt5EWLLDS7FJjR1c'),
    digestOfCard('one secret', 'stripe', 'Xt5EWLLDS7FJjR1d'),
    digestOfNumber('one secret', 'Xt5EWLLDS7FJjR1c'),
  ];
  for (const other of others) expect(other).not.toEqual(digest);
});
