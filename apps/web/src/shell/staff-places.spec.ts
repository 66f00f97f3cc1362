import { ROLES, type Role } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { bookingRpc } from '@edu/contracts-booking';
import { paymentRpc } from '@edu/contracts-payment';
import { profileRpc } from '@edu/contracts-profile';
import { searchRpc } from '@edu/contracts-search';
import { expect, it } from 'vitest';
import { STAFF_PLACES, staffPlacesOf } from './staff-places.ts';

it('are for the roles to which the platform answers there', () => {
  const sorted = (roles: unknown) => [...(roles as readonly Role[])].sort();
  const read = {
    accounts: authRpc.findAccounts,
    adjustments: paymentRpc.listAdjustments,
    disputes: bookingRpc.listDisputes,
    chargebacks: paymentRpc.chargebacks,
    fx: paymentRpc.fxPositions,
    ledger: paymentRpc.searchLedger,
    payouts: paymentRpc.staffPayouts,
    reconciliation: paymentRpc.listMismatches,
    refunds: paymentRpc.staffRefunds,
    reserves: paymentRpc.listReserves,
    risk: paymentRpc.listPaymentReviews,
    verifications: profileRpc.listKycCases,
    reindex: searchRpc.reindexings,
    retention: authRpc.retentionRuns,
  };
  for (const [place, rpc] of Object.entries(read)) {
    expect(sorted(rpc.access), place).toEqual(
      sorted(STAFF_PLACES[place as keyof typeof STAFF_PLACES]),
    );
  }
});

it('are those of all roles that somebody has', () => {
  expect(staffPlacesOf({ roles: ['support'] })).toEqual(['accounts', 'disputes']);
  expect(staffPlacesOf({ roles: ['tutor', 'trust'] })).toEqual([
    ...['accounts', 'risk', 'verifications'],
  ]);
  expect(staffPlacesOf({ roles: ['admin'] })).toHaveLength(14);
  expect(staffPlacesOf({ roles: ['finance'] })).toEqual([
    ...['adjustments', 'chargebacks', 'fx', 'ledger', 'payouts', 'reconciliation'],
    ...['refunds', 'reserves', 'risk'],
  ]);
  const none = ROLES.filter((role) => staffPlacesOf({ roles: [role] }).length === 0);
  expect(none).not.toContain('support');
  expect(none).toContain('student');
});
