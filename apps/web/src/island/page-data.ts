import type { Locale } from '@edu/contract-kit';
import type { SubjectsByName } from '../pages/search/subject-names.tsx';

/** What the server wrote into the page for its browser entry. */
export interface PageData<D = unknown> {
  readonly locale: Locale;
  /** Texts of the catalogues by their keys. */
  readonly texts: Readonly<Record<string, string>>;
  /** Values of the address's pattern: `/lessons/:id`. */
  readonly params: Readonly<Record<string, string>>;
  readonly data?: D;
  /** What subjects are called, where the page names any. */
  readonly subjects?: SubjectsByName;
}

export function readPageData(): PageData {
  return JSON.parse(document.getElementById('page')!.textContent) as PageData;
}
