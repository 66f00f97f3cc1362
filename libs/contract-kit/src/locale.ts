import { z } from 'zod';

/** Languages in which the platform answers. Each has a folder of texts in `@edu/i18n`. */
export const LOCALES = ['fr', 'en'] as const;

/** For readers who ask for none of them. */
export const DEFAULT_LOCALE: Locale = 'fr';

export const Locale = z
  .enum(LOCALES)
  .meta({ id: 'Locale', description: 'A language that the platform speaks.' });
export type Locale = z.infer<typeof Locale>;
