import { describe, expect, it } from 'vitest';
import { ANY_ID, cachePlan, isKept, pagesBehind, shellOf } from './cache-plan.ts';

const OWN = 'https://educonnect.app';
const plan = (path: string, mode = 'navigate', method = 'GET') =>
  cachePlan(method, new URL(path, OWN), OWN, mode);

describe('what the service worker answers', () => {
  it('files whose names change with their content', () => {
    expect(plan('/assets/lessons-B1x.js', 'no-cors')).toBe('asset');
  });

  it('pages when somebody goes to them', () => {
    expect(plan('/fr/lessons')).toBe('page');
    expect(plan('/fr')).toBe('page');
  });

  it.each([
    ['/api/v1/providers/1/slots', 'cors', 'GET'],
    ['/api/v1/bookings', 'cors', 'POST'],
    ['/api/v1/me/notifications/stream', 'cors', 'GET'],
    ['/docs', 'navigate', 'GET'],
    ['/fr/lessons', 'navigate', 'POST'],
    ['https://js.stripe.com/v3/', 'no-cors', 'GET'],
  ])('nothing for %s (%s, %s)', (path, mode, method) => {
    expect(plan(path, mode, method)).toBeUndefined();
  });
});

describe('pages shown again without a network', () => {
  it.each([
    '/fr/lessons',
    '/en/lessons/0199',
    '/fr/lessons/series/0199',
    '/fr/inbox',
    '/en/help',
    '/fr/offline',
  ])('%s is one', (path) => expect(isKept(path)).toBe(true));

  it.each(['/fr', '/fr/search', '/fr/providers/1', '/fr/book', '/fr/lessons/1/pay', '/fr/account'])(
    '%s is not: prices, free times and settings are never old',
    (path) => expect(isKept(path)).toBe(false),
  );
});

describe('pages that stand for those that nobody has gone to', () => {
  const id = '019ac0a1-4f2e-7c55-9d6e-0123456789ab';

  it('are behind a list of lessons', () => {
    const behind = [`/en/lessons/${ANY_ID}`, `/en/lessons/series/${ANY_ID}`];
    expect(pagesBehind('/en/lessons')).toEqual(behind);
    expect(pagesBehind('/en/teaching/lessons')).toEqual(behind);
    expect(behind.every(isKept)).toBe(true);
    expect(pagesBehind('/en/inbox')).toEqual([]);
  });

  it('are found by the address of one of them', () => {
    expect(shellOf(`/fr/lessons/${id}`)).toEqual({ path: `/fr/lessons/${ANY_ID}`, id });
    expect(shellOf(`/fr/lessons/series/${id}`)).toEqual({
      ...{ path: `/fr/lessons/series/${ANY_ID}`, id },
    });
    for (const path of ['/fr/lessons', `/fr/lessons/${id}/pay`, '/fr/lessons/"><script>']) {
      expect(shellOf(path)).toBeUndefined();
    }
  });
});
