import type { Locale } from '@edu/contract-kit';
import { CATALOGUES, translate, type Catalogue } from '@edu/i18n';
import type { TextsOf } from '@edu/ui';

/** Texts for what the server renders. */
export const serverTexts =
  (locale: Locale): TextsOf =>
  (key, params) =>
    translate(locale, key, params);

/** The texts of some namespaces by their keys, for a browser entry. */
export function textsFor(
  locale: Locale,
  namespaces: readonly (keyof Catalogue)[],
): Record<string, string> {
  const catalogue = CATALOGUES[locale];
  return Object.fromEntries(
    namespaces.flatMap((namespace) =>
      Object.entries(catalogue[namespace]).map(([key, text]) => [`${namespace}.${key}`, text]),
    ),
  );
}
