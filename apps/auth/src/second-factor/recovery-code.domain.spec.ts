import { expect, it } from 'vitest';
import { hashRecoveryCode, newRecoveryCode } from './recovery-code.domain.ts';

it('is good however it was typed, for its own account alone', () => {
  const key = Buffer.alloc(32, 1);
  const code = newRecoveryCode();
  expect(code).toMatch(/^([A-HJ-NP-Z2-9]{4}-){3}[A-HJ-NP-Z2-9]{4}$/);
  const typed = ` ${code.toLowerCase().replaceAll('-', ' ')} `;
  expect(hashRecoveryCode(key, 'a', typed)).toBe(hashRecoveryCode(key, 'a', code));
  expect(hashRecoveryCode(key, 'b', code)).not.toBe(hashRecoveryCode(key, 'a', code));
});
