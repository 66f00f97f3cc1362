import { Injectable } from '@nestjs/common';
import { statement } from '@edu/persistence';
import { Clock } from '@edu/service';
import { SearchDb } from '../search.db.ts';

/** Suggestions are asked for with every key pressed, and counting reads every listing. */
const KEEP_MS = 30_000;

const COUNT = statement(`
SELECT subject, count(*)::int AS listings FROM listing, unnest(subjects) AS subject
GROUP BY subject`);

type Counts = ReadonlyMap<string, number>;

@Injectable()
export class SubjectQueries {
  #counts: Promise<Counts> | undefined;
  #until = 0;

  constructor(
    private readonly db: SearchDb,
    private readonly clock: Clock,
  ) {}

  /** How many listings offer each subject, at most half a minute ago. */
  counts(): Promise<Counts> {
    const now = this.clock.now().getTime();
    if (!this.#counts || now >= this.#until) {
      this.#until = now + KEEP_MS;
      this.#counts = this.count();
      this.#counts.catch(() => (this.#until = 0)); // the caller hears of it, the next one tries
    }
    return this.#counts;
  }

  private async count(): Promise<Counts> {
    const rows = await this.db.query<{ subject: string; listings: number }>(COUNT);
    return new Map(rows.map(({ subject, listings }) => [subject, listings]));
  }
}
