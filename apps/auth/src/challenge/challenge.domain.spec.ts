import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decoyHash, hashCode, isCode, newCode } from './challenge.domain.ts';

const code = fc.integer({ min: 0, max: 999_999 }).map((n) => String(n).padStart(6, '0'));
const key = randomBytes(32);

describe('one-time codes', () => {
  it('have six digits, leading zeros included', () => {
    const codes = Array.from({ length: 2_000 }, newCode);
    expect(codes.every((c) => /^\d{6}$/.test(c))).toBe(true);
    expect(new Set(codes).size).toBeGreaterThan(1_900);
    expect(codes.some((c) => c.startsWith('0'))).toBe(true);
  });

  it('fit only themselves, their challenge and their key', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), code, code, (id, otherId, right, other) => {
        const hash = hashCode(key, id, right);
        expect(isCode(key, id, right, hash)).toBe(true);
        expect(isCode(key, id, other, hash)).toBe(other === right);
        expect(isCode(key, otherId, right, hash)).toBe(otherId === id);
        expect(isCode(randomBytes(32), id, right, hash)).toBe(false);
        expect(hash).not.toContain(right);
      }),
    );
  });

  it('a decoy looks like a code and fits none', () => {
    fc.assert(
      fc.property(fc.uuid(), code, (id, guess) => {
        const decoy = decoyHash();
        expect(decoy).toHaveLength(hashCode(key, id, guess).length);
        expect(isCode(key, id, guess, decoy)).toBe(false);
      }),
    );
  });
});
