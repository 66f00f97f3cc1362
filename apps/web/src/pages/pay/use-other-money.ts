import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { PaymentQuote } from '@edu/client';
import type { Currency } from '@edu/contract-kit';
import type { Way } from './ways.ts';

interface OtherMoneyOptions {
  /** What the price is of. */
  readonly of: readonly string[];
  /** Undefined where none is gone. */
  readonly way: Pick<Way, 'currencies'> | undefined;
  /** What the open payment charges in other money. */
  readonly open: Currency | undefined;
  readonly ask: (currency: Currency) => Promise<PaymentQuote>;
}

export type OtherMoney = ReturnType<typeof useOtherMoney>;

/** The other money in which somebody pays, as they choose, and what the price is in it. */
export function useOtherMoney({ of, way, open, ask }: OtherMoneyOptions) {
  const [wish, setWish] = useState<Currency>();
  const currency = otherMoney(way, wish, open);
  const query = useQuery({
    queryKey: ['quote', ...of, currency],
    queryFn: () => ask(currency!),
    enabled: currency !== undefined,
    // It says itself how long it holds, and whoever pays is refused afterwards.
    staleTime: Infinity,
    retry: 1,
  });
  return {
    /** Undefined where the price itself is paid. */
    currency,
    quote: currency && query.data,
    /** Whether it is known how much is to be paid. */
    isKnown: currency === undefined || query.data !== undefined,
    error: currency && query.error,
    choose: setWish,
    askAgain: () => void query.refetch(),
  };
}

/** Other money than that of the price, where a way takes it. */
export function otherMoney(
  way: Pick<Way, 'currencies'> | undefined,
  ...wishes: readonly (Currency | undefined)[]
): Currency | undefined {
  const wish = wishes.find((one) => one !== undefined);
  return way?.currencies.find((currency) => currency === wish);
}
