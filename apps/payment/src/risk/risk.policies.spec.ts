import { newId, type Role } from '@edu/contract-kit';
import { ANONYMOUS, servicePrincipal, userPrincipal, type Principal } from '@edu/identity';
import { expect, it } from 'vitest';
import { riskPolicies } from './risk.policies.ts';

const payerId = newId();
const providerId = newId();
const user = (userId: string, ...roles: Role[]) =>
  userPrincipal({ userId, sessionId: newId(), roles, locale: 'fr' });

const WHO: Record<string, readonly [Principal, 'allow' | 'deny' | 'not found']> = {
  trust: [user(newId(), 'trust'), 'allow'],
  finance: [user(newId(), 'finance'), 'allow'],
  admin: [user(newId(), 'admin'), 'allow'],
  'finance, who pays it': [user(payerId, 'student', 'finance'), 'deny'],
  'trust, who earns by it': [user(providerId, 'tutor', 'trust'), 'deny'],
  support: [user(newId(), 'support'), 'not found'],
  'the payer': [user(payerId, 'student'), 'not found'],
  'who teaches': [user(providerId, 'tutor'), 'not found'],
  booking: [servicePrincipal('booking'), 'not found'],
  anonymous: [ANONYMOUS, 'not found'],
};

it.each(Object.keys(WHO))('a payment to look at is decided about by %s', (who) => {
  const [principal, verdict] = WHO[who]!;
  const parties = { payerId, providerIds: [newId(), providerId] };
  expect(riskPolicies.judge('payment_review.decide', principal, parties)).toBe(verdict);
});
