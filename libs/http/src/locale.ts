import { LOCALES, type Locale } from '@edu/contract-kit';

/** The first of our languages that `Accept-Language` asks for (RFC 9110, 12.5.4), or undefined. */
export function acceptedLocale(header: string | undefined): Locale | undefined {
  if (!header) return undefined;
  const wanted = header
    .slice(0, 200)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const q = parameters.map((p) => p.trim()).find((p) => p.startsWith('q='));
      const quality = q ? Number(q.slice(2)) : 1;
      return { language: tag.split('-')[0]!, quality: Number.isNaN(quality) ? 0 : quality };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  const found = wanted.find(({ language }) => (LOCALES as readonly string[]).includes(language));
  return found?.language as Locale | undefined;
}
