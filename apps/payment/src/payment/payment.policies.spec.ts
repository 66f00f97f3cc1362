import { expect, it } from 'vitest';
import { newId, type Role } from '@edu/contract-kit';
import { ANONYMOUS, servicePrincipal, userPrincipal, type Principal } from '@edu/identity';
import { paymentPolicies } from './payment.policies.ts';

const learnerId = newId();
const payment = { learnerId, payerId: learnerId };
const [child, parent] = [newId(), newId()];
const user = (userId: string, ...roles: Role[]) =>
  userPrincipal({ userId, sessionId: newId(), roles, locale: 'fr' });

const WHO: Record<string, Principal> = {
  learner: user(learnerId, 'student'),
  'learner who became a tutor': user(learnerId, 'tutor'),
  'another parent': user(newId(), 'parent'),
  admin: user(newId(), 'admin'),
  booking: servicePrincipal('booking'),
  anonymous: ANONYMOUS,
};

const ALLOWED: Record<(typeof paymentPolicies.actions)[number], string[]> = {
  'payment.open': ['learner'],
  'payment.read': ['learner', 'learner who became a tutor'],
};

it('what a parent booked for a child the parent pays, and the child does not', () => {
  const judge = (userId: string, role: Role) =>
    paymentPolicies.judge('payment.open', user(userId, role), {
      learnerId: child,
      payerId: parent,
    });
  expect(judge(parent, 'parent')).toBe('allow');
  expect(judge(child, 'student')).toBe('not found');
});

it('the table has every action', () => {
  expect(Object.keys(ALLOWED).sort()).toEqual([...paymentPolicies.actions].sort());
});

it.each(
  paymentPolicies.actions.flatMap((action) =>
    Object.keys(WHO).map((who) => [action, who] as const),
  ),
)('%s by %s', (action, who) => {
  const verdict = ALLOWED[action].includes(who) ? 'allow' : 'not found';
  expect(paymentPolicies.judge(action, WHO[who]!, payment)).toBe(verdict);
});
