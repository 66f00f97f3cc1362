import { Injectable } from '@nestjs/common';
import { newId, type RpcInput, type RpcOutput } from '@edu/contract-kit';
import { paymentEvents, type paymentRpc } from '@edu/contracts-payment';
import { audit } from '@edu/identity';
import type { Call } from '@edu/messaging';
import { Clock } from '@edu/service';
import { AccountNames } from '../account/account-names.ts';
import { PaymentConfig } from '../app.config.ts';
import type { PayoutAccount as AccountRow } from '../generated/prisma/client.ts';
import { PaymentDb, type PaymentTx } from '../payment.db.ts';
import { isSameName } from './holder-name.ts';
import { toAccount } from './payout.row.ts';
import { REMOVE_ACCOUNT } from './payout.sql.ts';
import { PayoutUpdater } from './payout.updater.ts';
import { PayoutWallets } from './payout-wallets.ts';

type NewAccount = Omit<AccountRow, 'id' | 'providerId' | 'currency'>;

/** The numbers that providers are paid to. */
@Injectable()
export class PayoutAccounts {
  constructor(
    private readonly db: PaymentDb,
    private readonly wallets: PayoutWallets,
    private readonly names: AccountNames,
    private readonly updater: PayoutUpdater,
    private readonly config: PaymentConfig,
    private readonly clock: Clock,
  ) {}

  /**
   * Given again, a number stays as it is. The psp and the name are asked before anything is written.
   *
   * @throws payment.bad_phone, payment.old_phone, payment.payout_elsewhere, payment.payout_no_wallet,
   *   payment.payout_unavailable
   */
  async set(
    { phone: given, app }: RpcInput<typeof paymentRpc.setPayoutAccount>,
    call: Call,
  ): Promise<RpcOutput<typeof paymentRpc.setPayoutAccount>> {
    const { userId: providerId } = call.actor;
    const line = this.wallets.check(given, app, call.locale);
    const { phone, currency } = line;
    const known = await this.db.prisma.payoutAccount.findUnique({
      where: { providerId_currency: { providerId, currency } },
    });
    const isSame = known && (this.wallets.isOfApp(known.psp) ? known.psp === app : !app);
    if (isSame && known.phone === phone) return toAccount(known);
    const wallet = await this.wallets.find(line, app, call.locale);
    const { psp, operator, country, name } = wallet;
    const holderName = (await this.names.of([providerId])).get(providerId) ?? '';
    const differs = name !== null && !isSameName(holderName, name);
    const now = this.clock.now();
    const account = {
      ...{ phone, country, psp, operator, holderName, walletName: name },
      nameCheck: name === null ? 'not_offered' : differs ? 'differs' : 'matches',
      ...{ waitsFor: differs ? 'name' : null, failures: 0, changedAt: now },
      payableFrom: new Date(now.getTime() + this.config.PAYOUT_PAUSE_MS),
    };
    return this.db.tx((tx) => this.replace(tx, { providerId, currency }, account, call));
  }

  /** Safe to repeat. What was to go there, and has not been ordered, is payable again. */
  async remove(
    { currency }: RpcInput<typeof paymentRpc.removePayoutAccount>,
    { actor, principal, requestId }: Call,
  ): Promise<RpcOutput<typeof paymentRpc.removePayoutAccount>> {
    const { userId: providerId } = actor;
    const key = { providerId, currency };
    return this.db.tx(async (tx) => {
      const [row] = await tx.query(REMOVE_ACCOUNT, key);
      if (!row) return { currency };
      const { id, operator } = row;
      await this.updater.takeBack(tx, { ...key, paidFrom: 'earnings' }, 'number_removed');
      await tx.emit(paymentEvents.payoutAccountRemoved, { accountId: id, providerId, operator });
      await audit(tx, {
        ...{ principal, requestId, action: 'payout_account.removed' },
        subject: { kind: 'payout account', id },
        details: {},
      });
      return { currency };
    });
  }

  /** What was to go to the number before, and has not been ordered, is planned anew. */
  private async replace(
    tx: PaymentTx,
    key: { readonly providerId: string; readonly currency: string },
    account: NewAccount,
    { principal, requestId }: Call,
  ): Promise<RpcOutput<typeof paymentRpc.setPayoutAccount>> {
    const id = newId();
    const row = await tx.prisma.payoutAccount.upsert({
      where: { providerId_currency: key },
      create: { id, ...key, ...account },
      update: { id, ...account },
    });
    await this.updater.takeBack(tx, { ...key, paidFrom: 'earnings' }, 'number_changed');
    await tx.emit(paymentEvents.payoutAccountChanged, {
      ...{ accountId: id, providerId: key.providerId, operator: row.operator },
      ...{ payableFrom: row.payableFrom.toISOString(), waits: row.waitsFor !== null },
    });
    await audit(tx, {
      ...{ principal, requestId, action: 'payout_account.changed' },
      subject: { kind: 'payout account', id },
      details: { nameCheck: row.nameCheck },
    });
    return toAccount(row);
  }
}
