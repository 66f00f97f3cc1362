import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { deviceName, isDeviceToken, newDeviceToken } from './device-token.ts';

const key = randomBytes(32);
const token = newDeviceToken(key);

it('is taken as it was given out, and by whoever has the key', () => {
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(isDeviceToken(key, token)).toBe(true);
  expect(isDeviceToken(randomBytes(32), token)).toBe(false);
});

it('is not taken with another name, another signature or another length', () => {
  const bytes = Buffer.from(token, 'base64url');
  for (const at of [0, 15, 16, 31]) {
    const changed = Buffer.from(bytes);
    changed[at]! ^= 1;
    expect(isDeviceToken(key, changed.toString('base64url')), String(at)).toBe(false);
  }
  for (const other of [
    '',
    'x',
    token.slice(0, -2),
    `${token}xx`,
    randomBytes(32).toString('hex'),
  ]) {
    expect(isDeviceToken(key, other), other).toBe(false);
  }
});

it('has another name with every account', () => {
  const names = ['one', 'other'].map((account) => deviceName(key, token, account));
  expect(new Set([...names, deviceName(key, token, 'one')]).size).toBe(2);
});
