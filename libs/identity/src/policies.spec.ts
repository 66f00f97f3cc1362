import { expect, it } from 'vitest';
import { defineErrors, newId, platformErrors, type Role } from '@edu/contract-kit';
import { allOf, anyOf, definePolicies, hasRole, not, owner, signedIn } from './policies.ts';
import { ANONYMOUS, servicePrincipal, userPrincipal } from './principal.ts';

interface Parties {
  readonly learnerId: string;
  readonly providerId: string;
}

const errors = defineErrors('lesson', {
  notFound: { status: 404, title: 'No such lesson' },
  own: { status: 403, title: 'Your own lesson' },
});
const party = anyOf<Parties>(owner('learnerId'), owner('providerId'));

const policies = definePolicies({
  'lesson.read': { allow: party, notFound: errors.notFound },
  'lesson.book': {
    allow: allOf<Parties>(hasRole('student'), not(owner('providerId'))),
    visible: signedIn,
    denied: errors.own,
  },
});

const someone = (userId: string, ...roles: Role[]) =>
  userPrincipal({ userId, sessionId: newId(), roles, locale: 'fr' });
const [learnerId, providerId] = [newId(), newId()];
const lesson = { learnerId, providerId };

it.each([
  ['lesson.read', someone(learnerId), 'allow'],
  ['lesson.read', someone(providerId), 'allow'],
  ['lesson.read', someone(newId(), 'student'), 'not found'],
  ['lesson.read', servicePrincipal('booking'), 'not found'],
  ['lesson.read', ANONYMOUS, 'not found'],
  ['lesson.book', someone(newId(), 'student'), 'allow'],
  ['lesson.book', someone(newId(), 'tutor'), 'deny'],
  ['lesson.book', someone(providerId, 'student'), 'deny'],
  ['lesson.book', ANONYMOUS, 'not found'],
] as const)('%s, %j: %s', (action, principal, verdict) => {
  expect(policies.judge(action, principal, lesson)).toBe(verdict);
});

it('nothing is found where there is nothing', () => {
  expect(policies.judge('lesson.book', someone(newId(), 'student'), null)).toBe('not found');
});

it('gives the resource back, or throws what the policy says', () => {
  const tutor = someone(providerId, 'tutor');
  expect(policies.check('lesson.read', tutor, lesson)).toBe(lesson);
  const code = (type: { code: string }) => expect.objectContaining({ code: type.code });
  expect(() => policies.check('lesson.book', tutor, lesson)).toThrow(code(errors.own));
  expect(() => policies.check('lesson.read', ANONYMOUS, lesson)).toThrow(code(errors.notFound));
  expect(() => policies.check('lesson.read', tutor, null)).toThrow(code(errors.notFound));
  expect(() => policies.check('lesson.book', tutor, null)).toThrow(code(platformErrors.notFound));
});

it.each(['lesson.delete', 'toString', '__proto__'])(
  'denies %s, for which there is no rule',
  (action) => {
    expect(policies.judge(action as 'lesson.read', someone(learnerId), lesson)).toBe('deny');
    expect(() => policies.check(action as 'lesson.read', someone(learnerId), lesson)).toThrow();
  },
);
