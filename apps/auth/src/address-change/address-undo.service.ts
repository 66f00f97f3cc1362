import { Injectable } from '@nestjs/common';
import type { RpcOutput } from '@edu/contract-kit';
import { authErrors, type authRpc } from '@edu/contracts-auth';
import { SQLSTATE, sqlState } from '@edu/persistence';
import { Clock } from '@edu/service';
import type { Address } from '../account/account.domain.ts';
import { AccountQueries } from '../account/account.queries.ts';
import { AuthDb, type AuthTx } from '../auth.db.ts';
import type { AddressChange } from '../generated/prisma/client.ts';
import { AuthSecrets } from '../secrets/auth-secrets.service.ts';
import { AddressChangeService } from './address-change.service.ts';
import { AddressNotices } from './address-notice.service.ts';
import { changeOf } from './undo-token.ts';

/** Gives an account back to whoever reads the address that it had before. */
@Injectable()
export class AddressUndoService {
  constructor(
    private readonly db: AuthDb,
    private readonly accounts: AccountQueries,
    private readonly changes: AddressChangeService,
    private readonly notices: AddressNotices,
    private readonly secrets: AuthSecrets,
    private readonly clock: Clock,
  ) {}

  /** @throws auth.bad_undo_token, auth.address_taken */
  async undo(token: string): Promise<RpcOutput<typeof authRpc.undoAddressChange>> {
    const id = changeOf(this.secrets.addressUndo, token);
    if (!id) throw authErrors.badUndoToken();
    const restoredAt = this.clock.now();
    try {
      await this.db.tx((tx) => this.restore(tx, id, restoredAt));
    } catch (cause) {
      if (sqlState(cause) === SQLSTATE.uniqueViolation) throw authErrors.addressTaken({ cause });
      throw cause;
    }
    this.changes.announce();
    return { restoredAt: restoredAt.toISOString() };
  }

  private async restore(tx: AuthTx, id: string, now: Date): Promise<void> {
    const change = await tx.prisma.addressChange.findFirst({
      where: { id, expiresAt: { gt: now } },
    });
    if (!change) throw authErrors.badUndoToken();
    const { accountId, oldAddress: address } = change;
    const before = await this.accounts.lock(tx, accountId);
    if (!(await this.close(tx, change))) throw authErrors.badUndoToken();
    const channel = change.channel as Address['channel'];
    await this.changes.write(tx, { accountId, channel, address, why: 'address_restored' });
    await this.notices.add(tx, before, channel, null);
  }

  /**
   * Whoever changed it again since did so from the account that is being taken back: those changes
   * cannot be undone any more, and codes that are on their way are worth nothing.
   *
   * @returns false when somebody else undid it meanwhile
   */
  private async close(tx: AuthTx, { id, accountId, changedAt }: AddressChange): Promise<boolean> {
    const { count } = await tx.prisma.addressChange.deleteMany({ where: { id } });
    await tx.prisma.addressChange.deleteMany({
      where: { accountId, changedAt: { gte: changedAt } },
    });
    await tx.prisma.challenge.deleteMany({ where: { accountId } });
    return count > 0;
  }
}
