import { Injectable } from '@nestjs/common';
import { statement } from '@edu/persistence';
import { Clock } from '@edu/service';
import { SearchDb } from '../search.db.ts';
import { CATALOGUE } from './subject.catalogue.ts';
import { Suggestions } from './suggestions.domain.ts';

/** Suggestions are asked for with every key pressed. */
const KEEP_MS = 30_000;
/** More listings than that are counted as so many. */
const MAX_COUNT = 1_000;
/** Listings that offer a subject of their own before others are shown it: nobody advertises alone. */
const MIN_OWN = 3;
/** Subjects outside the catalogue that are suggested, and listings of such that are read for it. */
const MAX_OWN = 500;
const MAX_OWN_READ = 50_000;

/** Reads the index alone: of each known subject a bounded part, and what lies between them. */
const COUNT = statement(
  { known: 'text[]', maxCount: 'int', minOwn: 'int', maxOwn: 'int', maxOwnRead: 'int' },
  `
SELECT known.subject, listings FROM unnest(:known) AS known(subject), LATERAL (
  SELECT count(*)::int AS listings FROM (
    SELECT FROM listing_subject WHERE listing_subject.subject = known.subject LIMIT :maxCount) AS few
) AS counted WHERE listings > 0
UNION ALL
(SELECT subject, least(count(*), :maxCount)::int AS listings FROM (
  SELECT own.subject FROM (
    SELECT slug AS below, coalesce(lead(slug) OVER (ORDER BY slug), last) AS above
    FROM unnest(ARRAY[''] || :known) AS slug,
      (SELECT max(subject) || 'x' AS last FROM listing_subject) AS beyond) AS gap,
  LATERAL (
    SELECT subject FROM listing_subject
    WHERE subject > below AND subject < above) AS own
  LIMIT :maxOwnRead) AS read
GROUP BY subject HAVING count(*) >= :minOwn
ORDER BY count(*) DESC, subject LIMIT :maxOwn)`,
).returns<{ subject: string; listings: number }>();

@Injectable()
export class SubjectQueries {
  #suggestions: Promise<Suggestions> | undefined;
  #until = 0;

  constructor(
    private readonly db: SearchDb,
    private readonly clock: Clock,
  ) {}

  /** As the listings were at most half a minute ago. */
  suggestions(): Promise<Suggestions> {
    const now = this.clock.now().getTime();
    if (!this.#suggestions || now >= this.#until) {
      this.#until = now + KEEP_MS;
      this.#suggestions = this.#count();
      this.#suggestions.catch(() => (this.#until = 0)); // this caller gets the error, the next one tries
    }
    return this.#suggestions;
  }

  async #count(): Promise<Suggestions> {
    const rows = await this.db.query(COUNT, {
      known: CATALOGUE.map(({ slug }) => slug),
      maxCount: MAX_COUNT,
      minOwn: MIN_OWN,
      maxOwn: MAX_OWN,
      maxOwnRead: MAX_OWN_READ,
    });
    return new Suggestions(new Map(rows.map(({ subject, listings }) => [subject, listings])));
  }
}
