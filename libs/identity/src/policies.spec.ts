import { expect, it } from 'vitest';
import { newId, type Role } from '@edu/contract-kit';
import { allOf, anyOf, definePolicies, hasRole, not, owner, service } from './policies.ts';
import { ANONYMOUS, servicePrincipal, userPrincipal } from './principal.ts';

interface Parties {
  readonly learnerId: string;
  readonly providerId: string;
}

const policies = definePolicies({
  'lesson.read': anyOf<Parties>(owner('learnerId'), owner('providerId')),
  'lesson.book': allOf<Parties>(hasRole('student'), not(owner('providerId'))),
  'lesson.close': service('booking'),
  'lesson.count': service(),
});

const someone = (userId: string, ...roles: Role[]) =>
  userPrincipal({ userId, sessionId: newId(), roles, locale: 'fr' });
const [learnerId, providerId] = [newId(), newId()];
const lesson = { learnerId, providerId };

it.each([
  ['lesson.read', someone(learnerId), true],
  ['lesson.read', someone(providerId), true],
  ['lesson.read', someone(newId(), 'student'), false],
  ['lesson.read', servicePrincipal('booking'), false],
  ['lesson.read', ANONYMOUS, false],
  ['lesson.book', someone(newId(), 'student'), true],
  ['lesson.book', someone(newId(), 'tutor'), false],
  ['lesson.book', someone(providerId, 'student'), false],
  ['lesson.close', servicePrincipal('booking'), true],
  ['lesson.close', servicePrincipal('payment'), false],
  ['lesson.close', someone(learnerId), false],
  ['lesson.count', servicePrincipal('payment'), true],
  ['lesson.count', ANONYMOUS, false],
] as const)('%s, %j: %s', (action, principal, allowed) => {
  expect(policies.can(action, principal, lesson)).toBe(allowed);
});

it.each(['lesson.delete', 'toString', '__proto__'])(
  'denies %s, for which there is no rule',
  (action) => {
    expect(policies.can(action as 'lesson.read', someone(learnerId), lesson)).toBe(false);
  },
);
