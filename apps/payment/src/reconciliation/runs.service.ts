import { Injectable } from '@nestjs/common';
import { Id, newId, type RpcInput, type RpcOutput } from '@edu/contract-kit';
import { paymentErrors, reconciliationErrors, type paymentRpc } from '@edu/contracts-payment';
import { audit } from '@edu/identity';
import type { Call } from '@edu/messaging';
import { decodeCursor, SQLSTATE, sqlState, toPage } from '@edu/persistence';
import { Clock } from '@edu/service';
import type { ReconciliationRun as RunRow } from '../generated/prisma/client.ts';
import { PaymentDb } from '../payment.db.ts';
import { PspRegistry } from '../psp/psp.registry.ts';
import { movementValues, PUT_MOVEMENTS } from './movements.sql.ts';
import { FILLED, START_RUN, TAKE_PART, type BegunRun } from './run.sql.ts';
import { RunWorker } from './run.worker.ts';
import { isComparable } from './slices.domain.ts';
import { BadStatement, readStatement, type StatementPart } from './statement.domain.ts';

type Run = RpcOutput<typeof paymentRpc.startReconciliation>;

/** Comparisons that finance asks for, and what became of them. */
@Injectable()
export class Runs {
  constructor(
    private readonly db: PaymentDb,
    private readonly psps: PspRegistry,
    private readonly worker: RunWorker,
    private readonly clock: Clock,
  ) {}

  async list({
    cursor,
    limit,
  }: RpcInput<typeof paymentRpc.listReconciliations>): Promise<
    RpcOutput<typeof paymentRpc.listReconciliations>
  > {
    const [before] = cursor ? decodeCursor(cursor, [Id]) : [];
    const rows = await this.db.prisma.reconciliationRun.findMany({
      where: { ...(before && { id: { lt: before } }) },
      orderBy: { id: 'desc' },
      take: limit + 1,
    });
    return {
      ...toPage(rows, limit, toRun, ({ id }) => [id]),
      psps: this.psps.all.map((psp) => ({
        ...{ psp: psp.id, lists: psp.list !== undefined },
        statements: this.psps.statementOf(psp.id) !== undefined,
        balances: psp.balance !== undefined,
      })),
    };
  }

  /** @throws payment.bad_period, unknown_psp, lists_nothing, no_statements, says_no_balance, run_under_way */
  async start(
    { psp, statement, balance, from, to }: RpcInput<typeof paymentRpc.startReconciliation>,
    call: Call,
  ): Promise<Run> {
    const period = { from: new Date(from), to: new Date(to) };
    if (!isComparable(period, this.clock.now())) throw reconciliationErrors.badPeriod();
    const source = this.#sourceOf(psp, { statement, balance });
    const id = newId();
    const row = await this.db.tx(async (tx) => {
      const values = { id, psp: psp ?? null, source, ...period, askedBy: call.actor.userId };
      const state = source === 'statement' ? 'filling' : 'waiting';
      const [begun] = await tx.query(START_RUN, { ...values, state });
      if (!begun) throw reconciliationErrors.runUnderWay();
      await audit(tx, {
        principal: call.principal,
        action: 'reconciliation.started',
        subject: { kind: 'reconciliation', id },
        requestId: call.requestId,
        details: { source, from, to, ...(psp && { psp }) },
      });
      return tx.prisma.reconciliationRun.findUniqueOrThrow({ where: { id } });
    });
    this.worker.wake();
    return toRun(row);
  }

  /** @throws payment.unknown_run, statement_over, part_missing, bad_statement, run_under_way */
  async addStatement({
    id,
    part,
    csv,
    isLast,
  }: RpcInput<typeof paymentRpc.addStatement>): Promise<Run> {
    const found = await this.db.prisma.reconciliationRun.findUnique({ where: { id } });
    if (!found?.psp) throw reconciliationErrors.unknownRun();
    if (found.parts >= part) return toRun(found); // sent again
    if (found.state !== 'filling') throw reconciliationErrors.statementOver();
    const { movements, header } = this.#read(found.psp, csv, found.columns);
    const row = await this.db.tx(async (tx) => {
      const [taken] = await tx.query(TAKE_PART, {
        id,
        part,
        read: movements.length,
        columns: header,
      });
      if (!taken) throw reconciliationErrors.partMissing({ params: { part: found.parts + 1 } });
      if (movements.length > 0) {
        await tx.execute(PUT_MOVEMENTS, movementValues(found.psp!, id, movements));
      }
      if (isLast) await tx.query(FILLED, { id }).catch(refuseSecond);
      return tx.prisma.reconciliationRun.findUniqueOrThrow({ where: { id } });
    });
    if (isLast) this.worker.wake();
    return toRun(row);
  }

  #sourceOf(
    psp: string | undefined,
    { statement, balance }: { statement: boolean; balance: boolean },
  ): BegunRun['source'] {
    if (psp === undefined) {
      if (statement || balance) throw paymentErrors.unknownPsp();
      return 'books';
    }
    const known = this.psps.get(psp);
    if (balance) {
      if (known.balance === undefined) throw reconciliationErrors.saysNoBalance();
      return 'balance';
    }
    if (!statement && known.list === undefined) throw reconciliationErrors.listsNothing();
    if (statement && !this.psps.statementOf(psp)) throw reconciliationErrors.noStatements();
    return statement ? 'statement' : 'list';
  }

  #read(psp: string, csv: string, header: string | null): StatementPart {
    const dialect = this.psps.statementOf(psp);
    if (!dialect) throw reconciliationErrors.noStatements();
    try {
      return readStatement(csv, dialect, header ?? undefined);
    } catch (error) {
      if (!(error instanceof BadStatement)) throw error;
      const { line, fault } = error;
      throw reconciliationErrors.badStatement({ params: { line, fault }, cause: error });
    }
  }
}

function refuseSecond(error: unknown): never {
  throw sqlState(error) === SQLSTATE.uniqueViolation ? reconciliationErrors.runUnderWay() : error;
}

function toRun({ source, state, createdAt, endedAt, from, to, ...row }: RunRow): Run {
  const { id, psp, percent, read, compared, found, gone, failure, askedBy } = row;
  return {
    ...{ id, psp, percent, read, compared, found, gone, failure, askedBy },
    source: source as Run['source'],
    state: state as Run['state'],
    from: from.toISOString(),
    to: to.toISOString(),
    createdAt: createdAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  };
}
