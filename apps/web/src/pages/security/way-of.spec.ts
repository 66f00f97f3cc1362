import { expect, it } from 'vitest';
import { wayOf } from './way-of.ts';

it.each([
  [['pwd'], 'password'],
  [['pwd', 'otp'], 'confirmed'],
  [['pwd', 'otp', 'sms'], 'confirmed'],
  [['pwd', 'otp', 'mfa'], 'second'],
  [['otp'], 'code'],
  [['otp', 'sms'], 'sms'],
  [['hwk', 'user', 'mfa'], 'passkey'],
  [['pwd', 'hwk', 'user', 'mfa'], 'second'],
  [['fed'], 'other'],
])('%j is %s', (methods, way) => expect(wayOf(methods)).toBe(way));
