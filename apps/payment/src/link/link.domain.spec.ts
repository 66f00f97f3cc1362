import { describe, expect, it } from 'vitest';
import { hashOf, linkState, newToken } from './link.domain.ts';

const NOW = new Date('2026-11-27T10:00:00.000Z');
const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

describe('what a link leads to', () => {
  const terms = (state: string, more: { hold?: number; canceled?: boolean | null } = {}) => ({
    state,
    canceled: more.canceled ?? null,
    startsAt: at(60),
    holdExpiresAt: more.hold === undefined ? null : at(more.hold),
  });

  it('can be paid until the hold ends, or the lesson begins', () => {
    expect(linkState(terms('pending', { hold: 1 }), false, NOW)).toBe('payable');
    expect(linkState(terms('pending', { hold: 0 }), false, NOW)).toBe('expired');
    expect(linkState(terms('pending', { hold: 90 }), false, at(59))).toBe('payable');
    expect(linkState(terms('pending', { hold: 90 }), false, at(60))).toBe('expired');
  });

  it('is paid as soon as the money is there, whatever the clock says', () => {
    expect(linkState(terms('pending', { hold: 1 }), true, NOW)).toBe('paid');
    expect(linkState(terms('pending', { hold: -1 }), true, NOW)).toBe('paid');
    expect(linkState(terms('confirmed'), false, NOW)).toBe('paid');
  });

  it('is over with its lesson, and says how that ended', () => {
    expect(linkState(terms('over', { canceled: true }), false, NOW)).toBe('canceled');
    expect(linkState(terms('over', { canceled: true }), true, NOW)).toBe('canceled');
    expect(linkState(terms('over'), false, NOW)).toBe('expired');
    expect(linkState(terms('requested'), false, NOW)).toBe('expired');
  });
});

it('tokens are of 43 characters, and none comes twice', () => {
  const tokens = Array.from({ length: 100 }, newToken);
  expect(new Set(tokens).size).toBe(100);
  for (const token of tokens) expect(token).toMatch(/^[\w-]{43}$/);
  expect(hashOf(tokens[0]!)).toHaveLength(32);
  expect(hashOf(tokens[0]!)).toEqual(hashOf(tokens[0]!));
});
