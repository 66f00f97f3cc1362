import { Injectable } from '@nestjs/common';
import type { RpcInput, RpcOutput } from '@edu/contract-kit';
import { linkErrors, type paymentRpc } from '@edu/contracts-payment';
import type { Call } from '@edu/messaging';
import { Clock } from '@edu/service';
import type {
  BookingTerms as TermsRow,
  PaymentLink as LinkRow,
} from '../generated/prisma/client.ts';
import { IntentService } from '../payment/intent.service.ts';
import { JanitorService } from '../payment/janitor.service.ts';
import { isGivenUp } from '../payment/payment.domain.ts';
import { statusOf, toMoney, toWay } from '../payment/payment.row.ts';
import { PaymentUpdater } from '../payment/payment.updater.ts';
import { WalletService } from '../payment/wallet.service.ts';
import { PaymentDb } from '../payment.db.ts';
import { PspRegistry } from '../psp/psp.registry.ts';
import { waysToPay } from '../psp/ways.domain.ts';
import { billOf, payable, payUntil, type Bill } from '../terms/terms.domain.ts';
import { TermsQueries } from '../terms/terms.queries.ts';
import { AskerNames } from './asker-names.ts';
import { hashOf, linkState } from './link.domain.ts';
import { toLinkPayment } from './link.row.ts';

type Request = RpcOutput<typeof paymentRpc.openLink>;

const WITH_RECEIPT = { documents: { where: { kind: 'receipt' } } } as const;

/** What somebody does who was given a link, and may be anybody. */
@Injectable()
export class LinkPayments {
  constructor(
    private readonly db: PaymentDb,
    private readonly terms: TermsQueries,
    private readonly psps: PspRegistry,
    private readonly intents: IntentService,
    private readonly updater: PaymentUpdater,
    private readonly janitor: JanitorService,
    private readonly wallets: WalletService,
    private readonly names: AskerNames,
    private readonly clock: Clock,
  ) {}

  /** @throws payment.link_over */
  async open(
    { token, country }: RpcInput<typeof paymentRpc.openLink>,
    { country: guessed }: Call,
  ): Promise<Request> {
    const link = await this.find(token);
    const payment = await this.paymentOf(link.id);
    if (payment) await this.janitor.lookedAt([payment]);
    const isOurs = payment !== null && !isGivenUp(statusOf(payment));
    // What was paid with it stays to be seen by whoever paid it.
    if (link.withdrawnAt && !isOurs) throw linkErrors.linkOver();
    const terms = await this.terms.byLink(link.bookingId);
    const state = linkState(terms, await this.isPaid(link.bookingId), this.clock.now());
    const isPayable = state === 'payable' && link.withdrawnAt === null;
    return {
      state,
      lesson: isPayable || isOurs ? await this.lessonOf(terms, link) : null,
      payUntil: isPayable ? payUntil(terms).toISOString() : null,
      ways: isPayable ? this.waysOf(terms, country ?? guessed) : [],
      payment: payment && toLinkPayment(payment, payment.documents[0]),
    };
  }

  /** @throws payment.link_over, and what opening a payment throws */
  async pay(
    { token, ...input }: RpcInput<typeof paymentRpc.payLink>,
    { country, locale }: Call,
  ): Promise<RpcOutput<typeof paymentRpc.payLink>> {
    const bill = await this.billOf(token);
    const asked = { country, ...input.payer };
    const psp = input.psp ? this.psps.get(input.psp) : this.psps.defaultFor(bill, asked);
    const payer = await this.intents.payerOf(bill, psp, asked, locale);
    const isChosen = input.psp !== undefined;
    const { payment, intent } = await this.intents.open(bill, psp, { payer, isChosen });
    const { row } = await this.db.tx((tx) => this.updater.apply(tx, payment.id, intent));
    return { ...toLinkPayment(row), next: intent.next };
  }

  /** @throws payment.link_over, and what asking about one's own wallet throws */
  async wallet(
    { token, ...asked }: RpcInput<typeof paymentRpc.linkWallet>,
    { locale }: Call,
  ): Promise<RpcOutput<typeof paymentRpc.linkWallet>> {
    return this.wallets.of(await this.billOf(token), asked, locale);
  }

  private async find(token: string): Promise<LinkRow> {
    const where = { tokenHash: hashOf(token) };
    const link = await this.db.prisma.paymentLink.findUnique({ where });
    if (!link) throw linkErrors.linkOver();
    return link;
  }

  private async billOf(token: string): Promise<Bill> {
    const link = await this.find(token);
    if (link.withdrawnAt) throw linkErrors.linkOver();
    const terms = await this.terms.byLink(link.bookingId);
    return { ...billOf([payable(terms, this.clock.now())]), linkId: link.id };
  }

  /** What was paid with it, or the last attempt. */
  private async paymentOf(linkId: string) {
    const rows = await this.db.prisma.payment.findMany({
      where: { linkId },
      include: WITH_RECEIPT,
      orderBy: { id: 'desc' },
    });
    return rows.find(({ status }) => status === 'succeeded') ?? rows[0] ?? null;
  }

  private async isPaid(bookingId: string): Promise<boolean> {
    const where = { status: 'succeeded', parts: { some: { bookingId } } };
    return (await this.db.prisma.payment.count({ where })) > 0;
  }

  private waysOf(terms: TermsRow, country: string | undefined) {
    const bill = billOf([payable(terms, this.clock.now())]);
    return waysToPay(this.psps.all, bill, country).map((psp) => toWay(psp, bill.price));
  }

  private async lessonOf(terms: TermsRow, { ownerId }: LinkRow): Promise<Request['lesson']> {
    const { subject, startsAt, endsAt } = terms;
    return {
      asker: await this.names.of(ownerId),
      subject,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt?.toISOString() ?? null,
      price: toMoney({ amount: terms.amount!, currency: terms.currency! }),
    };
  }
}
