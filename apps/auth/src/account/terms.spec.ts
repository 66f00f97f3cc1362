import { createHash } from 'node:crypto';
import { LOCALES, type Locale } from '@edu/contract-kit';
import { CATALOGUES } from '@edu/i18n';
import { expect, it } from 'vitest';
import { TERMS_VERSION } from './terms.ts';

/** Of the texts that were agreed to under this version: another text needs another version. */
const TEXTS: Record<Locale, string> = { fr: '04e739e7a5f6240d', en: 'c38c48b9ece37dcb' };

it.each(LOCALES)('the terms in %s are those of their version', (locale) => {
  const terms = Object.entries(CATALOGUES[locale].legal).filter(([key]) =>
    key.startsWith('terms.'),
  );
  const hash = createHash('sha256').update(JSON.stringify([TERMS_VERSION, terms]));
  expect(hash.digest('hex').slice(0, 16)).toBe(TEXTS[locale]);
});
