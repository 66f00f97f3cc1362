import type { Locale } from '@edu/contract-kit';
import { CATALOGUE, type CatalogueEntry } from './subject.catalogue.ts';
import { namesOf } from './subject.domain.ts';
import { toKey } from './subject-key.ts';
import { prefixDistance, tolerated } from './typing-mistakes.ts';

export interface Suggestion {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

/** A subject under one of its names, or under the end of one that begins with a later word. */
interface Key {
  readonly text: string;
  readonly subject: number;
  /** 0 for the whole name, 1 for the end of one. */
  readonly rank: number;
}

/**
 * Subjects to suggest: those of the catalogue, and others that enough listings offer. It is made
 * once for some counts; a question then costs what it finds, and a bounded search among the names
 * when a mistake has to be forgiven.
 */
export class Suggestions {
  readonly #subjects: readonly CatalogueEntry[];
  readonly #counts: ReadonlyMap<string, number>;
  /** In the order of their texts. */
  readonly #keys: readonly Key[];

  /** @param counts listings by slug, of subjects outside the catalogue as well */
  constructor(counts: ReadonlyMap<string, number>) {
    const known = new Set(CATALOGUE.map(({ slug }) => slug));
    this.#counts = counts;
    this.#subjects = [
      ...CATALOGUE,
      ...[...counts.keys()].filter((slug) => !known.has(slug)).map(nameless),
    ];
    this.#keys = this.#subjects
      .flatMap((entry, subject) => namesOf(entry).flatMap((name) => endsOf(toKey(name), subject)))
      .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
  }

  /**
   * Subjects that begin like the text, then those with a word that does, then those that would but
   * for a typing mistake; among equals the one with more listings comes first.
   */
  of(text: string, locale: Locale, limit: number): Suggestion[] {
    const key = toKey(text);
    if (!key) return [];
    const ranks = this.#beginning(key);
    if (ranks.size < limit) this.#addMistyped(key, ranks);
    return [...ranks]
      .map(([subject, rank]) => {
        const { slug, [locale]: label } = this.#subjects[subject]!;
        return { subject, rank, value: slug, label, count: this.#counts.get(slug) ?? 0 };
      })
      .sort((a, b) => a.rank - b.rank || b.count - a.count || a.subject - b.subject)
      .slice(0, limit)
      .map(({ value, label, count }) => ({ value, label, count }));
  }

  /** The least rank of each subject with a name or word that begins so. */
  #beginning(text: string): Map<number, number> {
    const ranks = new Map<number, number>();
    for (let at = this.#firstFrom(text); this.#keys[at]?.text.startsWith(text); at++) {
      const { subject, rank } = this.#keys[at]!;
      ranks.set(subject, Math.min(rank, ranks.get(subject) ?? rank));
    }
    return ranks;
  }

  #addMistyped(text: string, ranks: Map<number, number>): void {
    const most = tolerated(text);
    if (most === 0) return;
    const begun = new Set(ranks.keys());
    for (const { text: name, subject, rank } of this.#keys) {
      if (rank > 0 || begun.has(subject) || name.length < text.length - most) continue;
      const mistakes = prefixDistance(text, name, most);
      if (mistakes > most) continue;
      ranks.set(subject, Math.min(1 + mistakes, ranks.get(subject) ?? Infinity));
    }
  }

  /** Where the keys begin that are not less than the text. */
  #firstFrom(text: string): number {
    let [low, high] = [0, this.#keys.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#keys[middle]!.text < text) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function nameless(slug: string): CatalogueEntry {
  const label = slug.replaceAll('-', ' ');
  return { slug, fr: label, en: label, also: [] };
}

function endsOf(name: string, subject: number): Key[] {
  const words = name.split('-');
  return words.map((_, index) => ({
    text: words.slice(index).join('-'),
    subject,
    rank: Math.min(index, 1),
  }));
}
