import { newId } from '@edu/contract-kit';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { beyond, monthOf, type Caps, type Wanted } from './caps.domain.ts';

const NONE: Caps = { zone: 'Africa/Abidjan', monthly: null, providers: null, hours: null };
const lesson = (from: string, to: string, amount = 5_000): Wanted => ({
  providerId: newId(),
  startsAt: new Date(from),
  endsAt: new Date(to),
  price: { amount, currency: 'XOF' },
});
const codes = (caps: Partial<Caps>, wanted: Wanted, spent = 0n) =>
  beyond({ ...NONE, ...caps }, wanted, spent).map(({ code }) => code);

const TEN = lesson('2026-11-24T10:00:00Z', '2026-11-24T11:00:00Z');

it('without caps anything may be booked', () => {
  expect(codes({}, TEN, 10n ** 12n)).toEqual([]);
});

it('money: up to the cap and not beyond it, in its own currency', () => {
  const monthly = { amount: 20_000, currency: 'XOF' } as const;
  expect(codes({ monthly }, TEN, 15_000n)).toEqual([]);
  expect(codes({ monthly }, TEN, 15_001n)).toEqual(['cap_monthly']);
  const euros = { ...TEN, price: { amount: 1, currency: 'EUR' as const } };
  expect(codes({ monthly }, euros)).toEqual(['cap_monthly']);
});

it('what fits is exactly what does not exceed', () => {
  const amount = fc.integer({ min: 0, max: 10 ** 9 });
  fc.assert(
    fc.property(amount, amount, amount, (cap, spent, price) => {
      const wanted = { ...TEN, price: { amount: price, currency: 'XOF' as const } };
      const found = codes({ monthly: { amount: cap, currency: 'XOF' } }, wanted, BigInt(spent));
      expect(found.length === 0).toBe(spent + price <= cap);
    }),
  );
});

it('providers: those of the list, and nobody where it is empty', () => {
  expect(codes({ providers: [TEN.providerId] }, TEN)).toEqual([]);
  expect(codes({ providers: [newId()] }, TEN)).toEqual(['cap_providers']);
  expect(codes({ providers: [] }, TEN)).toEqual(['cap_providers']);
});

it.each([
  ['08:00', '20:00', 'Africa/Abidjan', true],
  ['10:00', '11:00', 'Africa/Abidjan', true],
  ['10:01', '20:00', 'Africa/Abidjan', false],
  ['08:00', '10:59', 'Africa/Abidjan', false],
  ['08:00', '20:00', 'America/Toronto', false], // 05:00 there
  ['11:00', '12:00', 'Europe/Paris', true],
] as const)('hours %s–%s in %s', (from, to, zone, allowed) => {
  expect(codes({ zone, hours: { from, to } }, TEN).length === 0).toBe(allowed);
});

it('a lesson until midnight is within a day that ends then, one beyond it within none', () => {
  const hours = { from: '18:00', to: '24:00' };
  const late = lesson('2026-11-24T23:00:00Z', '2026-11-25T00:00:00Z');
  expect(codes({ hours }, late)).toEqual([]);
  expect(codes({ hours: { from: '18:00', to: '23:59' } }, late)).toEqual(['cap_hours']);
  const night = lesson('2026-11-24T23:30:00Z', '2026-11-25T00:30:00Z');
  expect(codes({ hours: { from: '00:00', to: '24:00' } }, night)).toEqual(['cap_hours']);
});

it('a lesson may be beyond several caps at once', () => {
  const monthly = { amount: 0, currency: 'XOF' } as const;
  const hours = { from: '12:00', to: '13:00' };
  expect(codes({ monthly, hours, providers: [] }, TEN)).toEqual([
    ...['cap_providers', 'cap_hours', 'cap_monthly'],
  ]);
});

it('a month is one of the family’s zone', () => {
  const at = new Date('2026-12-01T02:00:00Z');
  expect(monthOf(at, 'America/Toronto')).toEqual({
    from: new Date('2026-11-01T04:00:00Z'), // summer time until that day
    until: new Date('2026-12-01T05:00:00Z'),
  });
  expect(monthOf(at, 'Africa/Abidjan').from).toEqual(new Date('2026-12-01T00:00:00Z'));
});
