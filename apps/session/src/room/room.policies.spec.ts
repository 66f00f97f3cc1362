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

const OF_ITS_PEOPLE = ['room.enter', 'room.attendance', 'room.door'] as const;

it.each(Object.keys(WHO))(
  'a classroom, its door and who was there are for its people: %s',
  (who) => {
    const [principal, verdict] = WHO[who]!;
    for (const action of OF_ITS_PEOPLE) {
      expect(roomPolicies.judge(action, principal, room)).toBe(verdict);
    }
  },
);

it.each(Object.keys(WHO))('the PIN is for one side, and entered by the other: %s', (who) => {
  const [principal] = WHO[who]!;
  expect(roomPolicies.actions).toEqual([...OF_ITS_PEOPLE, 'room.pin', 'room.check_in']);
  const is = (...people: string[]) => (people.includes(who) ? 'allow' : 'not found');
  expect(roomPolicies.judge('room.pin', principal, room)).toBe(
    is('learner', 'the parent who booked it'),
  );
  expect(roomPolicies.judge('room.check_in', principal, room)).toBe(is('provider'));
});
