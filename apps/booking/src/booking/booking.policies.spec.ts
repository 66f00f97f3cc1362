import { expect, it } from 'vitest';
import { newId, type Role } from '@edu/contract-kit';
import { ANONYMOUS, servicePrincipal, userPrincipal, type Principal } from '@edu/identity';
import { bookingPolicies } from './booking.policies.ts';

const booking = { learnerId: newId(), providerId: newId() };
const user = (userId: string, ...roles: Role[]) =>
  userPrincipal({ userId, sessionId: newId(), roles, locale: 'fr' });

const WHO: Record<string, Principal> = {
  learner: user(booking.learnerId, 'student'),
  provider: user(booking.providerId, 'tutor'),
  'provider who also learns': user(booking.providerId, 'tutor', 'student'),
  'another parent': user(newId(), 'parent'),
  'another tutor': user(newId(), 'tutor'),
  admin: user(newId(), 'admin'),
  payment: servicePrincipal('payment'),
  anonymous: ANONYMOUS,
};

const ALLOWED: Record<(typeof bookingPolicies.actions)[number], string[]> = {
  'booking.create': ['learner', 'another parent'],
  'booking.read': ['learner', 'provider', 'provider who also learns'],
  'booking.cancel': ['learner', 'provider', 'provider who also learns'],
};

it('the table has every action', () => {
  expect(Object.keys(ALLOWED).sort()).toEqual([...bookingPolicies.actions].sort());
});

it.each(
  bookingPolicies.actions.flatMap((action) =>
    Object.keys(WHO).map((who) => [action, who] as const),
  ),
)('%s by %s', (action, who) => {
  const otherwise = action === 'booking.create' && who !== 'anonymous' && who !== 'payment';
  const verdict = ALLOWED[action].includes(who) ? 'allow' : otherwise ? 'deny' : 'not found';
  expect(bookingPolicies.judge(action, WHO[who]!, booking)).toBe(verdict);
});
