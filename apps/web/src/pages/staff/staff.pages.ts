import { islandPage } from '../../page/island-page.tsx';

/** Where staff begin, what support decides and reads, and what finance looks into. */
export const staffPages = [
  islandPage({
    path: '/staff',
    entry: 'staff',
    title: 'staff.title',
    texts: ['staff', 'site'],
  }),
  islandPage({
    path: '/staff/disputes',
    entry: 'disputes',
    title: 'staff.disputes.title',
    texts: ['staff', 'outcome', 'proof', 'site'],
  }),
  islandPage({
    path: '/staff/chargebacks',
    entry: 'chargebacks',
    title: 'chargebacks.title',
    texts: ['staff', 'chargebacks', 'proof', 'site'],
  }),
  islandPage({
    path: '/staff/adjustments',
    entry: 'adjustments',
    title: 'adjustments.title',
    texts: ['adjustments', 'fx', 'ledger', 'proof', 'staff', 'site'],
  }),
  islandPage({
    path: '/staff/fx',
    entry: 'fx',
    title: 'fx.title',
    texts: ['fx', 'proof', 'staff', 'site'],
  }),
  islandPage({
    path: '/staff/ledger',
    entry: 'ledger',
    title: 'ledger.title',
    texts: ['documents', 'fx', 'ledger', 'staff', 'site'],
  }),
  islandPage({
    path: '/staff/payouts',
    entry: 'staff-payouts',
    title: 'payouts.staff.title',
    texts: ['staff', 'payouts', 'proof', 'site'],
  }),
  islandPage({
    path: '/staff/reconciliation',
    entry: 'reconciliation',
    title: 'reconciliation.title',
    texts: ['reconciliation', 'staff', 'site'],
  }),
  islandPage({
    path: '/staff/refunds',
    entry: 'staff-refunds',
    title: 'credit.staff.title',
    texts: ['staff', 'credit', 'proof', 'site'],
  }),
  islandPage({
    path: '/staff/reserves',
    entry: 'reserves',
    title: 'reserves.title',
    texts: ['reserves', 'proof', 'staff', 'site'],
  }),
  islandPage({
    path: '/staff/reindex',
    entry: 'reindex',
    title: 'reindex.title',
    texts: ['reindex', 'staff', 'site'],
  }),
  islandPage({
    path: '/staff/retention',
    entry: 'retention',
    title: 'retention.title',
    texts: ['retention', 'staff', 'site'],
  }),
  islandPage({
    path: '/staff/risk',
    entry: 'risk',
    title: 'risk.title',
    texts: ['risk', 'proof', 'staff', 'site'],
  }),
  islandPage({
    path: '/staff/bookings/:id',
    entry: 'staff-booking',
    title: 'staff.booking.title',
    texts: ['staff', 'lessons', 'outcome', 'proof', 'site'],
  }),
];
