import { islandPage } from '../../page/island-page.tsx';

/** What support decides, and where it reads a booking. */
export const supportPages = [
  islandPage({
    path: '/staff/disputes',
    entry: 'disputes',
    title: 'staff.disputes.title',
    texts: ['staff', 'outcome', 'proof', 'site'],
  }),
  islandPage({
    path: '/staff/bookings/:id',
    entry: 'staff-booking',
    title: 'staff.booking.title',
    texts: ['staff', 'lessons', 'outcome', 'proof', 'site'],
  }),
];
