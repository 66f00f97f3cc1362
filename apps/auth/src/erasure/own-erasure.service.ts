import { Injectable } from '@nestjs/common';
import type { ErasureReceipt } from '@edu/contract-kit';
import { notificationRpc } from '@edu/contracts-notification';
import { UserData } from '@edu/data-rights';
import { RpcClient } from '@edu/messaging';
import { AccountQueries } from '../account/account.queries.ts';
import { DataExports } from '../data-export/data-export.service.ts';
import { AccountNotes } from '../data-rights/account-notes.service.ts';

/** What this service erases, after all others: it alone knows whose the id was. */
@Injectable()
export class OwnErasure {
  constructor(
    private readonly accounts: AccountQueries,
    private readonly exports: DataExports,
    private readonly notes: AccountNotes,
    private readonly data: UserData,
    private readonly rpc: RpcClient,
  ) {}

  /** Safe to repeat; the message that it is done may then come twice. */
  async erase(userId: string): Promise<ErasureReceipt> {
    const account = await this.accounts.find(userId);
    if (account?.erasureId) {
      // Nothing older that is still on its way brings the contact back.
      const version = account.contactVersion + 1;
      await this.rpc.call(notificationRpc.setContact, { userId, version, contact: null });
      const { erasureId } = account;
      await this.notes.send(account, { about: 'erasure', stage: 'done', erasureId });
    }
    await this.exports.deleteFiles(userId);
    return this.data.erase(userId);
  }
}
