import { Injectable } from '@nestjs/common';
import { authErrors } from '@edu/contracts-auth';
import { AuthDb, type AuthTx } from '../auth.db.ts';
import type { Account } from '../generated/prisma/client.ts';
import { ownerOf, type Address } from './account.domain.ts';

const NO_ACCOUNT = '00000000-0000-0000-0000-000000000000';

@Injectable()
export class AccountQueries {
  constructor(private readonly db: AuthDb) {}

  find(id: string): Promise<Account | null> {
    return this.db.prisma.account.findUnique({ where: { id } });
  }

  /** The row, locked until the transaction ends. @throws auth.unknown_user */
  async lock(tx: AuthTx, id: string): Promise<Account> {
    await tx.execute('SELECT FROM account WHERE id = $1::uuid FOR UPDATE', id);
    const account = await tx.prisma.account.findUnique({ where: { id } });
    if (!account) throw authErrors.unknownUser();
    return account;
  }

  /**
   * Whether an account has a session that began where this call comes from. For no account it does
   * the same work, so that time does not tell whether there is one.
   */
  async isFamiliar(accountId: string | undefined, client: string | undefined): Promise<boolean> {
    const session = await this.db.prisma.signInSession.findFirst({
      where: { accountId: accountId ?? NO_ACCOUNT, client: client ?? '' },
      select: { id: true },
    });
    return session !== null;
  }

  /** The account that has proven this address. */
  findByAddress(address: Address): Promise<Account | null> {
    return this.db.prisma.account.findFirst({ where: ownerOf(address) });
  }
}
