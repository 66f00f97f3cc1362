import { newId } from '@edu/contract-kit';
import { expect, it } from 'vitest';
import { faultOf, mostOf, type Proposal } from './adjustment.domain.ts';

const proposal: Proposal = {
  debit: { account: 'platform_costs', owner: 'platform' },
  credit: { account: 'provider_payable', owner: newId() },
  ...{ amount: 5_000, currency: 'XOF', reason: 'It was agreed so.', reference: 'Ticket 1' },
};

it('takes what moves from one account to another', () => {
  expect(faultOf(proposal, 5_000)).toBeUndefined();
  const between = { debit: proposal.credit, credit: { ...proposal.credit, owner: newId() } };
  expect(faultOf({ ...proposal, ...between }, 5_000)).toBeUndefined();
});

it.each([
  ['more than is taken at a time', { amount: 5_001 }, 'adjustmentTooLarge'],
  ['an account to itself', { credit: proposal.debit }, 'adjustmentSides'],
  [
    'an account that its owner cannot have',
    { debit: { account: 'suspense', owner: 'platform' } },
    'adjustmentOwner',
  ],
  [
    'what is payable to nobody',
    { credit: { account: 'provider_payable', owner: 'stripe' } },
    'adjustmentOwner',
  ],
] as const)('refuses %s', (_what, change, fault) => {
  expect(faultOf({ ...proposal, ...change }, 5_000)).toBe(fault);
});

it('takes about as much of each currency', () => {
  expect(mostOf('XOF', 1_000_000)).toBe(1_000_000);
  expect(mostOf('XAF', 1_000_000)).toBe(1_000_000);
  expect(mostOf('EUR', 1_000_000)).toBe(152_439);
});
