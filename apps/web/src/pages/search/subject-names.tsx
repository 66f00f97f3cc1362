import { createContext, use, type ReactNode } from 'react';
import type { SubjectNames } from '@edu/client';
import type { Locale } from '@edu/contract-kit';
import type { Api } from '../../page/api.ts';
import { subjectLabel } from './subject-label.ts';

/** What a subject is called. */
export type SubjectLabel = (slug: string) => string;

/** The catalogue changes with a release. */
const FRESH_MS = 3_600_000;
let kept: { readonly until: number; readonly names: ReadonlyMap<string, SubjectNames> } | undefined;

/** What subjects are called in a language; words made of their slugs where nobody says. */
export async function subjectLabels(api: Api, locale: Locale): Promise<SubjectLabel> {
  if (!kept || kept.until < Date.now()) {
    // Without the names a page can be read as well, and the next one asks again.
    const found = await api.get('/api/v1/search/subjects').catch(() => undefined);
    if (!found) return subjectLabel;
    const names = new Map(found.items.map((item) => [item.value, item]));
    kept = { until: Date.now() + FRESH_MS, names };
  }
  const { names } = kept;
  return (slug) => names.get(slug)?.[locale] ?? subjectLabel(slug);
}

const LabelContext = createContext<SubjectLabel>(subjectLabel);

export function SubjectLabels({ label, children }: { label: SubjectLabel; children: ReactNode }) {
  return <LabelContext value={label}>{children}</LabelContext>;
}

export const useSubjectLabel = (): SubjectLabel => use(LabelContext);
