/** The pages of the web client, as measurements name them; each stands under its language. */
export const WEB_ROUTES = [
  '/',
  '/search',
  '/providers/:id',
  '/help',
  '/terms',
  '/privacy',
  '/sign-up',
  '/staff',
  '/staff/accounts',
  '/staff/adjustments',
  '/staff/disputes',
  '/staff/chargebacks',
  '/staff/fx',
  '/staff/ledger',
  '/staff/payouts',
  '/staff/reconciliation',
  '/staff/refunds',
  '/staff/reserves',
  '/staff/reindex',
  '/staff/retention',
  '/staff/risk',
  '/staff/bookings/:id',
  '/sign-in',
  '/sign-in/with',
  '/account',
  '/account/family',
  '/account/security',
  '/account/credit',
  '/account/data',
  '/account/documents',
  '/account/statement',
  '/account/verification',
  '/staff/verifications',
  '/staff/verifications/:caseId',
  '/forgotten-password',
  '/book',
  '/book/series',
  '/lessons',
  '/lessons/calendar',
  '/lessons/:id',
  '/lessons/:id/pay',
  '/lessons/series/:id',
  '/inbox',
  '/offline',
  '/pay-link',
  '/verify/:code',
  '/undo-address',
  '/undo-erasure',
  '/teaching/profile',
  '/teaching/schedule',
  '/teaching/lessons',
  '/teaching/groups',
  '/teaching/calendar',
  '/teaching/earnings',
  '/teaching/payouts',
  '/classroom/:bookingId',
] as const;
export type WebRoute = (typeof WEB_ROUTES)[number];

const ROUTES = WEB_ROUTES.map((route) => ({ route, steps: stepsOf(route) }));
const LANGUAGE = /^[a-z]{2}$/;

/**
 * The page behind a path, with its language or without: what is in a path is never a label.
 *
 * @returns `other` for what is none
 */
export function webRouteOf(path: string): WebRoute | 'other' {
  const [first, ...rest] = stepsOf(path);
  const steps = first === undefined ? [] : LANGUAGE.test(first) ? rest : [first, ...rest];
  const found = ROUTES.find(
    (known) =>
      known.steps.length === steps.length &&
      known.steps.every((step, at) => step.startsWith(':') || step === steps[at]),
  );
  return found?.route ?? 'other';
}

function stepsOf(path: string): string[] {
  return path.split(/[?#]/, 1)[0]!.split('/').filter(Boolean);
}
