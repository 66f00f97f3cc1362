import { Injectable } from '@nestjs/common';
import type { RpcInput, RpcOutput } from '@edu/contract-kit';
import { linkErrors, type paymentRpc } from '@edu/contracts-payment';
import type { Call } from '@edu/messaging';
import { AccountNames } from '../account/account-names.ts';
import type {
  BookingTerms as TermsRow,
  PaymentLink as LinkRow,
} from '../generated/prisma/client.ts';
import { JanitorService } from '../payment/janitor.service.ts';
import { isGivenUp } from '../payment/payment.domain.ts';
import { statusOf, toMoney, toWay } from '../payment/payment.row.ts';
import { PaymentDb } from '../payment.db.ts';
import { PspRegistry } from '../psp/psp.registry.ts';
import { Quotes } from '../quote/quotes.service.ts';
import { payUntil } from '../terms/terms.domain.ts';
import { toLinkPayment } from './link.row.ts';
import { Links } from './links.ts';

type Request = RpcOutput<typeof paymentRpc.openLink>;

/** What somebody sees who was given a link, and may be anybody. */
@Injectable()
export class LinkRequests {
  constructor(
    private readonly db: PaymentDb,
    private readonly links: Links,
    private readonly psps: PspRegistry,
    private readonly janitor: JanitorService,
    private readonly names: AccountNames,
    private readonly quotes: Quotes,
  ) {}

  /** @throws payment.link_over */
  async open(
    { token, country }: RpcInput<typeof paymentRpc.openLink>,
    { country: guessed }: Call,
  ): Promise<Request> {
    const link = await this.links.find(token);
    const payment = await this.paymentOf(link.id);
    if (payment) await this.janitor.lookedAt([payment]);
    const isOurs = payment !== null && !isGivenUp(statusOf(payment));
    // What was paid with it stays to be seen by whoever paid it.
    if (link.withdrawnAt && !isOurs) throw linkErrors.linkOver();
    const { terms, state } = await this.links.standing(link);
    const isPayable = state === 'payable' && link.withdrawnAt === null;
    return {
      state,
      lesson: isPayable || isOurs ? await this.lessonOf(terms, link) : null,
      payUntil: isPayable ? payUntil(terms).toISOString() : null,
      ways: isPayable ? await this.waysOf(terms, link, country ?? guessed) : [],
      payment: payment && toLinkPayment(payment, payment.documents[0]),
    };
  }

  /** What it asks for, in other money. @throws payment.link_over, payment.rate_unknown */
  async quote({
    token,
    currency,
  }: RpcInput<typeof paymentRpc.linkQuote>): Promise<RpcOutput<typeof paymentRpc.linkQuote>> {
    const { bookingId, price } = await this.links.bill(token);
    return this.quotes.of(bookingId, price, currency);
  }

  /** What was paid with it, or the last attempt. */
  private async paymentOf(linkId: string) {
    const include = { documents: { where: { kind: 'receipt' } } } as const;
    const last = (where: { linkId: string; status?: string }) =>
      this.db.prisma.payment.findFirst({ where, include, orderBy: { id: 'desc' } });
    return (await last({ linkId, status: 'succeeded' })) ?? (await last({ linkId }));
  }

  private waysOf(terms: TermsRow, link: LinkRow, country: string | undefined) {
    const bill = this.links.billOf(terms, link);
    const ways = this.psps
      .waysFor(bill, country)
      .map(async (psp) =>
        toWay(psp, bill.price, { currencies: await this.quotes.currenciesOf(psp, bill.price) }),
      );
    return Promise.all(ways);
  }

  private async lessonOf(terms: TermsRow, { ownerId }: LinkRow): Promise<Request['lesson']> {
    const { subject, startsAt, endsAt } = terms;
    return {
      asker: await this.names.firstOf(ownerId),
      subject,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt?.toISOString() ?? null,
      price: toMoney({ amount: terms.amount!, currency: terms.currency! }),
    };
  }
}
