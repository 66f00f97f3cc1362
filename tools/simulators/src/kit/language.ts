export type PageLanguage = 'en' | 'fr';

/** French or English, whichever the `Accept-Language` header prefers; English when neither. */
export function languageOf(header: string | undefined): PageLanguage {
  const ranked = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.find((parameter) => parameter.trim().startsWith('q='));
      return { tag: tag.split('-')[0], quality: quality ? Number(quality.trim().slice(2)) : 1 };
    })
    .filter(({ tag, quality }) => (tag === 'fr' || tag === 'en') && quality > 0)
    .sort((left, right) => right.quality - left.quality);
  return ranked[0]?.tag === 'fr' ? 'fr' : 'en';
}
