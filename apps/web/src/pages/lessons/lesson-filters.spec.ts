import { describe, expect, it } from 'vitest';
import { addressOf, apiFilters, countOf, filtersOf } from './lesson-filters.ts';

const ID = '0198c0de-0000-7000-8000-000000000001';

describe('the filters of a list of lessons', () => {
  it('are what its address says', () => {
    const search = `?part=to_pay&withId=${ID}&from=2026-11-01&to=2026-11-30`;
    const filters = filtersOf(search);
    expect(filters).toEqual({ part: 'to_pay', withId: ID, from: '2026-11-01', to: '2026-11-30' });
    expect(addressOf(filters)).toBe(search);
    expect(countOf(filters)).toBe(2);
  });

  it('are none where an address says nothing, or nonsense', () => {
    for (const search of ['', '?part=all', '?withId=1&child=%00', '?from=2026-13-01&to=tomorrow']) {
      expect(filtersOf(search)).toEqual({ part: 'upcoming' });
      expect(addressOf(filtersOf(search))).toBe('');
      expect(countOf(filtersOf(search))).toBe(0);
    }
  });

  it('include the last day whole, on the clock of this device', () => {
    const { from, to } = apiFilters({ part: 'past', from: '2026-11-01', to: '2026-11-30' });
    expect(new Date(from!)).toEqual(new Date(2026, 10, 1));
    expect(new Date(to!)).toEqual(new Date(2026, 11, 1));
  });
});
