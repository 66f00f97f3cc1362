import { newId, type Role } from '@edu/contract-kit';
import { ANONYMOUS, servicePrincipal, userPrincipal, type Principal } from '@edu/identity';
import { expect, it } from 'vitest';
import { familyPolicies } from './family.policies.ts';

const [child, parent, second] = [newId(), newId(), newId()];
const family = {
  ...{ id: child, parents: [{ parentId: parent }, { parentId: second }] },
  ...{ invitedBy: parent, toThem: false },
};
const user = (userId: string, ...roles: Role[]) =>
  userPrincipal({ userId, sessionId: newId(), roles, locale: 'fr' });

const WHO: Record<string, Principal> = {
  parent: user(parent, 'parent'),
  'second parent': user(second, 'parent'),
  'second parent who is none by role': user(second, 'tutor'),
  'another parent': user(newId(), 'parent'),
  child: user(child, 'student'),
  'another student': user(newId(), 'student'),
  admin: user(newId(), 'admin'),
  booking: servicePrincipal('booking'),
  anonymous: ANONYMOUS,
};

const BOTH = ['parent', 'second parent'];
const ALLOWED: Record<(typeof familyPolicies.actions)[number], string[]> = {
  'child.read': BOTH,
  'child.change': BOTH,
  'child.leave': BOTH,
  'child.invite': BOTH,
  'child.take_over': ['child'],
  'invitation.accept': [],
  'invitation.end': ['parent'],
};

it('the table has every action', () => {
  expect(Object.keys(ALLOWED).sort()).toEqual([...familyPolicies.actions].sort());
});

it.each(
  familyPolicies.actions.flatMap((action) => Object.keys(WHO).map((who) => [action, who] as const)),
)('%s by %s', (action, who) => {
  const verdict = ALLOWED[action].includes(who) ? 'allow' : 'not found';
  expect(familyPolicies.judge(action, WHO[who]!, family)).toBe(verdict);
});

it.each(['invitation.accept', 'invitation.end'] as const)('%s by who was invited', (action) => {
  const toThem = { ...family, toThem: true };
  const judge = (...roles: Role[]) => familyPolicies.judge(action, user(newId(), ...roles), toThem);
  expect([judge('student'), judge('parent'), judge('tutor')]).toEqual([
    'allow',
    'allow',
    'not found',
  ]);
});
