import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answeredAt,
  childToken,
  hashToken,
  judge,
  newRefreshToken,
  SAME_ANSWER_MS,
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
  it('derive exactly one successor, and only with the key', () => {
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
  it('is answered again while its successor is unused, and not afterwards', () => {
    const anyAge = fc.integer({ min: 0, max: 29 * 86_400_000 });
    fc.assert(
      fc.property(anyAge, fc.boolean(), (ms, childUsed) => {
        const token = spent({
          usedAt: ago(ms),
          childCreatedAt: ago(ms),
          childUsedAt: childUsed ? ago(0) : null,
        });
        expect(judge(token, now)).toBe(childUsed ? 'reused' : 'again');
      }),
    );
  });

  it('gets the same access token within seconds, and a new one later', () => {
    expect(answeredAt(ago(SAME_ANSWER_MS), now)).toEqual(ago(SAME_ANSWER_MS));
    expect(answeredAt(ago(SAME_ANSWER_MS + 1), now)).toEqual(now);
  });

  it('counts as stolen when its successor no longer exists', () => {
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

  it('answers that the account is suspended before any other reason', () => {
    expect(judge(spent({ suspendedAt: ago(1), sessionEndedAt: ago(1) }), now)).toBe('suspended');
  });
});
