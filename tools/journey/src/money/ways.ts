import type { WayToPay } from '@edu/client';
import type { Currency } from '@edu/contract-kit';
import { phoneOf } from './phones.ts';

/** In which currencies each psp takes money, and how, as the platform says. */
export class Ways {
  readonly #byPsp = new Map<string, Map<string, WayToPay>>();

  learn(currency: string, ways: readonly WayToPay[]): void {
    for (const way of ways) {
      const known = this.#byPsp.get(way.psp) ?? new Map<string, WayToPay>();
      this.#byPsp.set(way.psp, known.set(currency, way));
    }
  }

  currenciesOf(psp: string): readonly string[] {
    return [...(this.#byPsp.get(psp)?.keys() ?? [])];
  }

  /** In which other money a price can be paid there as well. */
  otherMoneyOf(psp: string, currency: string): readonly Currency[] {
    return this.#byPsp.get(psp)?.get(currency)?.currencies ?? [];
  }

  /** That of somebody who pays there; about as many of those who could have none. */
  abroadAt(psp: string, currency: string, random: () => number): Currency | undefined {
    const known = this.otherMoneyOf(psp, currency);
    return known.length > 0 ? known[Math.floor(random() * 2 * known.length)] : undefined;
  }

  asksPhone(psp: string): boolean {
    return [...(this.#byPsp.get(psp)?.values() ?? [])].some((way) => way.asksPhone);
  }

  /** A number that can pay there, the same for each lesson; undefined where none is asked for. */
  phoneFor(psp: string, currency: string, bookingId: string): string | undefined {
    const way = this.#byPsp.get(psp)?.get(currency);
    if (!way?.asksPhone) return undefined;
    return phoneOf(way.countries, () => Number.parseInt(bookingId.slice(-6), 16) / 16 ** 6);
  }
}
