import type { StepUpWay } from '@edu/client';
import { expect, it } from 'vitest';
import { isByCode, knownWays, proofOf, readableWay } from './proof.ts';

const form = (values: Record<string, string>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(values)) data.set(name, value);
  return data;
};

it('asks in the ways that it knows, in the order of the API', () => {
  const ways = [
    { factor: 'voice', address: null },
    { factor: 'sms', address: '+2250701020304' },
    { factor: 'password', address: null },
  ] as unknown as StepUpWay[];
  const [sms, password, ...more] = knownWays(ways);
  expect(more).toEqual([]);
  expect([isByCode(sms!), isByCode(password!)]).toEqual([true, false]);
  expect(readableWay(sms!).replace(/\s/g, ' ')).toBe('+225 07 01 02 03 04');
});

it('gives what was typed as the API takes it', () => {
  const sent = { verificationId: 'v', channel: 'sms', expiresAt: '' } as const;
  const sms = { factor: 'sms', address: '+2250701020304' } as const;
  const code = { kind: 'code', verificationId: 'v', code: '123456' };
  expect(proofOf(sms, form({ 'proof.code': '123456' }), sent)).toEqual(code);
  const password = { factor: 'password', address: null } as const;
  expect(proofOf(password, form({ 'proof.password': ' a b ' }), undefined)).toEqual({
    kind: 'password',
    password: ' a b ',
  });
});
