import { createContext, use, type ReactNode } from 'react';
import { subjectLabel } from './subject-label.ts';

/** What a subject is called. */
export type SubjectLabel = (slug: string) => string;

/** What the subjects of the catalogue are called in one language, by their slugs. */
export type SubjectsByName = readonly (readonly [slug: string, label: string])[];

/** The names given, and words made of their slugs for all others. */
export function labelsFrom(names: SubjectsByName): SubjectLabel {
  const labels = new Map(names);
  return (slug) => labels.get(slug) ?? subjectLabel(slug);
}

const LabelContext = createContext<SubjectLabel>(subjectLabel);

export function SubjectLabels({ label, children }: { label: SubjectLabel; children: ReactNode }) {
  return <LabelContext value={label}>{children}</LabelContext>;
}

/** How every page calls subjects. */
export const useSubjectLabel = (): SubjectLabel => use(LabelContext);
