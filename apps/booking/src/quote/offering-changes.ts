import { QUOTE_LIFE_MS, type QuoteToken } from '@edu/contracts-availability';

/** What a quote was made from. */
type Basis = Pick<QuoteToken, 'scheduleVersion' | 'profileVersion'>;

/**
 * The schedules and profiles that changed while a quote may live. What was quoted before a change says
 * nothing any more: the slot may be closed, its price another, its provider withdrawn.
 */
export class OfferingChanges {
  readonly #changes = new Map<string, Basis & { readonly at: number }>();
  readonly #now: () => number;

  /** @param now epoch milliseconds */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** From when on events have to be read by whoever starts now. */
  get since(): Date {
    return new Date(this.#now() - QUOTE_LIFE_MS);
  }

  /** @param changed a version: larger is later, and events may come twice and in any order */
  add(providerId: string, changed: Partial<Basis>): void {
    const before = this.#changes.get(providerId);
    const latest = (of: keyof Basis) => Math.max(before?.[of] ?? 0, changed[of] ?? 0);
    this.#changes.delete(providerId);
    this.#changes.set(providerId, {
      scheduleVersion: latest('scheduleVersion'),
      profileVersion: latest('profileVersion'),
      at: this.#now(),
    });
    for (const [known, { at }] of this.#changes) {
      // In the order of insertion, which is the order of time.
      if (at > this.#now() - QUOTE_LIFE_MS) break;
      this.#changes.delete(known);
    }
  }

  /** Whether something of it has changed since. */
  isOutdated(providerId: string, { scheduleVersion, profileVersion }: Basis): boolean {
    const known = this.#changes.get(providerId);
    if (!known) return false;
    return known.scheduleVersion > scheduleVersion || known.profileVersion > profileVersion;
  }
}
