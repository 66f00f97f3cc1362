import { createHash } from 'node:crypto';
import { LOCALES, type Locale } from '@edu/contract-kit';
import { CONSENT_VERSIONS, type ConsentKind } from '@edu/contracts-profile';
import { translate } from '@edu/i18n';
import { expect, it } from 'vitest';

/** Of the texts that were agreed to under these versions: another text needs another version. */
const TEXTS: Record<ConsentKind, Record<Locale, string>> = {
  care: { fr: '15db0c5bc0828f7b', en: 'f17c20d7dfbf308c' },
  recording: { fr: '7e5b0a963b456fdd', en: 'a495be25bd1e58f6' },
};

const kinds = Object.keys(CONSENT_VERSIONS) as ConsentKind[];

it.each(kinds.flatMap((kind) => LOCALES.map((locale) => [kind, locale] as const)))(
  'the text for %s in %s is that of its version',
  (kind, locale) => {
    const version = translate(locale, `family.consent.${kind}.version`);
    const text = translate(locale, `family.consent.${kind}.text`);
    expect(version).toBe(CONSENT_VERSIONS[kind]);
    const hash = createHash('sha256').update(`${version} ${text}`).digest('hex').slice(0, 16);
    expect(hash).toBe(TEXTS[kind][locale]);
  },
);
