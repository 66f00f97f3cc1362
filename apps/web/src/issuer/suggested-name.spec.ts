import { expect, it } from 'vitest';
import { suggestedName } from './suggested-name.ts';

const queryOf = (user: unknown) =>
  new URLSearchParams({ state: 's', user: JSON.stringify(user) }).toString();

it.each([
  [queryOf({ name: { firstName: 'Zoé', lastName: 'N’Da' } }), 'Zoé N’Da'],
  [queryOf({ name: { firstName: 'Awa', lastName: 3 } }), 'Awa'],
  [queryOf({ email: 'awa@example.com' }), ''],
  [queryOf(null), ''],
  ['user=%7B', ''],
  ['state=s', ''],
])('%s suggests "%s"', (query, name) => {
  expect(suggestedName(query)).toBe(name);
});
