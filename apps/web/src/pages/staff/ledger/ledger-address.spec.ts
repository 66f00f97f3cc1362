import { expect, it } from 'vitest';
import { criteriaOf, ledgerPath, queryOf } from './ledger-address.ts';

it('the address of a search is what it says', () => {
  const criteria = { account: 'learner', owner: 'platform', from: '2026-11-01', amount: '12,5' };
  const path = ledgerPath({ ...criteria, kind: '', pspRef: '  ' });
  expect(path).toBe('/staff/ledger?account=learner&owner=platform&from=2026-11-01&amount=12%2C5');
  expect(criteriaOf(path.slice(path.indexOf('?')))).toEqual(criteria);
  expect(ledgerPath({})).toBe('/staff/ledger');
  expect(criteriaOf('?other=1&owner=%20')).toEqual({});
});

it('the last day is all of it, and amounts are in the units of their currency', () => {
  const days = { from: '2026-02-28', to: '2026-02-28' };
  expect(queryOf(days)).toEqual({
    from: '2026-02-28T00:00:00.000Z',
    to: '2026-03-01T00:00:00.000Z',
  });
  expect(queryOf({ amount: '12,5', currency: 'EUR' })).toEqual({ amount: 1_250, currency: 'EUR' });
  expect(queryOf({ amount: '5000' })).toEqual({ amount: 5_000 });
  expect(queryOf({ from: 'yesterday', kind: 'refund' })).toEqual({ kind: 'refund' });
});
