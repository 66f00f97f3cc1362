import { expect, it } from 'vitest';
import { newId, type Role } from '@edu/contract-kit';
import { ANONYMOUS, servicePrincipal, userPrincipal, type Principal } from '@edu/identity';
import { familyPolicies } from './family.policies.ts';

const family = { childId: newId(), parentIds: [newId(), newId()] };
const user = (userId: string, ...roles: Role[]) =>
  userPrincipal({ userId, sessionId: newId(), roles, locale: 'fr' });

const WHO: Record<string, Principal> = {
  parent: user(family.parentIds[0]!, 'parent'),
  'second parent': user(family.parentIds[1]!, 'parent'),
  'parent who lost the role': user(family.parentIds[1]!, 'tutor'),
  child: user(family.childId, 'student'),
  'another parent': user(newId(), 'parent'),
  'another student': user(newId(), 'student'),
  admin: user(newId(), 'admin'),
  profile: servicePrincipal('profile'),
  anonymous: ANONYMOUS,
};

const PARENTS = ['parent', 'second parent'];
const ALLOWED: Record<(typeof familyPolicies.actions)[number], string[]> = {
  'child.book': [...PARENTS, 'child'],
  'child.book_beyond_caps': PARENTS,
  'approval.ask': ['child'],
  'approval.withdraw': ['child'],
  'approval.decide': PARENTS,
  'child.read': PARENTS,
};

it('the table has every action', () => {
  expect(Object.keys(ALLOWED).sort()).toEqual([...familyPolicies.actions].sort());
});

it.each(
  familyPolicies.actions.flatMap((action) => Object.keys(WHO).map((who) => [action, who] as const)),
)('%s by %s', (action, who) => {
  const isDenied = action === 'child.book_beyond_caps' && who === 'child';
  const verdict = ALLOWED[action].includes(who) ? 'allow' : isDenied ? 'deny' : 'not found';
  expect(familyPolicies.judge(action, WHO[who]!, family)).toBe(verdict);
});
