import { describe, expect, it } from 'vitest';
import { hashOf, lessonState, linkState, newToken } from './link.domain.ts';

const NOW = new Date('2026-11-27T10:00:00.000Z');
const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

describe('a lesson of a link', () => {
  const terms = (state: string, more: { hold?: number; canceled?: boolean | null } = {}) => ({
    state,
    canceled: more.canceled ?? null,
    startsAt: at(60),
    holdExpiresAt: more.hold === undefined ? null : at(more.hold),
  });

  it('can be paid until the hold ends, or the lesson begins', () => {
    expect(lessonState(terms('pending', { hold: 1 }), false, NOW)).toBe('payable');
    expect(lessonState(terms('pending', { hold: 0 }), false, NOW)).toBe('expired');
    expect(lessonState(terms('pending', { hold: 90 }), false, at(59))).toBe('payable');
    expect(lessonState(terms('pending', { hold: 90 }), false, at(60))).toBe('expired');
  });

  it('is paid as soon as the money is there, whatever the clock says', () => {
    expect(lessonState(terms('pending', { hold: 1 }), true, NOW)).toBe('paid');
    expect(lessonState(terms('pending', { hold: -1 }), true, NOW)).toBe('paid');
    expect(lessonState(terms('confirmed'), false, NOW)).toBe('paid');
  });

  it('is over with its lesson, and says how that ended', () => {
    expect(lessonState(terms('over', { canceled: true }), false, NOW)).toBe('canceled');
    expect(lessonState(terms('over', { canceled: true }), true, NOW)).toBe('canceled');
    expect(lessonState(terms('over'), false, NOW)).toBe('expired');
    expect(lessonState(terms('requested'), false, NOW)).toBe('expired');
  });
});

describe('what a link of several lessons leads to', () => {
  it.each([
    [['payable', 'payable'], 'payable'],
    [['payable', 'paid'], 'changed'],
    [['expired', 'payable'], 'changed'],
    [['canceled', 'payable'], 'changed'],
    [['paid', 'paid'], 'paid'],
    [['canceled', 'expired', 'paid'], 'paid'],
    [['canceled', 'expired'], 'expired'],
    [['canceled', 'canceled'], 'canceled'],
  ] as const)('%j is %s', (lessons, state) => {
    expect(linkState(lessons)).toBe(state);
  });
});

it('tokens are of 43 characters, and none comes twice', () => {
  const tokens = Array.from({ length: 100 }, newToken);
  expect(new Set(tokens).size).toBe(100);
  for (const token of tokens) expect(token).toMatch(/^[\w-]{43}$/);
  expect(hashOf(tokens[0]!)).toHaveLength(32);
  expect(hashOf(tokens[0]!)).toEqual(hashOf(tokens[0]!));
});
