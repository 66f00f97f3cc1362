import type { ObjectStore } from '../kit/object-store.ts';
import type { PawapayKinds } from './movements.ts';

const MOST = 1_000_000;
const WHERE = { status: 'COMPLETED' };

/**
 * One wallet for each country, https://docs.pawapay.io/v2/api-reference/finances/wallet-balances: what came in, less
 * what went back and out. Nothing is taken for the work, and nobody fills a wallet: it may be below zero.
 */
export function balancesOf(store: ObjectStore<PawapayKinds>, country: string | null): object {
  const wallets = new Map<string, { country: string; currency: string; sum: number }>();
  const add = (moved: { country: string; currency: string; amount: string }, sign: 1 | -1) => {
    const key = `${moved.country} ${moved.currency}`;
    const { sum } = wallets.get(key) ?? { sum: 0 };
    const { country: of, currency } = moved;
    wallets.set(key, { country: of, currency, sum: sum + sign * Number(moved.amount) });
  };
  for (const deposit of store.list('deposit', { where: WHERE, limit: MOST })) add(deposit, 1);
  for (const refund of store.list('refund', { where: WHERE, limit: MOST })) add(refund, -1);
  for (const payout of store.list('payout', { where: WHERE, limit: MOST })) add(payout, -1);
  return {
    balances: [...wallets.values()]
      .filter((wallet) => country === null || wallet.country === country)
      .map(({ sum, ...wallet }) => ({ ...wallet, balance: sum.toFixed(2), provider: '' })),
  };
}
