import { Injectable } from '@nestjs/common';
import type { Currency } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { creditErrors } from '@edu/contracts-payment';
import { RpcClient, type Call } from '@edu/messaging';
import { AccountNames } from '../account/account-names.ts';
import { PayoutWallets, type PayableWallet } from '../payout/payout-wallets.ts';

/** Where credit goes, and under which name we know whose it is. */
export interface Payee {
  readonly wallet: PayableWallet;
  readonly name: string;
}

/** Finds the wallet that somebody's credit is paid to. */
@Injectable()
export class CreditPayees {
  constructor(
    private readonly rpc: RpcClient,
    private readonly names: AccountNames,
    private readonly wallets: PayoutWallets,
  ) {}

  /**
   * The number that they have proved by a code is theirs: no other is paid to.
   *
   * @throws payment.no_payout_number, other_money, and what `PayoutWallets` throws
   */
  async of(currency: Currency, { actor: { userId }, locale }: Call): Promise<Payee> {
    const { phone } = await this.rpc.call(authRpc.me, {});
    if (phone === null) throw creditErrors.noPayoutNumber();
    const line = this.wallets.check(phone, undefined, locale);
    if (line.currency !== currency) throw creditErrors.otherMoney();
    const wallet = await this.wallets.find(line, undefined, locale);
    const name = (await this.names.of([userId])).get(userId) ?? '';
    return { wallet, name };
  }
}
