import { createContext, use, type ReactNode } from 'react';
import type { Locale, TextParams } from '@edu/contract-kit';
import type { TextKey } from '@edu/i18n';

/** Writes a text of the catalogues in the reader's language. */
export type TextsOf = (key: TextKey, params?: TextParams) => string;

interface Reader {
  readonly locale: Locale;
  readonly t: TextsOf;
}

const ReaderContext = createContext<Reader | undefined>(undefined);

/** Says in which language everything inside is written; the same on the server and in a browser. */
export function ReaderProvider({ locale, t, children }: Reader & { children: ReactNode }) {
  return <ReaderContext value={{ locale, t }}>{children}</ReaderContext>;
}

/** The language of the reader, and its texts. */
export function useReader(): Reader {
  const reader = use(ReaderContext);
  if (!reader) throw new Error('a component that writes texts stands outside of ReaderProvider');
  return reader;
}

/** `t('lessons.title')` */
export const useTexts = (): TextsOf => useReader().t;
