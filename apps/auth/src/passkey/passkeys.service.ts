import { Injectable } from '@nestjs/common';
import type { Actor, RpcInput, RpcOutput } from '@edu/contract-kit';
import { authErrors, type authRpc } from '@edu/contracts-auth';
import { Clock } from '@edu/service';
import { AccountQueries } from '../account/account.queries.ts';
import { recordInTrail } from '../account/account-trail.ts';
import { AddressNotices } from '../address-change/address-notice.service.ts';
import { AuthDb } from '../auth.db.ts';
import { OpenAccounts } from '../sign-in-session/open-accounts.service.ts';
import { PasskeyProofs } from './passkey-proof.service.ts';
import { toView } from './passkey.domain.ts';

type View = RpcOutput<typeof authRpc.addPasskey>;

/** The passkeys of whoever is signed in. */
@Injectable()
export class Passkeys {
  constructor(
    private readonly db: AuthDb,
    private readonly open: OpenAccounts,
    private readonly accounts: AccountQueries,
    private readonly proofs: PasskeyProofs,
    private readonly notices: AddressNotices,
    private readonly clock: Clock,
  ) {}

  async list({ userId }: Actor): Promise<{ items: View[] }> {
    return { items: (await this.proofs.of(userId)).map(toView) };
  }

  /** @throws auth.unknown_passkey */
  async rename({ id, name }: RpcInput<typeof authRpc.renamePasskey>, actor: Actor): Promise<View> {
    const where = { id, accountId: actor.userId };
    const [renamed] = await this.db.prisma.passkey.updateManyAndReturn({ where, data: { name } });
    if (!renamed) throw authErrors.unknownPasskey();
    return toView(renamed);
  }

  /** @throws auth.unknown_passkey */
  async remove(id: string, actor: Actor): Promise<{ removedAt: string }> {
    const { id: accountId } = await this.open.get(actor);
    await this.db.tx(async (tx) => {
      const account = await this.accounts.lock(tx, accountId);
      const { count } = await tx.prisma.passkey.deleteMany({ where: { id, accountId } });
      if (count === 0) throw authErrors.unknownPasskey();
      const details = { passkeyId: id };
      await recordInTrail(tx, { action: 'passkey_removed', accountId, details });
      await this.notices.add(tx, account, 'passkey_removed');
    });
    this.notices.wake();
    return { removedAt: this.clock.now().toISOString() };
  }
}
