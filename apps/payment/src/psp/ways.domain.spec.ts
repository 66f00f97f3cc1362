import type { Money } from '@edu/contract-kit';
import { describe, expect, it } from 'vitest';
import type { PspCapabilities, PspFacts } from './psp.ts';
import { PSPS } from './psps.ts';
import { waysToPay } from './ways.domain.ts';

const franc = (amount: number): Money => ({ amount, currency: 'XOF' });

function psp(
  id: string,
  countries: readonly string[] | null,
  amounts: PspCapabilities['amounts'],
): PspFacts {
  const way = { kind: 'redirect', name: id, countries } as const;
  return { id, capabilities: { ...PSPS[0].capabilities, way, amounts } };
}
const card = psp('card', null, {
  XOF: { min: 300, max: 9_000_000 },
  EUR: { min: 50, max: 9_000_000 },
});
const wallet = psp('wallet', ['CI', 'SN'], { XOF: { min: 1, max: 2_000_000 } });

const ids = (psps: readonly PspFacts[], price: Money, country?: string) =>
  waysToPay(psps, { price, parts: [price] }, country).map(({ id }) => id);

describe('the ways to pay', () => {
  it('are in the order of the registry for somebody of whom nothing is known', () => {
    expect(ids([card, wallet], franc(5_000))).toEqual(['card', 'wallet']);
    expect(ids([wallet, card], franc(5_000))).toEqual(['wallet', 'card']);
  });

  it('begin with what people of the country have, and end with what they have not', () => {
    expect(ids([card, wallet], franc(5_000), 'SN')).toEqual(['wallet', 'card']);
    expect(ids([wallet, card], franc(5_000), 'FR')).toEqual(['card', 'wallet']);
  });

  it('begin with those of any phone number there', () => {
    const prompts = {
      ...wallet,
      ...{ id: 'prompts', capabilities: { ...wallet.capabilities, asksByPhone: true } },
    };
    expect(ids([card, wallet, prompts], franc(5_000), 'SN')).toEqual(['prompts', 'wallet', 'card']);
    expect(ids([card, wallet, prompts], franc(5_000), 'FR')).toEqual(['card', 'wallet', 'prompts']);
  });

  it('are only those that take the price', () => {
    expect(ids([card, wallet], { amount: 5_000, currency: 'EUR' }, 'SN')).toEqual(['card']);
    expect(ids([card, wallet], { amount: 5_000, currency: 'XAF' })).toEqual([]);
    expect(ids([card, wallet], franc(2_000_000))).toEqual(['card', 'wallet']);
    expect(ids([card, wallet], franc(2_000_001))).toEqual(['card']);
    expect(ids([card, wallet], franc(299))).toEqual(['wallet']);
  });

  it('are not those that take only multiples of something else', () => {
    const fives = psp('fives', null, { XOF: { min: 100, max: 2_500_000, step: 5 } });
    expect(ids([card, fives], franc(5_005))).toEqual(['card', 'fives']);
    expect(ids([card, fives], franc(5_003))).toEqual(['card']);
  });

  it('of several lessons are those that can give back what one of them cost', () => {
    const whole = { ...card, id: 'whole' };
    const allOrNothing = {
      ...whole,
      capabilities: { ...whole.capabilities, partialRefunds: false },
    };
    const lessons = (...parts: number[]) =>
      waysToPay([allOrNothing, card], { price: franc(10_000), parts }).map(({ id }) => id);
    expect(lessons(10_000)).toEqual(['whole', 'card']);
    expect(lessons(5_000, 5_000)).toEqual(['card']);
  });
});
