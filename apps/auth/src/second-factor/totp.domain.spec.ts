import { expect, it } from 'vitest';
import { codeAt, forApp, newSecret, stepOf } from './totp.domain.ts';

/** Appendix B of RFC 6238, its last six digits. */
const SECRET = Buffer.from('12345678901234567890');
const at = (seconds: number) => new Date(seconds * 1_000);

it.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_234_567_890, '005924'],
  [20_000_000_000, '353130'],
])('a code of %d s after 1970 is that of RFC 6238', (seconds, code) => {
  expect(codeAt(SECRET, at(seconds))).toBe(code);
  expect(stepOf(SECRET, code, at(seconds))).toBe(Math.floor(seconds / 30));
});

it('takes the codes beside that of now, by the step that they are of, and no others', () => {
  const now = at(1_800_000_000);
  const step = 60_000_000;
  const steps = [-60, -30, 0, 30, 60].map((off) =>
    stepOf(SECRET, codeAt(SECRET, new Date(now.getTime() + off * 1_000)), now),
  );
  expect(steps).toEqual([undefined, step - 1, step, step + 1, undefined]);
});

it('gives apps a secret of 160 bits', () => {
  const { secret, uri } = forApp(newSecret(), 'awa@example.com');
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(uri).toContain('otpauth://totp/EduConnect:awa');
  expect(uri).toContain(`secret=${secret}`);
});
