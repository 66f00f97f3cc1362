import { expect, it } from 'vitest';
import { newId, type Role } from '@edu/contract-kit';
import { ANONYMOUS, servicePrincipal, userPrincipal, type Principal } from '@edu/identity';
import { bookingPolicies } from './booking.policies.ts';

const [payerId, second] = [newId(), newId()];
const booking = { learnerId: newId(), providerId: newId(), payerId, parentIds: [second] };
const user = (userId: string, ...roles: Role[]) =>
  userPrincipal({ userId, sessionId: newId(), roles, locale: 'fr' });

const WHO: Record<string, Principal> = {
  learner: user(booking.learnerId, 'student'),
  provider: user(booking.providerId, 'tutor'),
  'provider who also learns': user(booking.providerId, 'tutor', 'student'),
  'the parent who pays': user(payerId, 'parent'),
  'the second parent': user(second, 'parent'),
  'another parent': user(newId(), 'parent'),
  'another tutor': user(newId(), 'tutor'),
  admin: user(newId(), 'admin'),
  payment: servicePrincipal('payment'),
  anonymous: ANONYMOUS,
};

const LEARNERS_SIDE = ['learner', 'the parent who pays', 'the second parent'];
const PARTIES = [...LEARNERS_SIDE, 'provider', 'provider who also learns'];
const ALLOWED: Record<(typeof bookingPolicies.actions)[number], string[]> = {
  'booking.create': ['learner', 'the parent who pays', 'the second parent', 'another parent'],
  'booking.read': PARTIES,
  'booking.answer': PARTIES,
  'series.read': PARTIES,
  'series.cancel': PARTIES,
  'booking.reschedule': LEARNERS_SIDE,
  'booking.choose_refund': LEARNERS_SIDE,
  'series.move': LEARNERS_SIDE,
  'booking.propose_reschedule': ['provider', 'provider who also learns'],
  'booking.cancel': PARTIES,
};

it('the table has every action', () => {
  expect(Object.keys(ALLOWED).sort()).toEqual([...bookingPolicies.actions].sort());
});

it.each(
  bookingPolicies.actions.flatMap((action) =>
    Object.keys(WHO).map((who) => [action, who] as const),
  ),
)('%s by %s', (action, who) => {
  const isDenied =
    (action === 'booking.create' && who !== 'anonymous' && who !== 'payment') ||
    (ALLOWED[action] === LEARNERS_SIDE && who.startsWith('provider')) ||
    (action === 'booking.propose_reschedule' && LEARNERS_SIDE.includes(who));
  const verdict = ALLOWED[action].includes(who) ? 'allow' : isDenied ? 'deny' : 'not found';
  expect(bookingPolicies.judge(action, WHO[who]!, booking)).toBe(verdict);
});
