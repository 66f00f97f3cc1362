import { WEB_ROUTES, webRouteOf } from '@edu/contract-kit';
import { expect, it } from 'vitest';
import { islandRoutes, publicRoutes } from './routes.ts';

it('visits every page of the web, so that each is weighed and looked at', () => {
  const visited = [...publicRoutes, ...islandRoutes].map(({ path }) => webRouteOf(path));

  expect(WEB_ROUTES.filter((route) => !visited.includes(route))).toEqual([]);
});
