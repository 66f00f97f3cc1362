import { expect, it } from 'vitest';
import { capsOf, type CapsDraft } from './caps-draft.ts';

const NONE: CapsDraft = {
  ...{ amount: '', currency: 'XOF', only: false, providers: '', from: '', to: '' },
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

it('people are taken from the addresses of their pages, each once', () => {
  const providers = `https://educonnect.app/fr/providers/${ID}\n${ID.toUpperCase()}`;
  expect(capsOf({ ...NONE, only: true, providers })?.providers).toEqual([ID]);
  expect(capsOf({ ...NONE, only: true })?.providers).toEqual([]);
  expect(capsOf({ ...NONE, providers })?.providers).toBeNull();
});

it('hours need both ends', () => {
  expect(capsOf({ ...NONE, from: '08:00', to: '20:00' })?.hours).toEqual({
    ...{ from: '08:00', to: '20:00' },
  });
  expect(capsOf({ ...NONE, from: '08:00' })?.hours).toBeNull();
});
