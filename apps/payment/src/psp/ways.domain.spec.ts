import type { Money } from '@edu/contract-kit';
import { describe, expect, it } from 'vitest';
import type { NoWallet, PspCapabilities, PspFacts, Wallet } from './psp.ts';
import { PSPS } from './psps.ts';
import { wayForNumber, waysToPay } from './ways.domain.ts';

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

  it('end with what has been failing lately, in the same order', () => {
    const failing = (...names: string[]) =>
      waysToPay([card, wallet], { price: franc(5_000), parts: [1] }, 'SN', ({ id }) =>
        names.includes(id),
      ).map(({ id }) => id);
    expect(failing()).toEqual(['wallet', 'card']);
    expect(failing('wallet')).toEqual(['card', 'wallet']);
    expect(failing('wallet', 'card')).toEqual(['wallet', 'card']);
  });

  it('are only those that take the price', () => {
    expect(ids([card, wallet], { amount: 5_000, currency: 'EUR' }, 'SN')).toEqual(['card']);
    expect(ids([card, wallet], { amount: 5_000, currency: 'XAF' })).toEqual([]);
    expect(ids([card, wallet], franc(2_000_000))).toEqual(['card', 'wallet']);
    expect(ids([card, wallet], franc(2_000_001))).toEqual(['card']);
    expect(ids([card, wallet], franc(299))).toEqual(['wallet']);
  });

  it('are those that take what each would be asked for', () => {
    const rests = new Map([
      ['card', 299],
      ['wallet', 2_000_000],
    ]);
    const asked = ({ id }: PspFacts) => ({ price: franc(rests.get(id)!), parts: [1] });
    expect(waysToPay([card, wallet], asked).map(({ id }) => id)).toEqual(['wallet']);
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

describe('of several ways that may ask a number', () => {
  const bounds = { min: 100, max: 100_000 };
  const up: Wallet = { operator: 'A', bounds, isUp: true, appears: true, dial: null };
  const down: Wallet = { ...up, isUp: false };
  const small: Wallet = { ...up, bounds: { min: 100, max: 1_000 } };
  const otherMoney: Wallet = { ...up, bounds: null };
  const none: NoWallet = { served: ['B'] };
  const silent = undefined;
  type Said = Wallet | NoWallet | undefined;
  const chosen = (...said: Said[]) => chosenWith([], ...said);
  const chosenWith = (failing: readonly number[], ...said: Said[]) =>
    wayForNumber(
      said.map((one, psp) => ({
        ...{ psp, said: one, isFailing: failing.includes(psp), toPay: franc(5_000) },
      })),
    ).psp;

  it('the first is proposed that has its wallet, takes the price and is up', () => {
    expect(chosen(up, up)).toBe(0);
    expect(chosen(none, up, up)).toBe(1);
    expect(chosen(down, small, otherMoney, silent, none, up)).toBe(5);
  });

  it('one that has been failing lately comes after every other that would do, and before all else', () => {
    expect(chosenWith([0], up, up)).toBe(1);
    expect(chosenWith([0, 1], up, up)).toBe(0);
    expect(chosenWith([4], down, small, silent, none, up)).toBe(4);
  });

  it('without any, the one that says most of what is in the way', () => {
    expect(chosen(none, silent, small, down)).toBe(3);
    expect(chosen(none, silent, small)).toBe(2);
    // It may have it: to say that nobody has would be a guess.
    expect(chosen(none, otherMoney, silent)).toBe(2);
    expect(chosen(none, otherMoney)).toBe(0);
  });

  it('each is asked for what is left to pay by it', () => {
    const asks = (psp: number, amount: number) => ({
      ...{ psp, said: small, isFailing: false, toPay: franc(amount) },
    });
    expect(wayForNumber([asks(0, 1_001), asks(1, 1_000)]).psp).toBe(1);
  });

  it('both ends of what an operator takes are taken', () => {
    const at = (max: number) => ({
      ...{ psp: max, isFailing: false, toPay: franc(5_000) },
      said: { ...up, bounds: { min: 5_000, max } },
    });
    expect(wayForNumber([at(4_999), at(5_000)]).psp).toBe(5_000);
  });
});
