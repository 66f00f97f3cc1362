import { Injectable } from '@nestjs/common';
import { newId, type Actor, type RpcInput, type RpcOutput } from '@edu/contract-kit';
import { authErrors, type authRpc } from '@edu/contracts-auth';
import { currentCall } from '@edu/messaging';
import { SQLSTATE, sqlState } from '@edu/persistence';
import { Clock } from '@edu/service';
import { addressField, hasAddress, localeOf, type Address } from '../account/account.domain.ts';
import { AccountQueries } from '../account/account.queries.ts';
import { AuthDb, type AuthTx } from '../auth.db.ts';
import { ChallengeService, type SolvedChallenge } from '../challenge/challenge.service.ts';
import type { Account, AddressChange } from '../generated/prisma/client.ts';
import { PhonePolicy } from '../phone/phone-policy.service.ts';
import { AuthSecrets } from '../secrets/auth-secrets.service.ts';
import { SignInSessionService } from '../sign-in-session/sign-in-session.service.ts';
import { ThrottleService } from '../throttle/throttle.service.ts';
import { UNDO_MS } from './address-change.domain.ts';
import { AddressNotices } from './address-notice.service.ts';
import { StepUpService } from './step-up.service.ts';
import { changeOf } from './undo-token.ts';

type Channel = Address['channel'];

/**
 * An address is a way into the account, so changing one needs more than an access token: a proof of
 * the owner before, a live session until the code comes back, and afterwards a message to every
 * address of before that can undo it.
 */
@Injectable()
export class AddressChangeService {
  constructor(
    private readonly db: AuthDb,
    private readonly accounts: AccountQueries,
    private readonly challenges: ChallengeService,
    private readonly stepUp: StepUpService,
    private readonly notices: AddressNotices,
    private readonly phones: PhonePolicy,
    private readonly sessions: SignInSessionService,
    private readonly throttle: ThrottleService,
    private readonly secrets: AuthSecrets,
    private readonly clock: Clock,
  ) {}

  /** Somebody else's address gets a message in place of a code, and the same answer. */
  async request(
    input: RpcInput<typeof authRpc.addAddress>,
    actor: Actor,
  ): Promise<RpcOutput<typeof authRpc.addAddress>> {
    const address = this.phones.reachable(input.address);
    const account = await this.stepUp.prove(actor, input.proof);
    const owner = await this.accounts.findByAddress(address);
    const familiar = await this.accounts.isFamiliar(owner?.id, this.throttle.client);
    if (owner && owner.id !== account.id) {
      const toOwner = { address, familiar, locale: localeOf(owner) };
      return this.challenges.issue({ ...toOwner, purpose: 'decoy', message: 'known_address' });
    }
    const { userId: accountId, sessionId, locale } = actor;
    const change = { purpose: 'address', accountId, sessionId } as const;
    return this.challenges.issue({ address, familiar, locale, ...change });
  }

  /**
   * Puts a proven address into the place of the one before, and ends every session.
   *
   * @throws auth.bad_code when the session that asked has ended
   */
  async apply(tx: AuthTx, solved: SolvedChallenge, before: Account): Promise<Account> {
    const { accountId, sessionId, channel, address } = solved;
    if (!sessionId || !(await this.sessions.isOpen(accountId, sessionId, tx))) {
      throw authErrors.badCode();
    }
    if (hasAddress(before, channel, address)) return before;
    const after = await this.write(tx, before, channel, address, 'address_changed');
    const changedAt = this.clock.now();
    const change = await tx.prisma.addressChange.create({
      data: {
        id: newId(),
        accountId,
        channel,
        oldAddress: channel === 'email' ? before.email : before.phone,
        changedAt,
        expiresAt: new Date(changedAt.getTime() + UNDO_MS),
      },
    });
    await this.notices.add(tx, before, channel, change.id);
    return after;
  }

  /** Sends the messages of a change that is committed. */
  announce(): void {
    this.notices.wake();
  }

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
    this.notices.wake();
    return { restoredAt: restoredAt.toISOString() };
  }

  private async restore(tx: AuthTx, id: string, now: Date): Promise<void> {
    const change = await tx.prisma.addressChange.findFirst({
      where: { id, expiresAt: { gt: now } },
    });
    if (!change) throw authErrors.badUndoToken();
    const before = await this.accounts.lock(tx, change.accountId);
    if (!(await this.close(tx, change))) throw authErrors.badUndoToken();
    const channel = change.channel as Channel;
    await this.write(tx, before, channel, change.oldAddress, 'address_restored');
    await this.notices.add(tx, before, channel, null);
  }

  /**
   * Whoever changed it again since did so from the account that is being taken back: those changes
   * cannot be undone any more, and codes that are on their way are worth nothing.
   */
  private async close(tx: AuthTx, { id, accountId, changedAt }: AddressChange): Promise<boolean> {
    const { count } = await tx.prisma.addressChange.deleteMany({ where: { id } });
    await tx.prisma.addressChange.deleteMany({
      where: { accountId, changedAt: { gte: changedAt } },
    });
    await tx.prisma.challenge.deleteMany({ where: { accountId } });
    return count > 0;
  }

  private async write(
    tx: AuthTx,
    { id: accountId }: Account,
    channel: Channel,
    address: string | null,
    why: 'address_changed' | 'address_restored',
  ): Promise<Account> {
    const account = await tx.prisma.account.update({
      where: { id: accountId },
      data: addressField(channel, address),
    });
    const requestId = currentCall()?.requestId ?? null;
    const at = this.clock.now();
    await tx.prisma.auditEntry.create({ data: { at, action: why, accountId, requestId } });
    await this.sessions.endAll(tx, accountId, why);
    return account;
  }
}
