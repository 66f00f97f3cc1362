import { formatMessage } from '@edu/i18n/message';
import type { TextsOf } from '@edu/ui';
import type { PageData } from './page-data.ts';

/** Writes the texts that came with the page; one that is missing is shown by its key. */
export const textsFrom =
  ({ locale, texts }: Pick<PageData, 'locale' | 'texts'>): TextsOf =>
  (key, params) => {
    const text = texts[key];
    return text === undefined ? key : formatMessage(locale, text, params);
  };
