import { Injectable } from '@nestjs/common';
import { newId } from '@edu/contract-kit';
import { authErrors } from '@edu/contracts-auth';
import { Clock } from '@edu/service';
import { addressField, hasAddress, type Address } from '../account/account.domain.ts';
import { recordInTrail } from '../account/account-trail.ts';
import type { AuthTx } from '../auth.db.ts';
import type { SolvedChallenge } from '../challenge/challenge.service.ts';
import { ContactService } from '../contact/contact.service.ts';
import type { Account } from '../generated/prisma/client.ts';
import { SignInSessionService } from '../sign-in-session/sign-in-session.service.ts';
import { UNDO_MS } from './address-change.domain.ts';
import { AddressNotices } from './address-notice.service.ts';

/**
 * An address is a way into the account, so changing one needs more than an access token: a proof of
 * the owner before, a live session until the code comes back, and afterwards a message to every
 * address of before that can undo it.
 */
@Injectable()
export class AddressChangeService {
  constructor(
    private readonly notices: AddressNotices,
    private readonly contacts: ContactService,
    private readonly sessions: SignInSessionService,
    private readonly clock: Clock,
  ) {}

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
    const after = await this.write(tx, { accountId, channel, address, why: 'address_changed' });
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

  /** Sends at once what a committed address made due: the contact, and messages of a change. */
  announce(): void {
    this.contacts.wake();
    this.notices.wake();
  }

  /** The change itself, for which every session ends: it may not be the owner who holds them. */
  async write(tx: AuthTx, { accountId, channel, address, why }: AddressWrite): Promise<Account> {
    const account = await tx.prisma.account.update({
      where: { id: accountId },
      data: addressField(channel, address),
    });
    await recordInTrail(tx, { action: why, accountId });
    await this.sessions.endAll(tx, accountId, why);
    return account;
  }
}

interface AddressWrite {
  readonly accountId: string;
  readonly channel: Address['channel'];
  /** Null takes the address out. */
  readonly address: string | null;
  readonly why: 'address_changed' | 'address_restored';
}
