import type { Money } from '@edu/contract-kit';

interface Lesson {
  readonly providerId: string;
  readonly frozen: Money;
}

/** Who teaches the lessons of one payment, each once, with all that waits of theirs. */
export function frozenByProvider(
  lessons: readonly Lesson[],
): { providerId: string; amount: Money }[] {
  const sums = new Map<string, Money>();
  for (const { providerId, frozen } of lessons) {
    const amount = (sums.get(providerId)?.amount ?? 0) + frozen.amount;
    sums.set(providerId, { ...frozen, amount });
  }
  return [...sums].map(([providerId, amount]) => ({ providerId, amount }));
}
