import type { Locale } from '@edu/contract-kit';
import { CATALOGUE, type CatalogueEntry } from './subject.catalogue.ts';

export interface Suggestion {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

/** An entry with its names as they are compared. */
interface Named {
  readonly entry: CatalogueEntry;
  readonly keys: readonly string[];
}

const NAMED = CATALOGUE.map(toNamed);
const entries = new Map(CATALOGUE.map((entry) => [entry.slug, entry]));
const slugs = new Map(
  NAMED.flatMap(({ entry, keys }) => keys.map((key) => [key, entry.slug] as const)),
);

/** The slug of a subject, whatever it is called; an unknown one keeps its own name. */
export function subjectSlug(term: string): string {
  const key = toKey(term);
  return slugs.get(key) ?? key;
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

/**
 * Subjects that begin like the text, then those with a word that does, then those that would but for
 * a typing mistake; among equals the one with more listings comes first.
 *
 * @param counts listings by slug; a subject outside the catalogue is suggested when it has listings
 */
export function suggestSubjects(
  text: string,
  locale: Locale,
  counts: ReadonlyMap<string, number>,
  limit: number,
): Suggestion[] {
  const key = toKey(text);
  if (!key) return [];
  const others = [...counts.keys()]
    .filter((slug) => !entries.has(slug))
    .map((slug) => {
      const label = slug.replaceAll('-', ' ');
      return toNamed({ slug, fr: label, en: label, also: [] });
    });
  return [...NAMED, ...others]
    .map(({ entry, keys }) => ({
      entry,
      rank: rankOf(key, keys),
      count: counts.get(entry.slug) ?? 0,
    }))
    .filter(({ rank }) => rank !== undefined)
    .sort((a, b) => a.rank! - b.rank! || b.count - a.count)
    .slice(0, limit)
    .map(({ entry, count }) => ({ value: entry.slug, label: entry[locale], count }));
}

/** Slugs of the subjects that a word of the text may mean, typing mistakes forgiven. */
export function similarSubjects(text: string): string[] {
  const words = toKey(text)
    .split('-')
    .filter((word) => tolerated(word) > 0);
  return NAMED.filter(({ keys }) => words.some((word) => rankOf(word, keys) !== undefined)).map(
    ({ entry }) => entry.slug,
  );
}

function namesOf({ slug, fr, en, also }: CatalogueEntry): string[] {
  return [...new Set([slug.replaceAll('-', ' '), fr, en, ...also])];
}

function toNamed(entry: CatalogueEntry): Named {
  return { entry, keys: namesOf(entry).map(toKey) };
}

/** 0 a name begins so, 1 a word of one does, 2 or more with that many mistakes less one. */
function rankOf(key: string, names: readonly string[]): number | undefined {
  if (names.some((name) => name.startsWith(key))) return 0;
  if (names.some((name) => name.includes(`-${key}`))) return 1;
  const most = tolerated(key);
  if (most === 0) return undefined;
  const long = names.filter((name) => name.length >= key.length - most);
  const mistakes = Math.min(...long.map((name) => prefixDistance(key, name)));
  return mistakes <= most ? 1 + mistakes : undefined;
}

/** A short text with a mistake could be anything. */
function tolerated({ length }: string): number {
  if (length < 4) return 0;
  return length < 8 ? 1 : 2;
}

/**
 * The fewest letters to insert, drop, replace or swap so that `text` begins `name`: the last row of
 * the optimal string alignment table, since any prefix of the name will do.
 */
export function prefixDistance(text: string, name: string): number {
  let before: number[] = [];
  let above = Array.from({ length: name.length + 1 }, (_, column) => column);
  for (let row = 1; row <= text.length; row++) {
    const current = [row];
    for (let column = 1; column <= name.length; column++) {
      const same = text[row - 1] === name[column - 1];
      const swapped =
        row > 1 &&
        column > 1 &&
        text[row - 1] === name[column - 2] &&
        text[row - 2] === name[column - 1];
      current[column] = Math.min(
        above[column]! + 1,
        current[column - 1]! + 1,
        above[column - 1]! + (same ? 0 : 1),
        swapped ? before[column - 2]! + 1 : Number.POSITIVE_INFINITY,
      );
    }
    [before, above] = [above, current];
  }
  return Math.min(...above);
}

/** `Préparation au BEPC` → `preparation-au-bepc`: how names are compared. */
function toKey(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
