import { pspError } from './stripe.errors.ts';

export const PAGE = 100;
/** Stripe's times are whole seconds. */
export const seconds = (at: Date) => Math.ceil(at.getTime() / 1_000);
export type After = { starting_after?: string };

/** One list of Stripe, page by page. */
export async function* pages<T extends { id: string }>(
  ask: (after: After) => Promise<{ data: T[]; has_more: boolean }>,
): AsyncGenerator<T[]> {
  for (let last: string | undefined; ;) {
    const { data, has_more: more } = await attempt(() => ask(last ? { starting_after: last } : {}));
    yield data;
    last = data.at(-1)?.id;
    if (!more || !last) return;
  }
}

/** @throws PspRefused, PspUncertain */
export async function attempt<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    throw pspError(error);
  }
}
