import { Injectable } from '@nestjs/common';
import { Id, newId, type RpcInput, type RpcOutput } from '@edu/contract-kit';
import { adjustmentErrors, paymentEvents, paymentRpc } from '@edu/contracts-payment';
import { audit } from '@edu/identity';
import type { Call } from '@edu/messaging';
import { decodeCursor, idempotencyScope, idempotent, toPage } from '@edu/persistence';
import { Clock } from '@edu/service';
import { AccountNames } from '../account/account-names.ts';
import { PaymentConfig } from '../app.config.ts';
import type { Adjustment as AdjustmentRow } from '../generated/prisma/client.ts';
import { payableTo } from '../ledger/balances.ts';
import { isPerson } from '../ledger/ledger.domain.ts';
import { post } from '../ledger/ledger.ts';
import { PaymentDb, type PaymentTx } from '../payment.db.ts';
import { toMoney } from '../payment/payment.row.ts';
import { faultOf, mostOf, type Proposal } from './adjustment.domain.ts';
import { adjustmentPolicies } from './adjustment.policies.ts';
import { adjustment, toAdjustment, usersOf } from './adjustment.row.ts';
import { refuseLessOpen } from './conversions.service.ts';
import { COUNT_WAITING, LOCK_ADJUSTMENT, LOCK_PAYABLE } from './adjustment.sql.ts';

type Made = RpcOutput<typeof paymentRpc.proposeAdjustment>;

/** What two people of finance put right in the books. */
@Injectable()
export class Adjustments {
  constructor(
    private readonly db: PaymentDb,
    private readonly names: AccountNames,
    private readonly config: PaymentConfig,
    private readonly clock: Clock,
  ) {}

  async list(
    { state, cursor, limit }: RpcInput<typeof paymentRpc.listAdjustments>,
    { actor }: Call,
  ): Promise<RpcOutput<typeof paymentRpc.listAdjustments>> {
    const [before] = cursor ? decodeCursor(cursor, [Id]) : [];
    const [rows, [count]] = await Promise.all([
      this.db.prisma.adjustment.findMany({
        where: { state, ...(before && { id: { lt: before } }) },
        ...{ orderBy: { id: 'desc' }, take: limit + 1 },
      }),
      this.db.query(COUNT_WAITING, { userId: actor.userId }),
    ]);
    const names = await this.names.of(rows.flatMap(usersOf).filter(isPerson));
    const nameOf = (id: string) => names.get(id) ?? null;
    const page = toPage(
      rows,
      limit,
      (row) => toAdjustment(row, nameOf),
      ({ id }) => [id],
    );
    return { ...page, waiting: count!.waiting };
  }

  /**
   * @throws payment.adjustment_too_large, adjustment_sides, adjustment_owner, adjustment_own; those of an
   *   Idempotency-Key
   */
  async propose(input: Proposal, call: Call): Promise<Made> {
    const { debit, credit, currency, reason, reference } = input;
    await this.#refuseBad(input, call);
    const scope = idempotencyScope(paymentRpc.proposeAdjustment, call, input);
    return idempotent(this.db, scope, call, async (tx) => {
      const id = newId();
      await tx.prisma.adjustment.create({
        data: {
          ...{ id, currency, reason, reference, amount: BigInt(input.amount) },
          ...{ debitAccount: debit.account, debitOwner: debit.owner },
          ...{ creditAccount: credit.account, creditOwner: credit.owner },
          ...{ proposedBy: call.actor.userId, proposedAt: this.clock.now() },
        },
      });
      await this.#log(tx, call, 'adjustment.proposed', id);
      return { id };
    });
  }

  /**
   * It is in the books from then on.
   *
   * @throws payment.adjustment_not_found, adjustment_second_person, adjustment_own, adjustment_decided,
   *   adjustment_short, conversion_short; those of an Idempotency-Key
   */
  async approve(input: RpcInput<typeof paymentRpc.approveAdjustment>, call: Call): Promise<Made> {
    const { id } = input;
    const scope = idempotencyScope(paymentRpc.approveAdjustment, call, input);
    return idempotent(this.db, scope, call, async (tx) => {
      const row = await this.#proposed(tx, id, call);
      await this.#refuseShort(tx, row);
      await refuseLessOpen(tx, row);
      const decided = { decidedBy: call.actor.userId, decidedAt: this.clock.now() };
      await tx.prisma.adjustment.update({ where: { id }, data: { state: 'approved', ...decided } });
      await post(tx, adjustment(row));
      await this.#announce(tx, row);
      await this.#log(tx, call, 'adjustment.approved', id);
      return { id };
    });
  }

  /**
   * @throws payment.adjustment_not_found, adjustment_second_person, adjustment_own, adjustment_decided; those
   *   of an Idempotency-Key
   */
  async refuse(input: RpcInput<typeof paymentRpc.refuseAdjustment>, call: Call): Promise<Made> {
    const { id, reason: refusal } = input;
    const scope = idempotencyScope(paymentRpc.refuseAdjustment, call, input);
    return idempotent(this.db, scope, call, async (tx) => {
      await this.#proposed(tx, id, call);
      const decided = { decidedBy: call.actor.userId, decidedAt: this.clock.now() };
      const data = { state: 'refused', refusal, ...decided };
      await tx.prisma.adjustment.update({ where: { id }, data });
      await this.#log(tx, call, 'adjustment.refused', id);
      return { id };
    });
  }

  async #refuseBad(proposal: Proposal, { principal }: Call): Promise<void> {
    const { debit, credit, currency } = proposal;
    const francs = this.config.ADJUSTMENT_MAX;
    const fault = faultOf(proposal, francs);
    if (fault === 'adjustmentTooLarge') {
      throw adjustmentErrors.adjustmentTooLarge({ params: { most: mostOf(currency, francs) } });
    }
    if (fault) throw adjustmentErrors[fault]();
    const sides = { debitOwner: debit.owner, creditOwner: credit.owner };
    adjustmentPolicies.check('adjustment.make', principal, sides);
    const people = Object.values(sides).filter(isPerson);
    const known = await this.names.of(people);
    if (people.some((id) => !known.has(id))) throw adjustmentErrors.adjustmentOwner();
  }

  /** The adjustment, if it waits for somebody like the caller; nobody else decides about it meanwhile. */
  async #proposed(tx: PaymentTx, id: string, { principal, actor }: Call): Promise<AdjustmentRow> {
    await tx.execute(LOCK_ADJUSTMENT, { id });
    const found = await tx.prisma.adjustment.findUnique({ where: { id } });
    const row = adjustmentPolicies.check('adjustment.make', principal, found);
    if (row.proposedBy === actor.userId) throw adjustmentErrors.adjustmentSecondPerson();
    if (row.state !== 'proposed') throw adjustmentErrors.adjustmentDecided();
    return row;
  }

  /** A provider never owes the platform by it. */
  async #refuseShort(tx: PaymentTx, row: AdjustmentRow): Promise<void> {
    const { debitAccount, debitOwner: providerId, currency, amount } = row;
    if (debitAccount !== 'provider_payable') return;
    await tx.execute(LOCK_PAYABLE, { providerId, currency });
    if ((await payableTo(tx, providerId, currency)) < amount) {
      throw adjustmentErrors.adjustmentShort();
    }
  }

  #announce(tx: PaymentTx, row: AdjustmentRow): Promise<void> {
    const sides = [
      { account: row.debitAccount, providerId: row.debitOwner, isCredit: false },
      { account: row.creditAccount, providerId: row.creditOwner, isCredit: true },
    ];
    const payable = sides.filter(({ account }) => account === 'provider_payable');
    return tx.emit(paymentEvents.ledgerAdjusted, {
      ...{ adjustmentId: row.id, amount: toMoney(row), at: this.clock.now().toISOString() },
      providers: payable.map(({ providerId, isCredit }) => ({ providerId, isCredit })),
    });
  }

  /** Why is with the adjustment and not in the audit log, from which nothing can be erased. */
  #log(tx: PaymentTx, { principal, requestId }: Call, action: string, id: string): Promise<void> {
    return audit(tx, { principal, action, subject: { kind: 'adjustment', id }, requestId });
  }
}
