import { globSync, readFileSync } from 'node:fs';
import { LOCALES, platformErrors } from '@edu/contract-kit';
import { catalogueFaults, CATALOGUES } from '@edu/i18n';
import { describe, expect, it } from 'vitest';
import { contracts } from './registry.ts';

const problems = [platformErrors, ...contracts.map((contract) => contract.errors)].flatMap(
  (table) => Object.values(table),
);

describe('the texts of every language', () => {
  // English is the source: its problems are the contracts themselves.
  it.each(LOCALES.filter((locale) => locale !== 'en'))('are complete in %s', (locale) => {
    expect(catalogueFaults(locale, CATALOGUES[locale], CATALOGUES.en, problems)).toEqual([]);
  });

  it.each(LOCALES.filter((locale) => locale !== 'en'))('are translated in %s', (locale) => {
    const texts = CATALOGUES[locale].problems;
    const untranslated = problems
      .filter(({ code, title }) => texts[`${code}.title`] === title)
      .map(({ code }) => code);
    expect(untranslated).toEqual([]);
  });
});

it('what a rule of a contract says has a code: no message of its own stays in one language', () => {
  const root = `${import.meta.dirname}/../../..`;
  const sources = globSync('{contract-kit,contracts/*}/src/*.ts', { cwd: root });
  const ownMessages = sources
    .filter((file) => !file.endsWith('.spec.ts'))
    .filter((file) => /\b(error|message): ?['"`(]/.test(readFileSync(`${root}/${file}`, 'utf8')));
  expect(sources.length).toBeGreaterThan(30);
  expect(ownMessages).toEqual([]);
});
