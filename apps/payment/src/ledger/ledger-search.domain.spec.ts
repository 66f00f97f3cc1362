import { newId } from '@edu/contract-kit';
import { expect, it } from 'vitest';
import { accountsAsked, wayOf } from './ledger-search.domain.ts';

const person = newId();
const page = { limit: 20 };

it.each([
  ['what is named, whatever else is asked', { bookingId: newId(), owner: person }, 'named'],
  ['a person', { owner: person, kind: 'refund', amount: 5 }, 'owner'],
  ['an amount', { owner: 'platform', amount: 5, kind: 'refund' }, 'amount'],
  ['a kind', { owner: 'stripe', kind: 'suspense' }, 'kind'],
  ['a psp', { owner: 'stripe' }, 'owner'],
  ['nothing', { account: 'learner', currency: 'XOF' }, 'all'],
] as const)('looks by %s', (_what, asked, way) => {
  expect(wayOf({ ...page, ...asked })).toBe(way);
});

it('looks only into accounts that an owner may have', () => {
  expect(accountsAsked({ ...page, owner: person, account: 'learner' })).toEqual(['learner']);
  expect(accountsAsked({ ...page, owner: person, account: 'suspense' })).toEqual([]);
  expect(accountsAsked({ ...page, owner: 'wave' })).toEqual([
    'psp_clearing',
    'suspense',
    'charged_back',
  ]);
  expect(accountsAsked(page)).toEqual([]);
});
