import type { Role } from '@edu/contract-kit';

/** What a route of the web may weigh on a first visit, kilobytes over the wire. */
export interface Budget {
  readonly total: number;
  readonly script: number;
}

/** A page of the web as tests, screenshots and measurements visit it. */
export interface WebRoute {
  readonly name: string;
  /** Without the language. `{provider}` is the id of one of the demo tutors, `{slug}` the name in their address. */
  readonly path: string;
  /** Whose demo account is signed in; nobody's where nothing is said. */
  readonly as?: Role;
  /** A picture of it is taken for `docs/screens`. */
  readonly pictured?: boolean;
  /** Shown when the page is there. */
  readonly ready?: string;
  readonly budget: Budget;
}

/** Often read on the first visit of all, with little data left; one visit in ten measures itself. */
const READ: Budget = { total: 60, script: 20 };
/** An island with React in it. */
const ISLAND: Budget = { total: 180, script: 150 };
/** Passwords, codes, passkeys, second factors and accounts of other companies. */
const SIGN_IN: Budget = { total: 190, script: 160 };
/** Booking and paying, which may have 220 kB in all: the payment's own script comes on top. */
const BUY: Budget = { total: 190, script: 160 };

/** Of a lesson, or a check, that nobody has. */
const NO_ID = '01a216e7-90a4-78b7-b7a2-955e717f91b9';

/** Of the team, as somebody sees it who is not. */
const refused = (place: string): WebRoute => ({
  name: `staff ${place}`,
  path: `/staff/${place}`,
  as: 'student',
  ready: '.notice-box',
  budget: ISLAND,
});

/** They work without JavaScript. */
export const publicRoutes: readonly WebRoute[] = [
  { name: 'home', pictured: true, path: '', budget: READ },
  { name: 'search', pictured: true, path: '/search?what=maths', budget: READ },
  { name: 'provider', pictured: true, path: '/providers/{slug}', budget: READ },
  { name: 'help', path: '/help', budget: READ },
  { name: 'terms', path: '/terms', budget: READ },
  { name: 'privacy', path: '/privacy', budget: READ },
  { name: 'offline', path: '/offline', budget: READ },
];

/** For whoever is signed in, or wants to be. */
export const islandRoutes: readonly WebRoute[] = [
  { name: 'sign-up', path: '/sign-up', ready: 'form', budget: ISLAND },
  { name: 'sign-in', pictured: true, path: '/sign-in', ready: 'form', budget: SIGN_IN },
  {
    name: 'account',
    pictured: true,
    path: '/account',
    as: 'student',
    ready: 'form',
    budget: ISLAND,
  },
  {
    name: 'security',
    pictured: true,
    path: '/account/security',
    as: 'student',
    ready: 'form',
    budget: ISLAND,
  },
  {
    name: 'sign-in with another company',
    path: '/sign-in/with',
    ready: '.notice-box',
    budget: ISLAND,
  },
  {
    name: 'family',
    pictured: true,
    path: '/account/family',
    as: 'parent',
    ready: 'main button',
    budget: ISLAND,
  },
  {
    name: 'verification',
    pictured: true,
    path: '/account/verification',
    as: 'tutor',
    ready: 'main article, main section',
    budget: ISLAND,
  },
  { name: 'staff', path: '/staff', as: 'admin', ready: '.cards', budget: ISLAND },
  // Staff need a second factor, which the demo accounts have not set up.
  ...[
    'verifications',
    'adjustments',
    'fx',
    'reserves',
    'risk',
    'chargebacks',
    'ledger',
    'payouts',
    'reconciliation',
    'refunds',
    'reindex',
    'retention',
  ].map(refused),
  {
    name: 'staff verification, not there',
    path: `/staff/verifications/${NO_ID}`,
    as: 'student',
    ready: '.notice-box',
    budget: ISLAND,
  },
  { name: 'staff disputes', path: '/staff/disputes', as: 'student', ready: 'form', budget: ISLAND },
  {
    name: 'staff booking, not there',
    path: `/staff/bookings/${NO_ID}`,
    as: 'student',
    ready: '.notice-box',
    budget: ISLAND,
  },
  { name: 'staff accounts', path: '/staff/accounts', as: 'student', ready: 'form', budget: ISLAND },
  { name: 'forgotten-password', path: '/forgotten-password', ready: 'form', budget: ISLAND },
  {
    name: 'credit',
    pictured: true,
    path: '/account/credit',
    as: 'student',
    ready: '.empty',
    budget: ISLAND,
  },
  {
    name: 'my-data',
    pictured: true,
    path: '/account/data',
    as: 'student',
    ready: 'form',
    budget: ISLAND,
  },
  {
    name: 'my documents',
    path: '/account/documents',
    as: 'student',
    ready: 'form + *',
    budget: ISLAND,
  },
  {
    name: 'statement',
    pictured: true,
    path: '/account/statement',
    as: 'tutor',
    ready: 'form + *',
    budget: ISLAND,
  },
  { name: 'undo-erasure', path: '/undo-erasure', ready: '.notice-box', budget: ISLAND },
  {
    name: 'verify a document, not ours',
    path: '/verify/0000-0000-0000-0000',
    ready: '.notice-box',
    budget: ISLAND,
  },
  { name: 'pay by a link, without one', path: '/pay-link', ready: '.notice-box', budget: BUY },
  { name: 'undo-address', path: '/undo-address', ready: '.notice-box', budget: ISLAND },
  {
    // What can be booked depends on the day: the journey looks at that.
    name: 'book, a time that is over',
    path: '/book?provider={provider}&start=2026-01-05T09:00:00.000Z&minutes=60&mode=online',
    as: 'student',
    ready: '.notice-box',
    budget: BUY,
  },
  {
    name: 'book a series',
    path: '/book/series?provider={provider}&start=2026-01-05T09:00:00.000Z&minutes=60&mode=online',
    as: 'student',
    ready: 'main ol',
    budget: BUY,
  },
  { name: 'lessons', pictured: true, path: '/lessons', as: 'student', budget: ISLAND },
  {
    name: 'calendar',
    pictured: true,
    path: '/lessons/calendar',
    as: 'student',
    ready: '.calendar-week',
    budget: ISLAND,
  },
  {
    name: 'calendar of children, a day',
    path: '/lessons/calendar?view=day',
    as: 'parent',
    ready: '.timetable',
    budget: ISLAND,
  },
  { name: 'lesson, not there', path: `/lessons/${NO_ID}`, as: 'student', budget: ISLAND },
  { name: 'series, not there', path: `/lessons/series/${NO_ID}`, as: 'student', budget: BUY },
  { name: 'pay, not there', path: `/lessons/${NO_ID}/pay`, as: 'student', budget: BUY },
  { name: 'inbox', pictured: true, path: '/inbox', as: 'student', budget: ISLAND },
  {
    name: 'classroom, before joining',
    pictured: true,
    path: `/classroom/${NO_ID}`,
    as: 'student',
    ready: '.notice-box',
    budget: ISLAND,
  },
  {
    name: 'teaching profile',
    pictured: true,
    path: '/teaching/profile',
    as: 'tutor',
    ready: 'form',
    budget: ISLAND,
  },
  {
    name: 'teaching hours',
    pictured: true,
    path: '/teaching/schedule',
    as: 'tutor',
    ready: 'form',
    budget: ISLAND,
  },
  { name: 'teaching lessons', path: '/teaching/lessons', as: 'tutor', budget: ISLAND },
  { name: 'teaching groups', path: '/teaching/groups', as: 'tutor', budget: ISLAND },
  {
    name: 'teaching calendar',
    pictured: true,
    path: '/teaching/calendar',
    as: 'tutor',
    ready: '.calendar-week',
    budget: ISLAND,
  },
  {
    name: 'teaching calendar, a day',
    path: '/teaching/calendar?view=day',
    as: 'tutor',
    ready: '.timetable',
    budget: ISLAND,
  },
  {
    name: 'teaching earnings',
    pictured: true,
    path: '/teaching/earnings',
    as: 'tutor',
    budget: ISLAND,
  },
  {
    name: 'teaching payouts',
    pictured: true,
    path: '/teaching/payouts',
    as: 'tutor',
    ready: 'main section',
    budget: ISLAND,
  },
];
