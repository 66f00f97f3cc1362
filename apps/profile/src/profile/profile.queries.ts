import { Injectable } from '@nestjs/common';
import { Id, type RpcInput, type RpcOutput } from '@edu/contract-kit';
import { profileErrors, type Listing, type Profile, type profileRpc } from '@edu/contracts-profile';
import { decodeCursor, statement, toPage } from '@edu/persistence';
import type { Profile as ProfileRow } from '../generated/prisma/client.ts';
import { ProfileDb, type ProfileTx } from '../profile.db.ts';
import { toListing, toProfile } from './profile.row.ts';

const LOCK = statement(
  { providerId: 'uuid' },
  'SELECT FROM profile WHERE provider_id = :providerId FOR UPDATE',
);

@Injectable()
export class ProfileQueries {
  constructor(private readonly db: ProfileDb) {}

  /** @throws profile.not_found */
  async get(providerId: string): Promise<Profile> {
    const row = await this.db.prisma.profile.findUnique({ where: { providerId } });
    if (!row) throw profileErrors.notFound();
    return toProfile(row);
  }

  find(providerId: string): Promise<ProfileRow | null> {
    return this.db.prisma.profile.findUnique({ where: { providerId } });
  }

  /** The row, locked until the transaction ends. @throws profile.not_found */
  async lock(tx: ProfileTx, providerId: string): Promise<ProfileRow> {
    const row = await this.findLocked(tx, providerId);
    if (!row) throw profileErrors.notFound();
    return row;
  }

  async findLocked(tx: ProfileTx, providerId: string): Promise<ProfileRow | null> {
    await tx.execute(LOCK, { providerId });
    return tx.prisma.profile.findUnique({ where: { providerId } });
  }

  /**
   * A draft answers like an id that nobody has.
   *
   * @param address the provider's id, or a readable end of the address, of before too
   * @throws profile.not_found
   */
  async getListing(address: string): Promise<Listing> {
    const is = Id.safeParse(address).success
      ? { providerId: address }
      : { slugs: { some: { slug: address } } };
    const row = await this.db.prisma.profile.findFirst({ where: { ...is, state: 'published' } });
    if (!row) throw profileErrors.notFound();
    return toListing(row);
  }

  async names(providerIds: string[]): Promise<RpcOutput<typeof profileRpc.names>> {
    const items = await this.db.prisma.profile.findMany({
      where: { providerId: { in: providerIds } },
      select: { providerId: true, displayName: true },
    });
    return { items };
  }

  async listSnapshot({
    cursor,
    limit,
  }: RpcInput<typeof profileRpc.listSnapshot>): Promise<RpcOutput<typeof profileRpc.listSnapshot>> {
    const after = cursor && decodeCursor(cursor, [Id])[0];
    const rows = await this.db.prisma.profile.findMany({
      where: { state: 'published', ...(after && { providerId: { gt: after } }) },
      orderBy: { providerId: 'asc' },
      take: limit + 1,
    });
    return toPage(rows, limit, toListing, (row) => [row.providerId]);
  }
}
