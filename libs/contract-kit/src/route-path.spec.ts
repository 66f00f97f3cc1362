import { describe, expect, it } from 'vitest';
import { filledPath, pathFields, routerPath } from './route-path.ts';

const PATH = '/providers/{providerId}/slots/{at}';

describe('the path of a contract', () => {
  it('names its fields', () => {
    expect(pathFields(PATH)).toEqual(['providerId', 'at']);
    expect(pathFields('/me')).toEqual([]);
  });

  it('is filled in with encoded texts', () => {
    expect(filledPath(PATH, (field) => `${field}/ô?`)).toBe(
      '/api/v1/providers/providerId%2F%C3%B4%3F/slots/at%2F%C3%B4%3F',
    );
  });

  it('is written for routers', () => {
    expect(routerPath(PATH)).toBe('/api/v1/providers/:providerId/slots/:at');
  });
});
