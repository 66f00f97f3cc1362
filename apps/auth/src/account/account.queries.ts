import { Injectable } from '@nestjs/common';
import { AuthDb } from '../auth.db.ts';
import type { Account } from '../generated/prisma/client.ts';
import { addressField, addressText, type Address } from './account.domain.ts';

@Injectable()
export class AccountQueries {
  constructor(private readonly db: AuthDb) {}

  find(id: string): Promise<Account | null> {
    return this.db.prisma.account.findUnique({ where: { id } });
  }

  /** The account that has proven this address. */
  findByAddress(address: Address): Promise<Account | null> {
    const where = addressField(address.channel, addressText(address));
    return this.db.prisma.account.findFirst({ where });
  }
}
