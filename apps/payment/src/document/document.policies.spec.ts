import { newId } from '@edu/contract-kit';
import { ANONYMOUS, servicePrincipal, userPrincipal } from '@edu/identity';
import { expect, it } from 'vitest';
import { documentPolicies } from './document.policies.ts';

const ownerId = newId();
const user = (userId: string) =>
  userPrincipal({ userId, sessionId: newId(), roles: ['admin'], locale: 'fr' });

it('a document is its payer’s, and for nobody else does it exist', () => {
  const judge = (principal: Parameters<typeof documentPolicies.judge>[1]) =>
    documentPolicies.judge('document.read', principal, { ownerId });
  expect(judge(user(ownerId))).toBe('allow');
  for (const other of [user(newId()), servicePrincipal('gateway'), ANONYMOUS]) {
    expect(judge(other)).toBe('not found');
  }
});
