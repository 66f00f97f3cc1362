import { expect, it } from 'vitest';
import {
  authProveStepUp,
  authRegister,
  profileSaveMine,
  searchSuggest,
} from './generated/fields.ts';

it('says what a request may hold, by JSON pointers', () => {
  expect(authRegister['/displayName']).toEqual({
    name: 'displayName',
    required: true,
    maxLength: 80,
  });
  expect(authRegister['/address/email']).toMatchObject({ name: 'address.email', type: 'email' });
  // Which of the two is sent is for the person to choose.
  expect(authRegister['/address/channel'].options).toEqual(['email', 'sms']);
  expect(searchSuggest['/q'].maxLength).toBe(60);
});

it('asks for what belongs to something optional only where all of it is asked for', () => {
  expect(profileSaveMine['/hourlyRate/amount']).not.toHaveProperty('required');
  expect(profileSaveMine['/subjects']).toEqual({ name: 'subjects', maxItems: 20 });
  expect(profileSaveMine['/subjects/-']).toMatchObject({ minLength: 2, maxLength: 60 });
});

it('asks of a field of several shapes what all of them ask', () => {
  // Six digits, or what a recovery code looks like.
  expect(authProveStepUp['/proof/code']).toEqual({ name: 'proof.code', required: true });
});

it('has nothing that the contract does not have: it does not compile', () => {
  // @ts-expect-error -- no such field
  expect(authRegister['/nickname']).toBeUndefined();
});
