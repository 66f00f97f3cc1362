import { describe, expect, it } from 'vitest';
import { WEB_ROUTES, webRouteOf } from './web-route.ts';

describe('webRouteOf', () => {
  it.each([
    ['/fr', '/'],
    ['/', '/'],
    ['', '/'],
    ['/en/search?q=awa#x', '/search'],
    ['/fr/providers/01a20a75-fad1-7435-b3e5-daa5366c2cf4', '/providers/:id'],
    ['/lessons/1/pay', '/lessons/:id/pay'],
    ['/fr/teaching/schedule/', '/teaching/schedule'],
    ['/fr/lessons/1/2', 'other'],
    ['/fr/wp-login.php', 'other'],
    ['/fr/fr', 'other'],
  ])('%s is %s', (path, route) => {
    expect(webRouteOf(path)).toBe(route);
  });

  it('knows every page by its own name', () => {
    expect(WEB_ROUTES.map(webRouteOf)).toEqual(WEB_ROUTES);
  });
});
