import type { FieldError, Locale, TextParams } from '@edu/contract-kit';
import type { TextKey } from './catalogue.ts';
import { CATALOGUES } from './catalogues.ts';
import { Translator, type ProblemText } from './translator.ts';

export type { Catalogue, TextKey } from './catalogue.ts';
export { catalogueFaults } from './catalogue-faults.ts';
export { CATALOGUES } from './catalogues.ts';
export { FSI, isolated, PDI } from './isolate.ts';
export { Translator, type ProblemText } from './translator.ts';

const translator = new Translator(CATALOGUES, 'en');

/** A text of the platform in a language, as plain text: HTML is made by whoever writes HTML. */
export const translate = (locale: Locale, key: TextKey, params?: TextParams): string =>
  translator.translate(locale, key, params);

/** Title and detail of a problem in a language. */
export const translateProblem = (locale: Locale, problem: ProblemText, params?: TextParams) =>
  translator.problem(locale, problem, params);

/** What is wrong with a field, in a language. */
export const translateField = (locale: Locale, error: FieldError): string =>
  translator.field(locale, error);
