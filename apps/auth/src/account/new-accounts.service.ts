import { Injectable } from '@nestjs/common';
import { newId } from '@edu/contract-kit';
import { authEvents } from '@edu/contracts-auth';
import { Clock } from '@edu/service';
import type { AuthTx } from '../auth.db.ts';
import type { Account } from '../generated/prisma/client.ts';
import { addressField, addressText, toUser, type Address } from './account.domain.ts';
import { recordInTrail } from './account-trail.ts';
import { TERMS_VERSION } from './terms.ts';

/** What somebody asked to be, whose address is proved. */
export interface NewAccount {
  readonly id: string;
  readonly role: string;
  readonly displayName: string;
  readonly locale: string;
  readonly zone: string | null;
  readonly passwordHash: string | null;
  readonly address: Address;
  /** The account of another company that they came with. */
  readonly link?: { readonly issuer: string; readonly subject: string };
}

/** Accounts of people who sign up, by whichever way. */
@Injectable()
export class NewAccounts {
  constructor(private readonly clock: Clock) {}

  /** @throws of PostgreSQL where the address or the account elsewhere is another account's */
  async create(tx: AuthTx, { role, address, link, ...given }: NewAccount): Promise<Account> {
    const now = this.clock.now();
    const account = await tx.prisma.account.create({
      data: {
        ...given,
        roles: [role],
        createdAt: now,
        termsVersion: TERMS_VERSION,
        termsAcceptedAt: now,
        ...addressField(address.channel, addressText(address)),
      },
    });
    const { id: userId, roles, locale } = toUser(account);
    await recordInTrail(tx, { action: 'registered', accountId: userId });
    await tx.emit(authEvents.userRegistered, { userId, roles, locale });
    if (link) {
      const linkId = newId();
      const data = { id: linkId, accountId: userId, createdAt: now, ...link };
      await tx.prisma.issuerLink.create({ data });
      await recordInTrail(tx, { action: 'issuer_linked', accountId: userId, details: { linkId } });
    }
    await recordInTrail(tx, { action: 'verified', accountId: userId });
    await tx.emit(authEvents.userVerified, { userId, channel: address.channel });
    return account;
  }
}
