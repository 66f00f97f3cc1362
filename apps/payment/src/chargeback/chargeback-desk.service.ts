import { Injectable } from '@nestjs/common';
import type { RpcInput, RpcOutput } from '@edu/contract-kit';
import { chargebackErrors, paymentRpc } from '@edu/contracts-payment';
import { audit } from '@edu/identity';
import type { Call } from '@edu/messaging';
import { idempotencyScope, idempotent, statement } from '@edu/persistence';
import { Clock } from '@edu/service';
import { AccountNames } from '../account/account-names.ts';
import { PaymentDb } from '../payment.db.ts';
import { PARTS, stateOf, toChargeback } from './chargeback.row.ts';
import { ChargebackFees } from './chargeback-fees.ts';
import { ChargebackFiles } from './chargeback-files.ts';
import { ChargebackWorker } from './chargeback.worker.ts';

/** Of those that are open, and of those that have ended; all names are asked for at once. */
const MOST = 50;
const LINK_S = 300;
const WITH_PAYER = { ...PARTS, payment: { select: { payerId: true } } } as const;
const LOCK = statement({ id: 'uuid' }, 'SELECT FROM chargeback WHERE id = :id FOR UPDATE');

/** What finance reads of chargebacks, and decides. */
@Injectable()
export class ChargebackDesk {
  constructor(
    private readonly db: PaymentDb,
    private readonly names: AccountNames,
    private readonly fees: ChargebackFees,
    private readonly files: ChargebackFiles,
    private readonly worker: ChargebackWorker,
    private readonly clock: Clock,
  ) {}

  async list(): Promise<RpcOutput<typeof paymentRpc.chargebacks>> {
    const [open, closed] = await Promise.all([
      this.db.prisma.chargeback.findMany({
        ...{ where: { closedAt: null }, include: WITH_PAYER, take: MOST },
        orderBy: [{ answerBy: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
      }),
      this.db.prisma.chargeback.findMany({
        ...{ where: { closedAt: { not: null } }, include: WITH_PAYER, take: MOST },
        orderBy: [{ closedAt: 'desc' }, { id: 'asc' }],
      }),
    ]);
    const rows = [...open, ...closed];
    const [names, fees] = await Promise.all([
      this.names.of(rows.map(({ payment }) => payment.payerId)),
      this.fees.of(rows.map(({ id }) => id)),
    ]);
    const nameOf = (id: string) => names.get(id) ?? null;
    return {
      items: rows.map((row) =>
        toChargeback(row, nameOf, {
          ...{ payerId: row.payment.payerId, fees: fees.get(row.id) ?? {} },
        }),
      ),
    };
  }

  /** @throws payment.chargeback_not_found, chargeback_no_file */
  async file({
    id,
  }: RpcInput<typeof paymentRpc.chargebackFile>): Promise<
    RpcOutput<typeof paymentRpc.chargebackFile>
  > {
    const row = await this.db.prisma.chargeback.findUnique({ where: { id } });
    if (!row) throw chargebackErrors.chargebackNotFound();
    if (!row.fileKey) throw chargebackErrors.chargebackNoFile();
    const url = await this.files.link(id, row.fileKey, LINK_S);
    const expiresAt = new Date(this.clock.now().getTime() + LINK_S * 1_000);
    return { url, expiresAt: expiresAt.toISOString() };
  }

  /** @throws payment.chargeback_not_found, chargeback_decided; those of an Idempotency-Key */
  async decide(
    input: RpcInput<typeof paymentRpc.decideChargeback>,
    call: Call,
  ): Promise<RpcOutput<typeof paymentRpc.decideChargeback>> {
    const { id, decision, reason } = input;
    const { principal, requestId, actor } = call;
    const scope = idempotencyScope(paymentRpc.decideChargeback, call, input);
    const decided = await idempotent(this.db, scope, call, async (tx) => {
      await tx.execute(LOCK, { id });
      const row = await tx.prisma.chargeback.findUnique({ where: { id } });
      if (!row) throw chargebackErrors.chargebackNotFound();
      if (stateOf(row) !== 'open' || row.decision) throw chargebackErrors.chargebackDecided();
      await tx.prisma.chargeback.update({
        where: { id },
        data: {
          ...{ decision, decidedBy: actor.userId, refusal: null },
          // Here and not in the audit log, from which nothing can be erased: they may name people.
          words: reason,
          ...{ dueAt: this.clock.now(), attempts: 0 },
        },
      });
      const subject = { kind: 'chargeback', id };
      const action = `chargeback.${decision === 'answer' ? 'answered' : 'accepted'}`;
      await audit(tx, { principal, action, subject, requestId });
      return { id };
    });
    this.worker.wake();
    return decided;
  }
}
