import { globSync, readFileSync } from 'node:fs';
import { LOCALES, sharedErrors } from '@edu/contract-kit';
import { catalogueFaults, CATALOGUES } from '@edu/i18n';
import { describe, expect, it } from 'vitest';
import { contracts } from './registry.ts';

const problems = [...sharedErrors, ...contracts.map((contract) => contract.errors)].flatMap(
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

describe('what is wrong with a field has a code', () => {
  const root = `${import.meta.dirname}/../../../..`;
  const sourcesWith = (pattern: RegExp, ...folders: string[]) => {
    const sources = globSync(folders, { cwd: root, exclude: ['**/*.spec.ts', '**/generated/**'] });
    expect(sources.length).toBeGreaterThan(30);
    return sources.filter((file) => pattern.test(readFileSync(`${root}/${file}`, 'utf8')));
  };

  it('in contracts: no rule has a message of its own, which would stay in one language', () => {
    const ownMessage = /\b(error|message): ?['"`(]/;
    const folders = ['libs/contract-kit/src/*.ts', 'libs/contracts/*/src/*.ts'];
    expect(sourcesWith(ownMessage, ...folders)).toEqual([]);
  });

  it('in services: what they refuse is a fieldError', () => {
    const ownDetail = /\{ pointer\b[^}]*\bdetail\b/;
    const folders = ['apps/*/src/**/*.ts', 'libs/{persistence,messaging,work}/src/*.ts'];
    expect(sourcesWith(ownDetail, ...folders)).toEqual([]);
  });
});
