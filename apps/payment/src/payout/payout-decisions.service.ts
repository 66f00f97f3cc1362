import { Injectable } from '@nestjs/common';
import { newId, type RpcInput, type RpcOutput } from '@edu/contract-kit';
import { paymentRpc, payoutErrors } from '@edu/contracts-payment';
import { audit } from '@edu/identity';
import type { Call } from '@edu/messaging';
import { idempotencyScope, idempotent } from '@edu/persistence';
import { Clock } from '@edu/service';
import { AccountNames } from '../account/account-names.ts';
import type { Payout as PayoutRow } from '../generated/prisma/client.ts';
import { PaymentDb, type PaymentTx } from '../payment.db.ts';
import { APPROVERS } from './payout.domain.ts';
import { payoutPolicies } from './payout.policies.ts';
import { isEarned, statusOf, toHeld, toStaffPayout, toWaiting } from './payout.row.ts';
import { HOLD_ACCOUNT, LOCK_ACCOUNT } from './payout.sql.ts';
import { PayoutUpdater } from './payout.updater.ts';
import { PayoutWorker } from './payout.worker.ts';
import { LIST_HELD } from './suspension.sql.ts';

type Decided = RpcOutput<typeof paymentRpc.approvePayout>;

/** Of each list; all names are asked for at once. */
const MOST = 50;
const FAILED_FOR_MS = 30 * 86_400_000;
const WITH_APPROVALS = { approvals: { orderBy: { at: 'asc' } } } as const;

/** What finance decides. */
@Injectable()
export class PayoutDecisions {
  constructor(
    private readonly db: PaymentDb,
    private readonly updater: PayoutUpdater,
    private readonly worker: PayoutWorker,
    private readonly names: AccountNames,
    private readonly clock: Clock,
  ) {}

  async list(): Promise<RpcOutput<typeof paymentRpc.staffPayouts>> {
    const since = new Date(this.clock.now().getTime() - FAILED_FOR_MS);
    const [toApprove, failed, accounts, held] = await Promise.all([
      this.db.prisma.payout.findMany({
        ...{ where: { status: 'awaiting_approval' }, include: WITH_APPROVALS },
        ...{ orderBy: { id: 'asc' }, take: MOST },
      }),
      this.db.prisma.payout.findMany({
        where: { status: 'failed', updatedAt: { gte: since } },
        ...{ include: WITH_APPROVALS, orderBy: { updatedAt: 'desc' }, take: MOST },
      }),
      this.db.prisma.payoutAccount.findMany({
        ...{ where: { waitsFor: { not: null } }, orderBy: { changedAt: 'asc' }, take: MOST },
      }),
      this.db.query(LIST_HELD, { most: MOST }),
    ]);
    const people = [...toApprove, ...failed, ...held].map(({ providerId }) => providerId);
    const names = await this.names.of(people);
    const nameOf = (id: string) => names.get(id) ?? null;
    return {
      toApprove: toApprove.map((row) => toStaffPayout(row, nameOf)),
      failed: failed.map((row) => toStaffPayout(row, nameOf)),
      accounts: accounts.map(toWaiting),
      held: held.map((row) => toHeld(row, nameOf)),
    };
  }

  /**
   * The second yes sends it on its way.
   *
   * @throws payment.payout_not_found, payout_own, payout_not_awaiting, payout_second_person; those of an
   *   Idempotency-Key
   */
  async approve(input: RpcInput<typeof paymentRpc.approvePayout>, call: Call): Promise<Decided> {
    const { id } = input;
    const scope = idempotencyScope(paymentRpc.approvePayout, call, input);
    const decided = await idempotent(this.db, scope, call, async (tx) => {
      const { providerId } = await this.awaiting(tx, id, call);
      const approverId = call.actor.userId;
      const said = await tx.prisma.payoutApproval.findMany({ where: { payoutId: id } });
      if (said.some((one) => one.approverId === approverId))
        throw payoutErrors.payoutSecondPerson();
      const now = this.clock.now();
      await tx.prisma.payoutApproval.create({
        data: { payoutId: id, providerId, approverId, at: now },
      });
      if (said.length + 1 >= APPROVERS) {
        const data = { status: 'planned', dueAt: now, updatedAt: now };
        await tx.prisma.payout.update({ where: { id }, data });
      }
      await this.log(tx, call, { action: 'payout.approved', kind: 'payout', id });
      return { id };
    });
    this.worker.wake();
    return decided;
  }

  /** @throws payment.payout_not_found, payout_own, payout_not_awaiting; those of an Idempotency-Key */
  async refuse(input: RpcInput<typeof paymentRpc.refusePayout>, call: Call): Promise<Decided> {
    const { id, reason } = input;
    const scope = idempotencyScope(paymentRpc.refusePayout, call, input);
    return idempotent(this.db, scope, call, async (tx) => {
      const row = await this.awaiting(tx, id, call);
      await this.updater.fail(tx, row, 'refused_by_us');
      const { providerId, currency, createdAt: since } = row;
      if (isEarned(row)) await tx.execute(HOLD_ACCOUNT, { providerId, currency, since });
      const decision = { action: 'payout.refused', kind: 'payout', id } as const;
      await this.log(tx, call, decision, { providerId, said: reason });
      return { id };
    });
  }

  /** @throws payment.payout_account_not_found, payout_own; those of an Idempotency-Key */
  async decideAccount(
    input: RpcInput<typeof paymentRpc.decidePayoutAccount>,
    call: Call,
  ): Promise<Decided> {
    const { id, accept, reason } = input;
    const scope = idempotencyScope(paymentRpc.decidePayoutAccount, call, input);
    return idempotent(this.db, scope, call, async (tx) => {
      await tx.execute(LOCK_ACCOUNT, { id });
      const row = await tx.prisma.payoutAccount.findUnique({ where: { id } });
      const { providerId } = payoutPolicies.check('payout_account.decide', call.principal, row);
      const data = accept ? { waitsFor: null, failures: 0 } : { waitsFor: 'refused' };
      await tx.prisma.payoutAccount.update({ where: { id }, data });
      const action = accept ? 'payout_account.accepted' : 'payout_account.refused';
      const decision = { action, kind: 'payout account', id } as const;
      await this.log(tx, call, decision, { providerId, said: reason });
      return { id };
    });
  }

  /** The payout, if it waits for a yes and is not the caller's own. */
  private async awaiting(tx: PaymentTx, id: string, { principal }: Call): Promise<PayoutRow> {
    const found = await this.updater.find(tx, id);
    const row = payoutPolicies.check('payout.decide', principal, found);
    if (statusOf(row) !== 'awaiting_approval') throw payoutErrors.payoutNotAwaiting();
    return row;
  }

  /** @param note why, in words that may name people: they stay out of the audit log, which is for ever */
  private async log(
    tx: PaymentTx,
    { principal, requestId, actor }: Call,
    { action, kind, id }: { action: string; kind: 'payout' | 'payout account'; id: string },
    note?: { readonly providerId: string; readonly said: string },
  ): Promise<void> {
    await audit(tx, { principal, action, subject: { kind, id }, requestId });
    if (!note) return;
    const about = { action, subjectId: id, authorId: actor.userId, at: this.clock.now() };
    await tx.prisma.payoutNote.create({ data: { id: newId(), ...about, ...note } });
  }
}
