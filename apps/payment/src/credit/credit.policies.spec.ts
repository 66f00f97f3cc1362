import { expect, it } from 'vitest';
import { newId, type Role } from '@edu/contract-kit';
import { ANONYMOUS, servicePrincipal, userPrincipal, type Principal } from '@edu/identity';
import { creditPolicies } from './credit.policies.ts';

const payerId = newId();
const user = (userId: string, ...roles: Role[]) =>
  userPrincipal({ userId, sessionId: newId(), roles, locale: 'fr' });

type Verdict = 'allow' | 'deny' | 'not found';
/** By whom; who may choose, and who may say that it is sent. */
const WHO: Record<string, readonly [Principal, Verdict, Verdict]> = {
  'the payer': [user(payerId, 'student'), 'allow', 'not found'],
  'the payer, of finance': [user(payerId, 'student', 'finance'), 'allow', 'deny'],
  'another payer': [user(newId(), 'parent'), 'not found', 'not found'],
  finance: [user(newId(), 'finance'), 'not found', 'allow'],
  admin: [user(newId(), 'admin'), 'not found', 'allow'],
  support: [user(newId(), 'support'), 'not found', 'not found'],
  booking: [servicePrincipal('booking'), 'not found', 'not found'],
  anonymous: [ANONYMOUS, 'not found', 'not found'],
};

it.each(Object.keys(WHO))('a refund that waits is chosen about and sent by %s', (who) => {
  const [principal, choose, send] = WHO[who]!;
  expect(creditPolicies.judge('refund.choose', principal, { payerId })).toBe(choose);
  expect(creditPolicies.judge('refund.send', principal, { payerId })).toBe(send);
});
