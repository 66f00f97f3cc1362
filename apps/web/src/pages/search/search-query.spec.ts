import { describe, expect, it } from 'vitest';
import { searchAddress } from './search-address.ts';
import { readSearchQuery, type SearchQuery } from './search-query.ts';

const read = (address: string) =>
  readSearchQuery(Object.fromEntries(new URL(address, 'http://localhost').searchParams));

describe('an address of the search page', () => {
  it('without parameters asks for any tutor', () => {
    expect(read('/fr/search')).toEqual({
      ignored: [],
      query: {
        ...{ kind: 'tutor', what: '', place: '', at: undefined, radiusKm: 10, mode: undefined },
        ...{
          verified: undefined,
          booking: undefined,
          level: undefined,
          lang: undefined,
          minRate: undefined,
          maxRate: undefined,
          currency: 'XOF',
        },
        ...{ sort: 'best', cursor: undefined },
      },
    });
  });

  it('is written again as it was read', () => {
    const address =
      '/fr/search?kind=coach&what=CV&place=Cocody&radius=25&mode=online&lang=dyu&minRate=5.5&maxRate=20&currency=EUR&sort=price&cursor=abc';
    const { query, ignored } = read(address);
    expect(ignored).toEqual([]);
    expect(searchAddress('fr', query)).toBe(address);
  });

  it('carries the level, which only tutors have', () => {
    const address = '/fr/search?what=maths&level=upper_secondary&lang=fr';
    expect(searchAddress('fr', read(address).query)).toBe(address);
    expect(read('/fr/search?level=kindergarten').ignored).toEqual(['level']);
    expect(read('/fr/search?kind=coach&level=adult').query.level).toBeUndefined();
  });

  it('carries that one books at once', () => {
    const address = '/fr/search?what=maths&booking=instant&lang=fr';
    expect(searchAddress('fr', read(address).query)).toBe(address);
    expect(read('/fr/search?booking=request').ignored).toEqual(['booking']);
  });

  it('leaves out what makes no sense, and says so', () => {
    const { query, ignored } = read(
      '/fr/search?kind=boss&lat=95&lng=x&radius=-1&mode=fax&lang=zz&minRate=1e9&maxRate=a&currency=BTC&sort=luck&cursor=%3Cscript%3E',
    );
    expect(query).toEqual(read('/fr/search').query);
    expect(ignored).toEqual([
      ...['kind', 'lat', 'lng', 'minRate', 'maxRate', 'sort', 'radius', 'mode', 'lang'],
      ...['currency', 'cursor'],
    ]);
  });

  it.each([
    ['what=%20%20maths%E2%80%AE%00%20%0Aalg%C3%A8bre%20', 'maths algèbre'],
    [`what=${'😀'.repeat(61)}`, '😀'.repeat(60)],
    ['what=%E2%80%8B', ''],
  ])('cleans %s', (params, what) => {
    expect(read(`/en/search?${params}`).query.what).toBe(what);
  });

  it('with prices in the wrong order means both', () => {
    expect(read('/fr/search?minRate=9000&maxRate=3000').query).toMatchObject({
      minRate: 3_000,
      maxRate: 9_000,
    });
  });

  it('sorts by distance only from somewhere', () => {
    expect(read('/fr/search?sort=distance').query.sort).toBe('best');
    expect(read('/fr/search?sort=distance&lat=5.3&lng=-4').query.sort).toBe('distance');
  });
});

describe('a change of the search', () => {
  const { query } = read('/fr/search?what=maths&lat=5.36&lng=-3.99&cursor=abc');
  const changes: [Partial<SearchQuery>, string][] = [
    [{ radiusKm: 50 }, '/fr/search?what=maths&lat=5.36&lng=-3.99&radius=50'],
    [{ place: 'Dakar' }, '/fr/search?what=maths&place=Dakar'],
    [{ at: undefined, what: '' }, '/fr/search'],
    [{ cursor: 'def' }, '/fr/search?what=maths&lat=5.36&lng=-3.99&cursor=def'],
  ];
  it.each(changes)('%j leads to %s', (change, address) => {
    expect(searchAddress('fr', query, change)).toBe(address);
  });
});
