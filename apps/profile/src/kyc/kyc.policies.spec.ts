import { newId, ROLES, type Role } from '@edu/contract-kit';
import { ANONYMOUS, servicePrincipal, userPrincipal, type Principal } from '@edu/identity';
import { expect, it } from 'vitest';
import { kycPolicies } from './kyc.policies.ts';

const [me, somebody] = [newId(), newId()];
const as = (...roles: Role[]): Principal =>
  userPrincipal({ userId: me, sessionId: newId(), roles, locale: 'fr' } as never);
const [mine, theirs] = [{ providerId: me }, { providerId: somebody }];

it.each(kycPolicies.actions)('%s is for reviewers, and never with their own case', (action) => {
  const judge = (who: Principal, what: { providerId: string } | null) =>
    kycPolicies.judge(action, who, what);
  for (const role of ROLES) {
    const reviews = role === 'trust' || role === 'admin';
    expect(judge(as(role), theirs), role).toBe(reviews ? 'allow' : 'not found');
    expect(judge(as(role), mine), role).toBe(reviews ? 'deny' : 'not found');
    expect(judge(as(role), null), role).toBe('not found');
  }
  expect(judge(as('tutor', 'trust'), mine)).toBe('deny');
  for (const who of [ANONYMOUS, servicePrincipal('booking')]) {
    expect(judge(who, theirs)).toBe('not found');
  }
});
