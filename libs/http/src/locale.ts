import { LOCALES, type Locale } from '@edu/contract-kit';
import Negotiator from 'negotiator';

/** Longer ones are nothing that a browser sends. */
const MAX_LENGTH = 200;

/** The first of our languages that `Accept-Language` asks for (RFC 9110, 12.5.4), or undefined. */
export function acceptedLocale(header: string | undefined): Locale | undefined {
  if (!header) return undefined;
  const headers = { 'accept-language': header.slice(0, MAX_LENGTH) };
  const language = new Negotiator({ headers }).language([...LOCALES]);
  return LOCALES.find((locale) => locale === language);
}
