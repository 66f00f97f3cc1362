import type { Locale, Money } from '@edu/contract-kit';
import type { PhoneLine, Psp } from '../psp/psp.ts';
import { walletOf } from '../psp/wallet-of.ts';
import { problemOf } from './psp-problem.ts';
import { checkWallet } from './wallet.domain.ts';

/** @throws what is in the way of a number paying a price at a psp, with the operator that its owner names */
export async function checkNamed(
  psp: Psp,
  { operator, ...line }: PhoneLine & { readonly operator: string },
  price: Money,
  locale: Locale,
): Promise<void> {
  const found = await walletOf(psp, line, price.currency, operator).catch((error: unknown) => {
    throw problemOf(error);
  });
  checkWallet(found, price, locale);
}
