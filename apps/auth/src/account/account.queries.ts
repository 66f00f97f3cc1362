import { Injectable } from '@nestjs/common';
import { statement } from '@edu/persistence';
import { authErrors } from '@edu/contracts-auth';
import { AuthDb, type AuthTx } from '../auth.db.ts';
import type { Account } from '../generated/prisma/client.ts';
import { ownerOf, type Address } from './account.domain.ts';

const LOCK = statement({ id: 'uuid' }, 'SELECT FROM account WHERE id = :id FOR UPDATE');

@Injectable()
export class AccountQueries {
  constructor(private readonly db: AuthDb) {}

  find(id: string): Promise<Account | null> {
    return this.db.prisma.account.findUnique({ where: { id } });
  }

  /** The row, locked until the transaction ends. @throws auth.unknown_user */
  async lock(tx: AuthTx, id: string): Promise<Account> {
    const account = await this.findLocked(tx, id);
    if (!account) throw authErrors.unknownUser();
    return account;
  }

  /** The row, locked until the transaction ends, or null. */
  async findLocked(tx: AuthTx, id: string): Promise<Account | null> {
    await tx.execute(LOCK, { id });
    return tx.prisma.account.findUnique({ where: { id } });
  }

  /** The account that has proven this address. */
  findByAddress(address: Address): Promise<Account | null> {
    return this.db.prisma.account.findFirst({ where: ownerOf(address) });
  }
}
