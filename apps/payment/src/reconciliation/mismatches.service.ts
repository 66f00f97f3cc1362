import { Injectable } from '@nestjs/common';
import { Id, type RpcInput, type RpcOutput } from '@edu/contract-kit';
import { reconciliationErrors, type paymentRpc } from '@edu/contracts-payment';
import { audit } from '@edu/identity';
import type { Call } from '@edu/messaging';
import { decodeCursor, toPage } from '@edu/persistence';
import { Clock } from '@edu/service';
import type { Mismatch as MismatchRow } from '../generated/prisma/client.ts';
import { suspenseKept, suspenseReturn } from '../ledger/suspense.postings.ts';
import { post } from '../ledger/ledger.ts';
import { PaymentDb, type PaymentTx } from '../payment.db.ts';
import { LOCK_MISMATCH } from './mismatch.sql.ts';
import { isSuspended, nobodysOf } from './suspense.domain.ts';

type Mismatch = RpcOutput<typeof paymentRpc.takeMismatch>;
type Resolve = RpcInput<typeof paymentRpc.resolveMismatch>;

const LIVE = ['open', 'assigned'];

/** What finance does with what disagrees. Of two that want the same one, its lock lets one be first. */
@Injectable()
export class Mismatches {
  constructor(
    private readonly db: PaymentDb,
    private readonly clock: Clock,
  ) {}

  async list({
    state,
    cursor,
    limit,
  }: RpcInput<typeof paymentRpc.listMismatches>): Promise<
    RpcOutput<typeof paymentRpc.listMismatches>
  > {
    const [before] = cursor ? decodeCursor(cursor, [Id]) : [];
    const rows = await this.db.prisma.mismatch.findMany({
      where: { state: state ?? { in: LIVE }, ...(before && { id: { lt: before } }) },
      orderBy: { id: 'desc' },
      take: limit + 1,
    });
    return toPage(rows, limit, toMismatch, ({ id }) => [id]);
  }

  /** @throws payment.unknown_mismatch, mismatch_taken, mismatch_closed */
  take(id: string, call: Call): Promise<Mismatch> {
    return this.db.tx(async (tx) => {
      const row = await this.#lockLive(tx, id);
      const { userId: ownerId, roles } = call.actor;
      if (row.ownerId === ownerId) return toMismatch(row);
      if (row.ownerId && !roles.includes('admin')) throw reconciliationErrors.mismatchTaken();
      const data = { state: 'assigned', ownerId };
      const taken = await tx.prisma.mismatch.update({ where: { id }, data });
      await this.#record(tx, row, 'mismatch.taken', call);
      return toMismatch(taken);
    });
  }

  /** @throws payment.unknown_mismatch, mismatch_not_taken, mismatch_closed, money_of_nobody, no_money_of_nobody */
  resolve({ id, resolution, reason }: Resolve, call: Call): Promise<Mismatch> {
    return this.db.tx(async (tx) => {
      const row = await this.#lockLive(tx, id);
      if (row.ownerId !== call.actor.userId) throw reconciliationErrors.mismatchNotTaken();
      await this.#settle(tx, row, resolution);
      const data = { state: 'resolved', resolution, reason, closedAt: this.clock.now() };
      const resolved = await tx.prisma.mismatch.update({ where: { id }, data });
      await this.#record(tx, row, 'mismatch.resolved', call, resolution);
      return toMismatch(resolved);
    });
  }

  /** Money of nobody does not stay in suspense when nobody looks for its owner any more. */
  async #settle(tx: PaymentTx, row: MismatchRow, resolution: Resolve['resolution']): Promise<void> {
    if (isSuspended(row)) {
      if (resolution === 'accepted') throw reconciliationErrors.moneyOfNobody();
      const book = resolution === 'kept' ? suspenseKept : suspenseReturn;
      return post(tx, book(nobodysOf(row)));
    }
    if (resolution === 'kept' || resolution === 'sent_back') {
      throw reconciliationErrors.noMoneyOfNobody();
    }
  }

  async #lockLive(tx: PaymentTx, id: string): Promise<MismatchRow> {
    await tx.execute(LOCK_MISMATCH, { id });
    const row = await tx.prisma.mismatch.findUnique({ where: { id } });
    if (!row) throw reconciliationErrors.unknownMismatch();
    if (!LIVE.includes(row.state)) throw reconciliationErrors.mismatchClosed();
    return row;
  }

  #record(
    tx: PaymentTx,
    { id, kind, side }: MismatchRow,
    action: string,
    { principal, requestId }: Call,
    reason?: string,
  ): Promise<void> {
    const subject = { kind: 'mismatch', id };
    return audit(tx, { principal, action, subject, reason, requestId, details: { kind, side } });
  }
}

function toMismatch(row: MismatchRow): Mismatch {
  const { id, psp, subject, paymentId, ownerId, reason } = row;
  return {
    ...{ id, psp, subject, paymentId, ownerId, reason },
    side: row.side as Mismatch['side'],
    kind: row.kind as Mismatch['kind'],
    about: row.about as Mismatch['about'],
    here: said(row.hereAmount, row.hereCurrency, row.hereState),
    there: said(row.thereAmount, row.thereCurrency, row.thereState),
    suspended: isSuspended(row) && LIVE.includes(row.state),
    happenedAt: row.happenedAt.toISOString(),
    state: row.state as Mismatch['state'],
    resolution: row.resolution as Mismatch['resolution'],
    foundAt: row.foundAt.toISOString(),
    lastFoundAt: row.lastFoundAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
  };
}

function said(amount: bigint | null, currency: string | null, state: string | null) {
  if (amount === null && state === null) return null;
  return { amount: amount === null ? null : Number(amount), currency, state };
}
