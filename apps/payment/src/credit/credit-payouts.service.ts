import { Injectable } from '@nestjs/common';
import { formatMoney, newId, type Locale, type RpcInput, type RpcOutput } from '@edu/contract-kit';
import { creditErrors, paymentEvents, paymentRpc } from '@edu/contracts-payment';
import { audit } from '@edu/identity';
import type { Call } from '@edu/messaging';
import { findStoredAnswer, idempotencyScope, idempotent } from '@edu/persistence';
import { Clock } from '@edu/service';
import { PaymentConfig } from '../app.config.ts';
import { heldCreditOf } from '../ledger/balances.ts';
import { PaymentDb, type PaymentTx } from '../payment.db.ts';
import { isSameName } from '../payout/holder-name.ts';
import { planPayout } from '../payout/new-payout.ts';
import { firstStatus, plannedAmount } from '../payout/payout.domain.ts';
import { PayoutTerms } from '../payout/payout-terms.ts';
import type { PayableWallet } from '../payout/payout-wallets.ts';
import { PayoutWorker } from '../payout/payout.worker.ts';
import { FIND_SUSPENDED, LOCK_CREDIT_PAYOUTS } from '../payout/suspension.sql.ts';
import { CreditPayees, type Payee } from './credit-payees.ts';
import { toCreditPayout } from './credit.row.ts';

type CreditPayout = RpcOutput<typeof paymentRpc.payOutCredit>;

/** Credit that its owner wants as money. */
@Injectable()
export class CreditPayouts {
  constructor(
    private readonly db: PaymentDb,
    private readonly payees: CreditPayees,
    private readonly terms: PayoutTerms,
    private readonly worker: PayoutWorker,
    private readonly config: PaymentConfig,
    private readonly clock: Clock,
  ) {}

  /**
   * The number and its wallet are asked about before anything is written.
   *
   * @throws payment.too_little_credit, credit_payout_open, credit_held; what `CreditPayees` throws; those of an
   *   Idempotency-Key
   */
  async make(input: RpcInput<typeof paymentRpc.payOutCredit>, call: Call): Promise<CreditPayout> {
    const scope = idempotencyScope(paymentRpc.payOutCredit, call, input);
    const stored = await findStoredAnswer(this.db, scope, call);
    if (stored) return stored;
    const payee = await this.payees.of(input.currency, call);
    const made = await idempotent(this.db, scope, call, (tx) => this.plan(tx, payee, call));
    this.worker.wake();
    return made;
  }

  private async plan(tx: PaymentTx, payee: Payee, call: Call): Promise<CreditPayout> {
    const { currency, psp, operator, phone, country, name: walletName } = payee.wallet;
    const { userId: providerId } = call.actor;
    const amount = await this.amountOf(tx, providerId, payee.wallet, call.locale);
    const now = this.clock.now();
    const differs = walletName !== null && !isSameName(payee.name, walletName);
    const planned = await planPayout(
      tx,
      {
        ...{ batchId: newId(), providerId, amount, currency, psp, operator },
        paidFrom: 'credit',
        payee: { phone, country, name: payee.name, ...(differs && { walletName }) },
        status: differs ? 'awaiting_approval' : firstStatus(amount, this.terms.rules),
        // So that whoever did not ask for it has the time to say so.
        from: new Date(now.getTime() + this.config.PAYOUT_PAUSE_MS),
      },
      now,
    );
    const made = toCreditPayout(planned);
    const { id: payoutId, sentAt } = made;
    await tx.emit(paymentEvents.creditPayoutAsked, {
      ...{ payoutId, payerId: providerId, amount: made.amount, operator, sentAt },
    });
    const { principal, requestId } = call;
    const subject = { kind: 'payout', id: payoutId };
    await audit(tx, { principal, requestId, action: 'credit.paid_out', subject, details: {} });
    return made;
  }

  /** How much of their credit goes; nobody else takes any of it until the transaction ends. */
  private async amountOf(
    tx: PaymentTx,
    providerId: string,
    { psp, currency }: PayableWallet,
    locale: Locale,
  ): Promise<bigint> {
    await tx.execute(LOCK_CREDIT_PAYOUTS, { userId: providerId });
    const [held] = await tx.query(FIND_SUSPENDED, { userId: providerId });
    if (held) throw creditErrors.creditHeld();
    const open = { paidFrom: 'credit', status: { notIn: ['paid', 'failed'] } };
    if (await tx.prisma.payout.findFirst({ where: { providerId, currency, ...open } })) {
      throw creditErrors.creditPayoutOpen();
    }
    const bounds = this.terms.bounds(psp, currency)!;
    const balance = await heldCreditOf(tx, providerId, currency);
    const amount = plannedAmount(balance, { minimum: 1n }, bounds);
    if (amount !== null) return amount;
    const min = formatMoney({ amount: bounds.min, currency }, locale);
    throw creditErrors.tooLittleCredit({ params: { min } });
  }
}
