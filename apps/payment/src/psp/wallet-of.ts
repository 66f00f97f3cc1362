import type { Currency } from '@edu/contract-kit';
import type { NoWallet, PhoneLine, Psp, Wallet } from './psp.ts';

/**
 * Whose wallet a number is at a psp. One that cannot say has the wallets of one operator, whose name is its own.
 *
 * @param operator the brand of the one that has it, where the payer says so
 */
export async function walletOf(
  psp: Psp,
  line: PhoneLine,
  currency: Currency,
  operator?: string,
): Promise<Wallet | NoWallet> {
  if (psp.walletOf) {
    const found = await psp.walletOf(line, currency, operator);
    const isOther = operator !== undefined && 'operator' in found && found.operator !== operator;
    return isOther ? { served: [found.operator] } : found;
  }
  const { way, amounts } = psp.capabilities;
  const own = way.name ?? psp.id;
  if (operator !== undefined && operator !== own) return { served: [own] };
  const bounds = amounts[currency] ?? null;
  return { operator: own, bounds, isUp: true, appears: true, dial: null };
}
