import { expect, it } from 'vitest';
import { newId, ROLES, type Role } from '@edu/contract-kit';
import { ANONYMOUS, servicePrincipal, userPrincipal, type Principal } from '@edu/identity';
import { accountPolicies } from './account.policies.ts';

const account = { id: newId() };
const user = (userId: string, ...roles: Role[]) =>
  userPrincipal({ userId, sessionId: newId(), roles, locale: 'fr' });

const WHO: Record<string, Principal> = {
  ...Object.fromEntries(ROLES.map((role) => [role, user(newId(), role)])),
  'admin, their own': user(account.id, 'admin'),
  'student, their own': user(account.id, 'student'),
  booking: servicePrincipal('booking'),
  anonymous: ANONYMOUS,
};

it('only another admin sets roles, and an admin learns that nobody sets their own', () => {
  const verdicts = Object.entries(WHO).map(([who, principal]) => [
    who,
    accountPolicies.judge('account.set_roles', principal, account),
  ]);
  const expected = Object.keys(WHO).map((who) => {
    const verdict = who === 'admin' ? 'allow' : who === 'admin, their own' ? 'deny' : 'not found';
    return [who, verdict];
  });
  expect(verdicts).toEqual(expected);
  expect(accountPolicies.actions).toEqual([
    'session.end',
    'account.suspend',
    'account.reinstate',
    'account.invite_passkey',
    'export.fetch',
    'account.set_roles',
  ]);
});

it('a sign-in session and an export are their owner’s, and not there for anybody else', () => {
  for (const [who, principal] of Object.entries(WHO)) {
    const verdict = who.endsWith('their own') ? 'allow' : 'not found';
    const session = { accountId: account.id };
    expect(accountPolicies.judge('session.end', principal, session), who).toBe(verdict);
    const theirs = { userId: account.id };
    expect(accountPolicies.judge('export.fetch', principal, theirs), who).toBe(verdict);
  }
});

it.each([
  ['account.suspend', 'a learner’s', ['student'], ['support', 'trust', 'admin']],
  ['account.suspend', 'staff’s', ['student', 'support'], ['admin']],
  ['account.reinstate', 'a learner’s', ['student'], ['trust', 'admin']],
  ['account.reinstate', 'staff’s', ['trust'], ['admin']],
  ['account.invite_passkey', 'staff’s', ['support'], ['admin']],
] as const)(
  '%s of %s account is for %j alone, never for their own',
  (action, _whose, roles, who) => {
    const theirs = { ...account, roles };
    for (const [name, principal] of Object.entries(WHO)) {
      const isAllowed = accountPolicies.judge(action, principal, theirs) === 'allow';
      expect(isAllowed, name).toBe((who as readonly string[]).includes(name));
    }
  },
);
