import { expect, it } from 'vitest';
import { capsOf, pageIn, type CapsDraft } from './caps-draft.ts';

const NONE: CapsDraft = {
  ...{ amount: '', currency: 'XOF', providers: null, from: '', to: '' },
};
const ID = '01a2187a-2281-7c4b-9f99-25f41c04f249';

it('what is left empty is no cap', () => {
  expect(capsOf(NONE)).toEqual({ monthly: null, providers: null, hours: null });
});

it('an amount is in the units that people write', () => {
  expect(capsOf({ ...NONE, amount: '20 000' })?.monthly).toEqual({
    ...{ amount: 20_000, currency: 'XOF' },
  });
  expect(capsOf({ ...NONE, amount: '35,50', currency: 'EUR' })?.monthly?.amount).toBe(3_550);
  expect(capsOf({ ...NONE, amount: 'a lot' })).toBeUndefined();
});

it('people are those who were chosen, and nobody is not everybody', () => {
  expect(capsOf({ ...NONE, providers: [ID] })?.providers).toEqual([ID]);
  expect(capsOf({ ...NONE, providers: [] })?.providers).toEqual([]);
});

it('somebody is found by the address of their page, however it was pasted', () => {
  expect(pageIn('https://educonnect.app/fr/providers/Awa-Kone?from=x')).toBe('awa-kone');
  expect(pageIn(`https://educonnect.app/fr/providers/${ID}`)).toBe(ID);
  expect(pageIn(ID.toUpperCase())).toBe(ID);
  expect(pageIn('Awa Koné')).toBeUndefined();
});

it('hours need both ends', () => {
  expect(capsOf({ ...NONE, from: '08:00', to: '20:00' })?.hours).toEqual({
    ...{ from: '08:00', to: '20:00' },
  });
  expect(capsOf({ ...NONE, from: '08:00' })?.hours).toBeNull();
});
