import { Injectable } from '@nestjs/common';
import { Id, newId, type Currency, type RpcInput, type RpcOutput } from '@edu/contract-kit';
import { paymentEvents, paymentRpc, reserveErrors } from '@edu/contracts-payment';
import { audit } from '@edu/identity';
import type { Call } from '@edu/messaging';
import { decodeCursor, idempotencyScope, idempotent, toPage } from '@edu/persistence';
import { Clock } from '@edu/service';
import { AccountNames } from '../account/account-names.ts';
import { lockPayable } from '../ledger/balances.ts';
import { PaymentDb, type PaymentTx } from '../payment.db.ts';
import { reservePolicies } from './reserve.policies.ts';
import { toProviderReserve, toRule, usersOf } from './reserve.row.ts';
import { KEPT_BY, RELEASE_SET } from './reserve.sql.ts';
import { ReserveWorker } from './reserve.worker.ts';

type Decided = RpcOutput<typeof paymentRpc.setReserve>;

/** What finance keeps of single providers, whatever the rules say. */
@Injectable()
export class ProviderReserves {
  constructor(
    private readonly db: PaymentDb,
    private readonly names: AccountNames,
    private readonly worker: ReserveWorker,
    private readonly clock: Clock,
  ) {}

  async list({
    state,
    cursor,
    limit,
  }: RpcInput<typeof paymentRpc.listReserves>): Promise<RpcOutput<typeof paymentRpc.listReserves>> {
    const [before] = cursor ? decodeCursor(cursor, [Id]) : [];
    const rows = await this.db.prisma.providerReserve.findMany({
      where: {
        liftedAt: state === 'live' ? null : { not: null },
        ...(before && { id: { lt: before } }),
      },
      ...{ orderBy: { id: 'desc' }, take: limit + 1 },
    });
    const [names, sums] = await Promise.all([
      this.names.of(rows.flatMap(usersOf)),
      this.db.query(KEPT_BY, { setIds: rows.map(({ id }) => id) }),
    ]);
    const keptBy = new Map(sums.map(({ setId, kept }) => [setId, BigInt(kept)]));
    return toPage(
      rows,
      limit,
      (row) => toProviderReserve(row, keptBy.get(row.id) ?? 0n, (id) => names.get(id) ?? null),
      ({ id }) => [id],
    );
  }

  /** Those that hold, and those to come. */
  async rules(): Promise<RpcOutput<typeof paymentRpc.reserveRules>> {
    const rows = await this.db.prisma.reserveRule.findMany({
      where: { OR: [{ validUntil: null }, { validUntil: { gt: this.clock.now() } }] },
      orderBy: [{ kind: 'asc' }, { currency: 'asc' }, { validFrom: 'asc' }],
    });
    return { items: rows.map(toRule) };
  }

  /** @throws payment.reserve_own, reserve_provider, reserve_stands; those of an Idempotency-Key */
  async set(input: RpcInput<typeof paymentRpc.setReserve>, call: Call): Promise<Decided> {
    const { providerId, currency, bps, days, reason } = input;
    reservePolicies.check('reserve.decide', call.principal, { providerId });
    const known = await this.names.of([providerId]);
    if (!known.has(providerId)) throw reserveErrors.reserveProvider();
    const scope = idempotencyScope(paymentRpc.setReserve, call, input);
    return idempotent(this.db, scope, call, async (tx) => {
      await lockPayable(tx, providerId);
      const where = { providerId, currency, liftedAt: null };
      if (await tx.prisma.providerReserve.findFirst({ where })) throw reserveErrors.reserveStands();
      const [id, setAt] = [newId(), this.clock.now()];
      await tx.prisma.providerReserve.create({
        data: { id, providerId, currency, bps, days, reason, setBy: call.actor.userId, setAt },
      });
      await tx.emit(paymentEvents.reserveSet, {
        ...{ reserveId: id, providerId, currency, bps, days, at: setAt.toISOString() },
      });
      await this.#log(tx, call, 'reserve.set', id);
      return { id };
    });
  }

  /**
   * What was kept by it is released at once.
   *
   * @throws payment.reserve_not_found, reserve_own, reserve_lifted; those of an Idempotency-Key
   */
  async lift(input: RpcInput<typeof paymentRpc.liftReserve>, call: Call): Promise<Decided> {
    const { id, reason: liftReason } = input;
    const { principal, actor } = call;
    const scope = idempotencyScope(paymentRpc.liftReserve, call, input);
    const lifted = await idempotent(this.db, scope, call, async (tx) => {
      const found = await tx.prisma.providerReserve.findUnique({ where: { id } });
      const { providerId, ...row } = reservePolicies.check('reserve.decide', principal, found);
      // Whoever keeps something by it right now is waited for, and nobody keeps anything by it afterwards.
      await lockPayable(tx, providerId);
      const liftedAt = this.clock.now();
      const { count } = await tx.prisma.providerReserve.updateMany({
        where: { id, liftedAt: null },
        data: { liftedBy: actor.userId, liftedAt, liftReason },
      });
      if (count === 0) throw reserveErrors.reserveLifted();
      await tx.execute(RELEASE_SET, { setId: id });
      await tx.emit(paymentEvents.reserveLifted, {
        ...{ reserveId: id, providerId, at: liftedAt.toISOString() },
        currency: row.currency as Currency,
      });
      await this.#log(tx, call, 'reserve.lifted', id);
      return { id };
    });
    this.worker.wake();
    return lifted;
  }

  /** Why is with the reserve and not in the audit log, from which nothing can be erased. */
  #log(tx: PaymentTx, { principal, requestId }: Call, action: string, id: string): Promise<void> {
    return audit(tx, { principal, action, subject: { kind: 'reserve', id }, requestId });
  }
}
