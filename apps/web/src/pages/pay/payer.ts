import type { Wallet } from '@edu/client';

/** What is asked of a number that is to pay. */
export interface WalletQuestion {
  /** Undefined where its owner has chosen none: then one is proposed. */
  readonly psp: string | undefined;
  readonly phone: string;
  /** Whose it is, where its owner says so. */
  readonly operator?: string;
}

/** Whoever pays from a wallet; its operator only where the number does not say it. */
export function payerOf({ phone, operator, isGuess }: Wallet): {
  readonly phone: string;
  readonly operator?: string;
} {
  return isGuess ? { phone } : { phone, operator };
}
