import { describe, expect, it } from 'vitest';
import { nextPath } from '../../island/sign-in-again.ts';
import { placeAfter } from './place-after.ts';

const next = (path: string) => `?next=${encodeURIComponent(path)}`;

describe('where to go on after signing in', () => {
  it.each(['/fr/lessons', '/en/book?provider=1&start=2026-11-26T10%3A00%3A00Z', '/fr', '/fr?x=1'])(
    'is where somebody was: %s',
    (path) => {
      expect(nextPath(next(path))).toBe(path);
    },
  );

  it.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/fr//evil.example',
    '/fr/\\evil.example',
    '/fr.evil.example',
    'javascript:alert(1)',
    '\t//evil.example',
    '/api/v1/me',
    '/french',
    '',
  ])('is never elsewhere: %j', (path) => {
    expect(nextPath(next(path))).toBeUndefined();
  });

  it('is never a page for signing in, which would lead in a circle', () => {
    expect(nextPath(next('/fr/sign-in?ended=1'))).toBeUndefined();
    expect(nextPath(next('/en/sign-up'))).toBeUndefined();
  });

  it.each([
    [['student'], true, '/fr/search'],
    [['parent'], true, '/fr/search'],
    [['tutor'], true, '/fr/teaching/profile'],
    [['student'], false, '/fr/lessons'],
    [['coach'], false, '/fr/teaching/lessons'],
    [['student', 'mentor'], false, '/fr/teaching/lessons'],
    [['student', 'support'], false, '/fr/staff'],
    [['admin'], true, '/fr/staff'],
  ] as const)('for %j (new: %s) it is %s when nothing was said', (roles, isNew, place) => {
    expect(placeAfter({ roles: [...roles] }, 'fr', '', isNew)).toBe(place);
    expect(placeAfter({ roles: [...roles] }, 'fr', next('/fr/inbox'), isNew)).toBe('/fr/inbox');
  });
});
