import { Injectable } from '@nestjs/common';
import { Id, type RpcInput, type RpcOutput } from '@edu/contract-kit';
import type { profileRpc } from '@edu/contracts-profile';
import { decodeCursor, statement, toPage } from '@edu/persistence';
import { ProfileDb, type ProfileTx } from '../profile.db.ts';
import { toChanged, WHOLE, type WholeChild } from './family.row.ts';

const LOCK_CHILD = statement({ id: 'uuid' }, 'SELECT FROM child WHERE id = :id FOR UPDATE');

const LOCK_PARENT = statement(
  { parentId: 'uuid' },
  `SELECT pg_advisory_xact_lock(hashtextextended(:parentId::text, 3))`,
);

/** Families; queries of parents look with the parent in their condition. */
@Injectable()
export class FamilyQueries {
  constructor(private readonly db: ProfileDb) {}

  find(id: string, parentId: string): Promise<WholeChild | null> {
    return this.db.prisma.child.findFirst({
      where: { id, parents: { some: { parentId } } },
      include: WHOLE,
    });
  }

  /** The child of an account, while it has parents. */
  findAccount(id: string): Promise<WholeChild | null> {
    return this.db.prisma.child.findFirst({
      where: { id, hasAccount: true, parents: { some: {} } },
      include: WHOLE,
    });
  }

  listOf(parentId: string): Promise<WholeChild[]> {
    return this.db.prisma.child.findMany({
      where: { parents: { some: { parentId } } },
      include: WHOLE,
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    });
  }

  /** The child, locked until the transaction ends: whatever changes a family goes through here. */
  async findLocked(tx: ProfileTx, id: string): Promise<WholeChild | null> {
    await tx.execute(LOCK_CHILD, { id });
    return tx.prisma.child.findUnique({ where: { id }, include: WHOLE });
  }

  /** How many children a parent has, who gets no further one until the transaction ends. */
  async countLocked(tx: ProfileTx, parentId: string): Promise<number> {
    await tx.execute(LOCK_PARENT, { parentId });
    return tx.prisma.childParent.count({ where: { parentId } });
  }

  async names(childIds: string[]): Promise<RpcOutput<typeof profileRpc.childNames>> {
    const rows = await this.db.prisma.child.findMany({
      where: { id: { in: childIds } },
      select: { id: true, firstName: true },
    });
    return { items: rows.map(({ id, firstName }) => ({ childId: id, firstName })) };
  }

  async listSnapshot({
    cursor,
    limit,
  }: RpcInput<typeof profileRpc.listChildSnapshot>): Promise<
    RpcOutput<typeof profileRpc.listChildSnapshot>
  > {
    const after = cursor && decodeCursor(cursor, [Id])[0];
    const rows = await this.db.prisma.child.findMany({
      where: { ...(after && { id: { gt: after } }) },
      include: { parents: WHOLE.parents },
      orderBy: { id: 'asc' },
      take: limit + 1,
    });
    return toPage(rows, limit, toChanged, (row) => [row.id]);
  }
}
