import { describe, expect, it } from 'vitest';
import { proofsOf } from './proof.ts';

describe('a proof that it is the owner', () => {
  it.each([
    [true, '+2250701020304', 'awa@example.com', ['password', 'sms', 'email']],
    [false, '+2250701020304', null, ['sms']],
    [false, null, 'awa@example.com', ['email']],
  ])('with a password (%s), %s and %s is one of %j', (hasPassword, phone, email, ways) => {
    expect(proofsOf({ hasPassword, phone, email }).map(({ way }) => way)).toEqual(ways);
  });
});
