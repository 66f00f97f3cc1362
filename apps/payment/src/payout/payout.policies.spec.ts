import { expect, it } from 'vitest';
import { newId, type Role } from '@edu/contract-kit';
import { ANONYMOUS, servicePrincipal, userPrincipal, type Principal } from '@edu/identity';
import { payoutPolicies } from './payout.policies.ts';

const providerId = newId();
const user = (userId: string, ...roles: Role[]) =>
  userPrincipal({ userId, sessionId: newId(), roles, locale: 'fr' });

const WHO: Record<string, readonly [Principal, 'allow' | 'deny' | 'not found']> = {
  finance: [user(newId(), 'finance'), 'allow'],
  admin: [user(newId(), 'admin'), 'allow'],
  'somebody of finance who is paid': [user(providerId, 'tutor', 'finance'), 'deny'],
  'the provider': [user(providerId, 'tutor'), 'not found'],
  support: [user(newId(), 'support'), 'not found'],
  booking: [servicePrincipal('booking'), 'not found'],
  anonymous: [ANONYMOUS, 'not found'],
};

it.each(
  payoutPolicies.actions.flatMap((action) => Object.keys(WHO).map((who) => [action, who] as const)),
)('%s by %s', (action, who) => {
  const [principal, verdict] = WHO[who]!;
  expect(payoutPolicies.judge(action, principal, { providerId })).toBe(verdict);
});
