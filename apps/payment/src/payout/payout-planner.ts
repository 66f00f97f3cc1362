import { Injectable } from '@nestjs/common';
import { newId } from '@edu/contract-kit';
import { Clock, Log } from '@edu/service';
import { Work } from '@edu/work';
import type { PayoutAccount as AccountRow } from '../generated/prisma/client.ts';
import { payableTo } from '../ledger/balances.ts';
import { PaymentDb, type PaymentTx } from '../payment.db.ts';
import { firstStatus, isPayable, plannedAmount } from './payout.domain.ts';
import { planPayout } from './new-payout.ts';
import { currencyOf } from './payout.row.ts';
import { LIST_PAYABLE_ACCOUNTS, LOCK_ACCOUNT } from './payout.sql.ts';
import { PAY_DAY, PayoutTerms } from './payout-terms.ts';
import { PayoutWorker } from './payout.worker.ts';
import { FIND_SUSPENDED } from './suspension.sql.ts';

/** Numbers that are looked at together, so that a run over many holds nothing for long. */
const PAGE = 100;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** Once a day: whatever is payable to somebody with a number becomes a payout. */
@Injectable()
export class PayoutPlanner {
  constructor(
    private readonly db: PaymentDb,
    private readonly terms: PayoutTerms,
    private readonly worker: PayoutWorker,
    private readonly clock: Clock,
    private readonly log: Log,
    work: Work,
  ) {
    work.daily({ name: 'plan payouts', ...PAY_DAY, run: () => this.run() });
  }

  /**
   * May be repeated: nobody has two payouts of one currency at once, and what is on its way is not payable.
   *
   * @throws AggregateError of those that could not be planned, after all others
   */
  async run(): Promise<void> {
    const batchId = newId();
    const errors: unknown[] = [];
    let planned = 0;
    for (let after = FIRST; ;) {
      const values = { after, now: this.clock.now(), most: PAGE };
      const rows = await this.db.query(LIST_PAYABLE_ACCOUNTS, values);
      for (const { id } of rows) {
        await this.db
          .tx((tx) => this.plan(tx, batchId, id))
          .then(
            (isPlanned) => {
              planned += Number(isPlanned);
            },
            (error: unknown) => errors.push(error),
          );
      }
      if (rows.length < PAGE) break;
      after = rows.at(-1)!.id;
    }
    this.worker.wake();
    this.log.info({ batchId, planned, failed: errors.length }, 'payouts planned');
    if (errors.length > 0) throw new AggregateError(errors, 'some payouts could not be planned');
  }

  /** @returns whether there is one; what has changed since the number was listed decides */
  private async plan(tx: PaymentTx, batchId: string, accountId: string): Promise<boolean> {
    await tx.execute(LOCK_ACCOUNT, { id: accountId });
    const account = await tx.prisma.payoutAccount.findUnique({ where: { id: accountId } });
    if (!account || !isPayable(account, this.clock.now())) return false;
    const { providerId, currency } = account;
    const [held] = await tx.query(FIND_SUSPENDED, { userId: providerId });
    if (held) return false;
    const open = { paidFrom: 'earnings', status: { notIn: ['paid', 'failed'] } };
    if (await tx.prisma.payout.findFirst({ where: { providerId, currency, ...open } }))
      return false;
    const bounds = this.terms.bounds(account.psp, currencyOf(account));
    const payable = await payableTo(tx, providerId, currency);
    const amount = bounds && plannedAmount(payable, this.terms.rules, bounds);
    if (amount === null) return false;
    await this.insert(tx, batchId, account, amount);
    return true;
  }

  private async insert(
    tx: PaymentTx,
    batchId: string,
    { providerId, psp, operator, phone, country, holderName: name, currency }: AccountRow,
    amount: bigint,
  ): Promise<void> {
    const now = this.clock.now();
    await planPayout(
      tx,
      {
        ...{ batchId, providerId, amount, currency, psp, operator },
        paidFrom: 'earnings',
        status: firstStatus(amount, this.terms.rules),
        payee: { phone, country, name },
        from: now,
      },
      now,
    );
  }
}
