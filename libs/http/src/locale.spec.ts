import { expect, it } from 'vitest';
import { acceptedLocale } from './locale.ts';

it.each([
  ['fr', 'fr'],
  ['en-GB', 'en'],
  ['fr-CI, en;q=0.5', 'fr'],
  ['en;q=0.4, fr;q=0.9', 'fr'],
  ['de, en;q=0.1', 'en'],
  ['*', 'fr'],
  ['fr;q=0, en', 'en'],
  ['de', undefined],
  ['', undefined],
  [undefined, undefined],
  ['fr;q=x, en', 'en'],
  [`${'de,'.repeat(5_000)}en`, undefined],
])('%j asks for %s', (header, locale) => {
  expect(acceptedLocale(header)).toBe(locale);
});
