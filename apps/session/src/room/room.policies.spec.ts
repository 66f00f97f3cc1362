import { newId, ROLES } from '@edu/contract-kit';
import { ANONYMOUS, servicePrincipal, userPrincipal, type Principal } from '@edu/identity';
import { expect, it } from 'vitest';
import { roomPolicies } from './room.policies.ts';

const room = { learner_id: newId(), payer_id: newId(), provider_id: newId() };
const user = (userId: string) =>
  userPrincipal({ userId, sessionId: newId(), roles: [...ROLES], locale: 'fr' });

const WHO: Record<string, [Principal, string]> = {
  learner: [user(room.learner_id), 'allow'],
  'the parent who booked it': [user(room.payer_id), 'allow'],
  provider: [user(room.provider_id), 'allow'],
  'somebody else, whatever their roles': [user(newId()), 'not found'],
  booking: [servicePrincipal('booking'), 'not found'],
  anonymous: [ANONYMOUS, 'not found'],
};

it.each(Object.keys(WHO))('a classroom and who was in it are for its people: %s', (who) => {
  const [principal, verdict] = WHO[who]!;
  expect(roomPolicies.actions).toEqual(['room.enter', 'room.attendance']);
  for (const action of roomPolicies.actions) {
    expect(roomPolicies.judge(action, principal, room)).toBe(verdict);
  }
});
