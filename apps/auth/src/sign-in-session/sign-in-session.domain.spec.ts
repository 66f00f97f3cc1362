import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  childToken,
  GRACE_MS,
  hashToken,
  judge,
  newRefreshToken,
  type SpentToken,
} from './sign-in-session.domain.ts';

const now = new Date('2026-11-23T12:00:00.000Z');
const ago = (ms: number) => new Date(now.getTime() - ms);
const later = new Date(now.getTime() + 86_400_000);

const spent = (change: Partial<SpentToken> = {}): SpentToken => ({
  expiresAt: later,
  usedAt: ago(1_000),
  childCreatedAt: ago(1_000),
  childUsedAt: null,
  sessionEndedAt: null,
  sessionExpiresAt: later,
  suspendedAt: null,
  ...change,
});

describe('refresh tokens', () => {
  it('lead to one child, which needs the key', () => {
    const [key, parent] = [randomBytes(32), newRefreshToken()];
    expect(childToken(key, parent)).toBe(childToken(key, parent));
    expect(childToken(randomBytes(32), parent)).not.toBe(childToken(key, parent));
    expect(childToken(key, newRefreshToken())).not.toBe(childToken(key, parent));
  });

  it('are as long as the contract takes, in every generation', () => {
    let token = newRefreshToken();
    const seen = new Set<string>();
    for (let n = 0; n < 100; n++) {
      expect(token).toMatch(/^[\w-]{43}$/);
      expect(hashToken(token)).not.toBe(token);
      seen.add(token);
      token = childToken(Buffer.from('key'), token);
    }
    expect(seen.size).toBe(100);
  });
});

describe('a token that could not be traded', () => {
  it('is answered again only by the parent and only within the grace', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), fc.boolean(), (ms, childUsed) => {
        const token = spent({ usedAt: ago(ms), childUsedAt: childUsed ? ago(0) : null });
        const expected = ms <= GRACE_MS && !childUsed ? 'again' : 'reused';
        expect(judge(token, now)).toBe(expected);
      }),
    );
  });

  it('is theft when its child is gone', () => {
    expect(judge(spent({ childCreatedAt: null }), now)).toBe('reused');
  });

  it.each([
    ['its session ended', { sessionEndedAt: ago(1) }],
    ['its session is too old', { sessionExpiresAt: now }],
    ['it is too old itself', { expiresAt: now }],
    ['it was never used', { usedAt: null, childCreatedAt: null }],
  ] as const)('is over when %s', (_why, change) => {
    expect(judge(spent(change), now)).toBe('over');
  });

  it('tells a suspended account first', () => {
    expect(judge(spent({ suspendedAt: ago(1), sessionEndedAt: ago(1) }), now)).toBe('suspended');
  });
});
