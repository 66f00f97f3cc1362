import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import {
  CHALLENGE_MS,
  newChallenge,
  readChallenge,
  type Purpose,
} from './passkey-challenge.domain.ts';
import { challengeIn, relyingPartyOf } from './passkey.domain.ts';

const key = randomBytes(32);
const now = new Date('2026-11-26T12:00:00.000Z');
const later = (ms: number) => new Date(now.getTime() + ms);

it('takes a challenge for what it was made for, until it expires', () => {
  const [accountId, sessionId] = ['a', 's'];
  const purposes: Purpose[] = [
    { of: 'sign_in' },
    { of: 'second_factor', halfSignIn: 'h' },
    { of: 'second_factor', halfSignIn: 'other' },
    { of: 'add', accountId, sessionId },
    { of: 'step_up', accountId, sessionId },
    { of: 'step_up', accountId, sessionId: 'other' },
    { of: 'step_up', accountId: 'other', sessionId },
  ];
  for (const made of purposes) {
    const challenge = newChallenge(key, made, now);
    for (const read of purposes) {
      const known = readChallenge(key, read, challenge, later(CHALLENGE_MS - 1));
      expect(known !== undefined).toBe(read === made);
    }
    expect(readChallenge(key, made, challenge, later(CHALLENGE_MS))).toBeUndefined();
    expect(readChallenge(randomBytes(32), made, challenge, now)).toBeUndefined();
  }
});

it.each(['', 'AAAA', 'x'.repeat(72), '💥'])('takes no challenge that was made up: %s', (text) => {
  expect(readChallenge(key, { of: 'sign_in' }, text, now)).toBeUndefined();
});

it('reads the challenge of an answer, and of what is none nothing', () => {
  const said = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  expect(challengeIn(said({ challenge: 'c' }))).toBe('c');
  for (const odd of ['', 'AAAA', said(null), said([]), said({ challenge: 1 })]) {
    expect(challengeIn(odd)).toBeUndefined();
  }
});

it('is for the host where people reach the platform, or for the domain above it', () => {
  const config = (PUBLIC_URL: string, more = {}) =>
    relyingPartyOf({ PUBLIC_URL, PASSKEY_ORIGINS: [], ...more });
  expect(config('https://educonnect.app')).toEqual({
    id: 'educonnect.app',
    origins: ['https://educonnect.app'],
  });
  const android = 'android:apk-key-hash:x';
  expect(
    config('https://www.educonnect.app/', {
      PASSKEY_RP_ID: 'educonnect.app',
      PASSKEY_ORIGINS: [android],
    }),
  ).toEqual({ id: 'educonnect.app', origins: ['https://www.educonnect.app', android] });
  expect(config('http://127.0.0.1:8080')).toEqual({
    id: 'localhost',
    origins: ['http://localhost:8080'],
  });
});
