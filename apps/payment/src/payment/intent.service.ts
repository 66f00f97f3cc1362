import { Injectable } from '@nestjs/common';
import type { Locale, RpcOutput } from '@edu/contract-kit';
import { paymentErrors, type paymentRpc } from '@edu/contracts-payment';
import { SQLSTATE, sqlState } from '@edu/persistence';
import { Clock, Log } from '@edu/service';
import { PaymentConfig } from '../app.config.ts';
import type { Payment as PaymentRow } from '../generated/prisma/client.ts';
import { PaymentDb } from '../payment.db.ts';
import {
  PspRefused,
  PspUncertain,
  type Payer,
  type Psp,
  type PspFacts,
  type PspIntent,
} from '../psp/psp.ts';
import { PspRegistry } from '../psp/psp.registry.ts';
import { webhookUrlOf } from '../psp/webhook-url.ts';
import { riskFacts } from '../risk/risk.domain.ts';
import type { Bill } from '../terms/terms.domain.ts';
import { checkOrder, isGivenUp, isUnwanted, OPEN_STATUSES, pspKey } from './payment.domain.ts';
import { BY_CREDIT, paidByCredit } from './by-credit.ts';
import {
  chargedOf,
  payerOf,
  statusOf,
  toMoney,
  withPage,
  type OpenPayment,
} from './payment.row.ts';
import { openOrFind } from './open-or-find.ts';
import { CLAIM_ORDER } from './payment.sql.ts';
import { PaymentUpdater } from './payment.updater.ts';
import { problemOf } from './psp-problem.ts';
import { checkNamed } from './named-wallet.ts';
import { isWhatWasAsked, type Wish } from './wish.ts';
import { checkLine } from './wallet.domain.ts';

/** A payment and its other half, the intent at the psp, which is asked outside of any transaction. */
@Injectable()
export class IntentService {
  constructor(
    private readonly db: PaymentDb,
    private readonly psps: PspRegistry,
    private readonly updater: PaymentUpdater,
    private readonly config: PaymentConfig,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /**
   * The one open payment of a bill with its intent, both made now unless they are there. One of somebody
   * else, at another psp than the payer has chosen, asked of another phone, or for other lessons, is
   * closed there first, and stays when that cannot be proved.
   *
   * @throws payment.already_paid, payment.turned_down, payment.refused, payment.another_open,
   *   payment.psp_unavailable
   */
  async open(
    bill: Bill,
    psp: PspFacts,
    wish: Wish,
  ): Promise<{ payment: OpenPayment; intent: PspIntent }> {
    // Each of its lessons may have an open payment of its own, which has to make room.
    const mostTries = bill.parts.length + 2;
    for (let tries = 1; ; tries++) {
      const payment = await this.openPayment(bill, psp, wish);
      const isOther = !isWhatWasAsked(payment, bill, psp, wish);
      const intent = await this.wanted(payment, !isOther).catch((error: unknown) => {
        throw problemOf(error);
      });
      if (isOther && intent.status === 'pending') throw paymentErrors.anotherOpen();
      if (intent.status !== 'canceled' || tries === mostTries) return { payment, intent };
      // Nobody can pay a canceled intent: it makes room for another.
      await this.db.tx((tx) => this.updater.apply(tx, payment.id, intent));
    }
  }

  /** The intent as it is; closed when the payer has turned to another psp or phone. */
  private async wanted(payment: PaymentRow, isWanted: boolean): Promise<PspIntent> {
    const intent = await this.current(payment);
    if (isWanted || intent.status !== 'pending') return intent;
    return this.psps.get(payment.psp).cancelIntent(intent.ref, this.clock.now());
  }

  /**
   * Opens the intent, or asks what became of it; one that nobody wants any more is canceled. What
   * went wrong is noted on the payment before it is thrown.
   *
   * @throws PspRefused, PspUncertain
   */
  async current(payment: PaymentRow): Promise<PspIntent> {
    if (payment.psp === BY_CREDIT.id) return paidByCredit(payment, this.isOver(payment));
    const psp = this.psps.get(payment.psp);
    try {
      const intent = payment.pspRef
        ? withPage(payment, await psp.fetchIntent(payment.pspRef))
        : await this.order(psp, payment);
      const close = intent.status === 'pending' && this.isOver(payment);
      return close ? await psp.cancelIntent(intent.ref, this.clock.now()) : intent;
    } catch (error) {
      await this.note(payment, error);
      throw error;
    }
  }

  private async order(psp: Psp, payment: PaymentRow): Promise<PspIntent> {
    const { id, bookingId, linkId, pspAttempt } = payment;
    const { PUBLIC_URL } = this.config;
    const page = linkId === null ? `/lessons/${bookingId}/pay` : '/pay-link';
    const order = {
      idempotencyKey: pspKey('intent', id, pspAttempt),
      ...{ paymentId: id, bookingId },
      money: toMoney(chargedOf(payment)),
      payer: payerOf(payment),
      returnUrl: `${PUBLIC_URL}${page}`,
      webhookUrl: webhookUrlOf(PUBLIC_URL, psp.id),
      orderedAt: this.clock.now(),
    };
    if (!psp.findIntent || !this.isOver(payment)) {
      if (!psp.capabilities.keepsKeys) await this.claimOrder(id);
      return this.psps.health.watch(psp.id, psp.createIntent(order));
    }
    // Nobody wants it any more, and one that is made now could not be closed.
    const made = await psp.findIntent(order);
    if (!made) throw new PspRefused('not_ordered', undefined);
    return made;
  }

  /** Nobody wants it any more, or it was given up. */
  private isOver(payment: PaymentRow): boolean {
    return isUnwanted(payment, this.clock.now()) || isGivenUp(statusOf(payment));
  }

  /** @throws PspUncertain while another request may be about to make the intent */
  private async claimOrder(id: string): Promise<void> {
    const forMs = this.config.ORDER_MS;
    const claimed = await this.db.query(CLAIM_ORDER, { id, forMs });
    if (claimed.length === 0) throw new PspUncertain(false, new Error('it is being ordered'));
  }

  /**
   * What a psp needs to know of the payer. An open payment that has been asked for on a phone goes on
   * there unless another one is named.
   *
   * @throws payment.amount_not_taken, payment.phone_required, and what `checkNamed` throws
   */
  async payerOf(
    bill: Bill,
    { id, capabilities }: PspFacts,
    asked: Payer,
    locale: Locale,
  ): Promise<Payer> {
    if (id === BY_CREDIT.id) return asked;
    if (!capabilities.asksByPhone) {
      checkOrder(capabilities, bill, asked);
      return asked;
    }
    const { bookingId, price, linkId = null } = bill;
    const where = { psp: id, linkId, parts: { some: { bookingId, isOpen: true } } };
    const open = asked.phone ? null : await this.db.prisma.payment.findFirst({ where });
    const { phone, operator } = asked.phone ? asked : open ? payerOf(open) : {};
    checkOrder(capabilities, bill, { phone });
    const line = checkLine(phone!, capabilities, price, { now: this.clock.now(), locale });
    if (operator === undefined) return line;
    // One that is gone on with has been asked about when it was opened.
    const named = { ...line, operator };
    if (asked.phone) await checkNamed(this.psps.get(id), named, price, locale);
    return named;
  }

  /** What the payer of a payment has to do now. @throws payment.refused, payment.psp_unavailable */
  async nextStep(paymentId: string): Promise<RpcOutput<typeof paymentRpc.createIntent>['next']> {
    const row = await this.db.prisma.payment.findUniqueOrThrow({ where: { id: paymentId } });
    if (!row.pspRef || !OPEN_STATUSES.includes(statusOf(row))) return null;
    const intent = await this.psps
      .get(row.psp)
      .fetchIntent(row.pspRef)
      .catch((error: unknown) => {
        throw problemOf(error);
      });
    return withPage(row, intent).next;
  }

  /** One that is open for any of its lessons, made now unless there is one. @throws payment.turned_down */
  private async openPayment(bill: Bill, psp: PspFacts, wish: Wish): Promise<OpenPayment> {
    const { NUMBER_SECRET: secret, JANITOR_INTERVAL_MS: askAgainMs } = this.config;
    const payer = psp.capabilities.asksByPhone ? wish.payer : null;
    const facts = riskFacts({ ...wish, payer, payerId: bill.payerId }, secret, this.clock.now());
    const order = { psp, payer, credit: wish.credit ?? 0n, facts, askAgainMs };
    const open = () => this.db.tx((tx) => openOrFind(tx, bill, order));
    const opened = await open().catch((error: unknown) => {
      if (sqlState(error) !== SQLSTATE.uniqueViolation) throw error;
      // Somebody else has opened one meanwhile, which is found now.
      return open();
    });
    if (!('refusedBy' in opened)) return opened;
    const { bookingId } = bill;
    this.log.warn({ bookingId, rules: opened.refusedBy }, 'payment turned down');
    throw paymentErrors.turnedDown();
  }

  /**
   * A refusal says nothing of another order of the same payment that is under way: one that arrives later
   * asks somebody on the phone, whatever was answered here.
   *
   * @returns when to look for one; undefined where an intent reaches nobody by itself
   */
  private lateOrderMs({ psp, status }: PaymentRow): number | undefined {
    const reachesPeople = this.psps.get(psp).findIntent !== undefined;
    return reachesPeople && !isGivenUp(statusOf({ status })) ? this.config.ORDER_MS : undefined;
  }

  private async note(payment: PaymentRow, error: unknown): Promise<void> {
    const { id, pspRef, pspAttempt } = payment;
    this.log.warn({ err: error, paymentId: id }, 'the psp gave no intent');
    if (pspRef) return; // its intent stands, whatever we could not ask just now
    if (error instanceof PspRefused) {
      await this.db.tx((tx) => this.updater.fail(tx, id, error.code, this.lateOrderMs(payment)));
    }
    if (!(error instanceof PspUncertain)) return;
    // Guarded, for another request may have got further meanwhile.
    await this.db.prisma.payment.updateMany({
      where: { id, status: 'created' },
      data: { status: 'unknown' },
    });
    if (!error.keyIsSpent) return;
    await this.db.prisma.payment.updateMany({
      where: { id, pspRef: null, pspAttempt },
      data: { pspAttempt: pspAttempt + 1 },
    });
  }
}
