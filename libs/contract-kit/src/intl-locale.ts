import type { Locale } from './locale.ts';

/** English as Africa and Britain write it: 14:00, 24 November. */
const INTL_LOCALES: Readonly<Record<Locale, string>> = { fr: 'fr', en: 'en-GB' };

/** The name by which `Intl` writes days and times of day for readers of a language. */
export const intlLocale = (locale: Locale): string => INTL_LOCALES[locale];
