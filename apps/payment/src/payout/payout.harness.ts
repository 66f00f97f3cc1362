import { newId } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { paymentRpc } from '@edu/contracts-payment';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { PaymentBench } from '../payment.harness.ts';
import { openMtnMomoBench, type MtnMomoBench } from '../psp/mtn-momo/mtn-momo.conformance.ts';
import { openPawapayBench, type PawapayBench } from '../psp/pawapay/pawapay.conformance.ts';
import { PayoutPlanner } from './payout-planner.ts';

/** Numbers of operators that take money, and one whose money does not arrive. */
export const ORANGE = '+2250701020304';
export const MTN = '+2250501020304';
export const LOST = '+2290151345089';
/** The holder of every wallet of MTN's simulator. */
export const MTN_HOLDER = 'Aya Kouassi';

/** The service with two psps that pay out, and providers to whom something is payable. */
export class PayoutBench {
  readonly bench: PaymentBench;
  readonly pawapay: PawapayBench;
  readonly mtn: MtnMomoBench;
  /** Of accounts, as auth knows them; all others are called like MTN's holder. */
  readonly names = new Map<string, string>();

  private constructor(bench: PaymentBench, pawapay: PawapayBench, mtn: MtnMomoBench) {
    this.bench = bench;
    this.pawapay = pawapay;
    this.mtn = mtn;
    bench.receiveFrom(pawapay, 'pawapay');
    bench.service.fake(authRpc.names, ({ userIds }) => ({
      items: userIds.map((userId) => ({
        userId,
        displayName: this.names.get(userId) ?? MTN_HOLDER,
      })),
    }));
  }

  static async start(env: Record<string, string> = {}): Promise<PayoutBench> {
    const [pawapay, mtn] = await Promise.all([openPawapayBench(), openMtnMomoBench()]);
    const bench = await PaymentBench.start({
      replicas: 2,
      env: {
        ...{ ...pawapay.env, ...mtn.env },
        ...{ PAYOUT_PAUSE_MS: '0', PAYOUT_APPROVED_FROM: '50000', ORDER_MS: '2000' },
        ...{ JANITOR_INTERVAL_MS: '100', ...env },
      },
    });
    return new PayoutBench(bench, pawapay, mtn);
  }

  async stop(): Promise<void> {
    await this.bench.stop();
    await Promise.all([this.pawapay.close(), this.mtn.close()]);
  }

  heal(): void {
    this.pawapay.faults.reset();
    this.mtn.faults.reset();
  }

  /** A tutor to whom so many francs are payable. */
  async tutor(payable = 0, currency: 'XOF' | 'XAF' = 'XOF'): Promise<TestActor> {
    const tutor = await testActor('tutor', { steppedUpSecondsAgo: 0 });
    if (payable > 0) await this.credit(tutor.userId, payable, currency);
    return tutor;
  }

  /** Earned, as the books have it. */
  async credit(providerId: string, amount: number, currency = 'XOF'): Promise<void> {
    await this.bench.rows(
      `WITH movement AS (
         INSERT INTO ledger_transaction (id, source_type, source_id, purpose)
         VALUES ($1, 'booking', $1, 'compensation') RETURNING id)
       INSERT INTO ledger_entry (transaction_id, account, owner, amount, currency)
       SELECT movement.id, account, owner, amount, $4 FROM movement, (VALUES
         ('platform_costs', 'platform', $3::bigint), ('provider_payable', $2, -$3::bigint))
         AS entry (account, owner, amount)`,
      ...[newId(), providerId, amount, currency],
    );
  }

  /** As if a refund had become credit. */
  async giveCredit(payerId: string, amount: number): Promise<void> {
    await this.bench.rows(
      `WITH movement AS (
         INSERT INTO ledger_transaction (id, source_type, source_id, purpose)
         VALUES ($1, 'refund', $1, 'refund_as_credit') RETURNING id)
       INSERT INTO ledger_entry (transaction_id, account, owner, amount, currency)
       SELECT movement.id, account, owner, amount, 'XOF' FROM movement, (VALUES
         ('credit', $2, -$3::bigint), ('refunds', 'platform', $3::bigint))
         AS entry (account, owner, amount)`,
      ...[newId(), payerId, amount],
    );
  }

  setAccount(phone: string, as: TestActor) {
    return this.bench.service.call(paymentRpc.setPayoutAccount, { phone }, { as });
  }

  removeAccount(as: TestActor, currency: 'XOF' | 'XAF' = 'XOF') {
    return this.bench.service.call(paymentRpc.removePayoutAccount, { currency }, { as });
  }

  payoutsOf(as: TestActor) {
    return this.bench.service.call(paymentRpc.payouts, {}, { as });
  }

  /** What the daily job does, on each of so many replicas at once. */
  async plan(replicas = 1): Promise<void> {
    const services = this.bench.service.instances.slice(0, replicas);
    await Promise.all(services.map(({ app }) => app.get(PayoutPlanner, { strict: false }).run()));
  }

  /** A tutor's only payout, once it has this state. */
  becomes(as: TestActor, state: string) {
    return eventually(async () => {
      const { items } = await this.payoutsOf(as);
      const [payout, ...more] = items;
      if (more.length > 0) throw new Error('there is more than one');
      if (payout?.state !== state) throw new Error(`it is ${payout?.state ?? 'not there'}`);
      return payout;
    });
  }

  /** What everything that a provider has comes to by account, of one currency. */
  async books(providerId: string): Promise<Record<string, number>> {
    const rows = await this.bench.rows(
      `SELECT account, sum(amount)::float8 AS amount FROM ledger_entry
       WHERE transaction_id IN (SELECT transaction_id FROM ledger_entry WHERE owner = $1)
       GROUP BY account HAVING sum(amount) <> 0`,
      providerId,
    );
    return Object.fromEntries(rows.map(({ account, amount }) => [account, amount as number]));
  }
}
