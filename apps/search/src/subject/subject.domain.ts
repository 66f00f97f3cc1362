import { CATALOGUE, type CatalogueEntry } from './subject.catalogue.ts';
import { toKey } from './subject-key.ts';
import { prefixDistance, tolerated } from './typing-mistakes.ts';

const entries = new Map(CATALOGUE.map((entry) => [entry.slug, entry]));
const keysOf = new Map(CATALOGUE.map((entry) => [entry.slug, namesOf(entry).map(toKey)]));
const slugs = new Map([...keysOf].flatMap(([slug, keys]) => keys.map((key) => [key, slug])));

/** Words of one text that are looked at. */
const MAX_WORDS = 10;

/** The slug of the subject that the whole text names, if the catalogue knows it. */
export function knownSubject(text: string): string | undefined {
  return slugs.get(toKey(text));
}

/** The slug of a subject, whatever it is called; an unknown one keeps its own name. */
export function subjectSlug(term: string): string {
  return knownSubject(term) ?? toKey(term);
}

/** Slugs of several subjects, each once. */
export function subjectSlugs(terms: readonly string[]): string[] {
  return [...new Set(terms.map(subjectSlug))];
}

/** Every name of these subjects, to be found by any of them. */
export function subjectKeywords(subjects: readonly string[]): string {
  return subjects
    .flatMap((slug) => {
      const entry = entries.get(slug);
      return entry ? namesOf(entry) : [slug.replaceAll('-', ' ')];
    })
    .join(' ');
}

/** Slugs of the subjects that a word of the text may mean, typing mistakes forgiven. */
export function similarSubjects(text: string): string[] {
  const words = toKey(text)
    .split('-')
    .filter((word) => tolerated(word) > 0)
    .slice(0, MAX_WORDS);
  const begins = (word: string, key: string) =>
    key.startsWith(word) ||
    key.includes(`-${word}`) ||
    prefixDistance(word, key, tolerated(word)) <= tolerated(word);
  return [...keysOf]
    .filter(([, keys]) => words.some((word) => keys.some((key) => begins(word, key))))
    .map(([slug]) => slug);
}

export function namesOf({ slug, fr, en, also }: CatalogueEntry): string[] {
  return [...new Set([slug.replaceAll('-', ' '), fr, en, ...also])];
}
