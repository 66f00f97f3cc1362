import { newId, ROLES } from '@edu/contract-kit';
import { ANONYMOUS, servicePrincipal, userPrincipal, type Principal } from '@edu/identity';
import { expect, it } from 'vitest';
import { addressPolicies } from './address.policies.ts';

const [second, ...ids] = [newId(), newId(), newId(), newId()];
const [learnerId, payerId, providerId] = ids;
const parentIds = [payerId, second];
const lesson = { learnerId, payerId, providerId, parentIds, state: 'stands' };
const user = (userId: string) =>
  userPrincipal({ userId, sessionId: newId(), roles: [...ROLES], locale: 'fr' });

const WHO: Record<string, [Principal, string]> = {
  learner: [user(lesson.learnerId), 'allow'],
  'the parent who booked it': [user(lesson.payerId), 'allow'],
  'the other parent': [user(second), 'allow'],
  provider: [user(lesson.providerId), 'allow'],
  'somebody else, whatever their roles': [user(newId()), 'not found'],
  booking: [servicePrincipal('booking'), 'not found'],
  anonymous: [ANONYMOUS, 'not found'],
};

it.each(Object.keys(WHO))('the place of a lesson is for its people: %s', (who) => {
  const [principal, verdict] = WHO[who]!;
  expect(addressPolicies.actions).toEqual(['lesson.see_place']);
  expect(addressPolicies.judge('lesson.see_place', principal, lesson)).toBe(verdict);
  const canceled = { ...lesson, state: 'canceled' };
  expect(addressPolicies.judge('lesson.see_place', principal, canceled)).toBe('not found');
});
