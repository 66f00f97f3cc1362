import type { Currency } from '@edu/contract-kit';
import type { Lesson } from './lesson.ts';
import type { Ways } from './ways.ts';

type Insist = <T>(ask: () => Promise<T>) => Promise<T>;

/** What is asked for when somebody pays: at which psp, from which phone, and by which quote in other money. */
export class Orders {
  readonly #ways: Ways;
  readonly #insist: Insist;
  /** One of each bill: whoever asks again with one key says the same again. */
  readonly #quotes = new Map<string, Promise<string>>();

  constructor(ways: Ways, insist: Insist) {
    this.#ways = ways;
    this.#insist = insist;
  }

  async of(lesson: Lesson, others: readonly Lesson[]) {
    const { bookingId, rail, currency, abroad } = lesson;
    const ids = others.map((other) => other.bookingId);
    const phone = this.#ways.phoneFor(rail.psp, currency, bookingId);
    // Whoever turns to another psp pays what that takes.
    const isAbroad = abroad && this.#ways.otherMoneyOf(rail.psp, currency).includes(abroad);
    const quoteId = isAbroad ? await this.#quote(lesson, abroad, ids) : undefined;
    return {
      ...{ bookingId, psp: rail.psp, others: ids },
      ...(quoteId && { quoteId }),
      ...(phone && { payer: { phone } }),
    };
  }

  #quote({ api, bookingId }: Lesson, currency: Currency, others: string[]): Promise<string> {
    const bill = [bookingId, ...others].join(' ');
    const asked = { params: { path: { bookingId } }, body: { others, currency } };
    const known =
      this.#quotes.get(bill) ??
      this.#insist(() => api.post('/api/v1/bookings/{bookingId}/payment-quotes', asked)).then(
        ({ id }) => id,
      );
    this.#quotes.set(bill, known);
    void known.catch(() => this.#quotes.delete(bill));
    return known;
  }
}
