import type { SubjectNames } from '@edu/client';
import type { Locale } from '@edu/contract-kit';
import type { Api } from '../../page/api.ts';
import { labelsFrom, type SubjectLabel, type SubjectsByName } from './subject-names.tsx';

/** The catalogue changes with a release. */
const FRESH_MS = 3_600_000;
let kept: { readonly until: number; readonly items: readonly SubjectNames[] } | undefined;

/** None where nobody says: a page can be read without them as well, and the next one asks again. */
export async function subjectNames(api: Api, locale: Locale): Promise<SubjectsByName> {
  if (!kept || kept.until < Date.now()) {
    const found = await api.get('/api/v1/search/subjects').catch(() => undefined);
    if (!found) return [];
    kept = { until: Date.now() + FRESH_MS, items: found.items };
  }
  return kept.items.map((item) => [item.value, item[locale]]);
}

/** What subjects are called in a language. */
export const subjectLabels = async (api: Api, locale: Locale): Promise<SubjectLabel> =>
  labelsFrom(await subjectNames(api, locale));
