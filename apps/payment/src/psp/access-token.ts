import { z } from 'zod';
import { PspRefused, PspUncertain } from './psp.ts';

/** As OAuth's client credentials are answered; one that says nothing else is taken for an hour's. */
export const LentToken = z.object({
  access_token: z.string().min(1).max(10_000),
  expires_in: z.coerce.number().int().positive().default(3_600),
});

/** Not used in its last seconds: a request takes a while. */
const LEAST_S = 30;

/**
 * A token that a psp lends for a while, kept until it ends. Those who need one at the same time wait for the
 * same one. Whoever is lent none has asked for nothing: that is no refusal of what they want.
 */
export class AccessToken {
  readonly #lend: () => Promise<z.infer<typeof LentToken>>;
  #kept: { readonly token: Promise<string>; endsAt: number } | undefined;

  constructor(lend: () => Promise<z.infer<typeof LentToken>>) {
    this.#lend = lend;
  }

  /**
   * Asks with a token; once more with a new one when the psp no longer knows the first, since what it
   * refuses for that reason it has not done.
   *
   * @param isStale whether an error says so
   */
  async use<T>(
    ask: (token: string) => Promise<T>,
    isStale: (error: unknown) => boolean,
  ): Promise<T> {
    const kept = this.#get();
    const token = await kept.token;
    try {
      return await ask(token);
    } catch (error) {
      if (!isStale(error)) throw error;
      if (this.#kept === kept) this.#kept = undefined;
      return ask(await this.#get().token);
    }
  }

  #get() {
    if (this.#kept && this.#kept.endsAt > performance.now()) return this.#kept;
    const lent = this.#lend().catch((error: unknown) => {
      throw error instanceof PspRefused ? new PspUncertain(false, error) : error;
    });
    const kept = { token: lent.then(({ access_token }) => access_token), endsAt: Infinity };
    this.#kept = kept;
    lent.then(
      ({ expires_in }) => {
        kept.endsAt = performance.now() + (expires_in - LEAST_S) * 1_000;
      },
      () => {
        if (this.#kept === kept) this.#kept = undefined;
      },
    );
    return kept;
  }
}
