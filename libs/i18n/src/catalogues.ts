import type { Locale } from '@edu/contract-kit';
import type { Catalogue } from './catalogue.ts';
import { en } from './en/en.ts';
import { fr } from './fr/fr.ts';

/** Every language of the platform: one without its texts does not compile. */
export const CATALOGUES: Readonly<Record<Locale, Catalogue>> = { fr, en };
