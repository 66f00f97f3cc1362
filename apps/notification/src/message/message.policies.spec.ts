import { newId, ROLES } from '@edu/contract-kit';
import { ANONYMOUS, servicePrincipal, userPrincipal } from '@edu/identity';
import { expect, it } from 'vitest';
import { messagePolicies } from './message.policies.ts';

const message = { userId: newId() };
const user = (userId: string) =>
  userPrincipal({ userId, sessionId: newId(), roles: [...ROLES], locale: 'fr' });

it('a message is read by whom it was written to, and is not there for anybody else', () => {
  const judge = (principal: Parameters<typeof messagePolicies.judge>[1]) =>
    messagePolicies.judge('message.mark_read', principal, message);
  expect(messagePolicies.actions).toEqual(['message.mark_read']);
  expect(judge(user(message.userId))).toBe('allow');
  for (const other of [user(newId()), servicePrincipal('booking'), ANONYMOUS]) {
    expect(judge(other)).toBe('not found');
  }
});
