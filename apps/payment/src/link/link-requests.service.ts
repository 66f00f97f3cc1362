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
import { allPayUntil, type Bill } from '../terms/terms.domain.ts';
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
    const { lessons, state } = await this.links.standing(link);
    const isPayable = state === 'payable' && link.withdrawnAt === null;
    return {
      state,
      lesson: isPayable || isOurs ? await this.lessonOf(lessons, link) : null,
      payUntil: isPayable ? allPayUntil(lessons).toISOString() : null,
      ways: isPayable
        ? await this.waysOf(this.links.billOf(lessons, link), country ?? guessed)
        : [],
      payment: payment && toLinkPayment(payment, payment.documents[0]),
    };
  }

  /** What it asks for, in other money. @throws payment.link_over, payment.link_changed, payment.rate_unknown */
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

  private waysOf(bill: Bill, country: string | undefined) {
    const ways = this.psps
      .waysFor(bill, country)
      .map(async (psp) =>
        toWay(psp, bill.price, { currencies: await this.quotes.currenciesOf(psp, bill.price) }),
      );
    return Promise.all(ways);
  }

  private async lessonOf(
    lessons: readonly TermsRow[],
    { ownerId }: LinkRow,
  ): Promise<Request['lesson']> {
    const inTime = lessons.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
    const [first, last] = [inTime[0]!, inTime.at(-1)!];
    const amount = lessons.reduce((sum, one) => sum + one.amount!, 0n);
    const [asker, teacher] = await Promise.all([
      this.names.firstOf(ownerId),
      // One lesson is paid without knowing with whom.
      lessons.length > 1 ? this.teacherOf(lessons) : null,
    ]);
    return {
      asker,
      subject: sameOf(lessons, ({ subject }) => subject),
      startsAt: first.startsAt.toISOString(),
      endsAt: first.endsAt?.toISOString() ?? null,
      price: toMoney({ amount, currency: first.currency! }),
      several:
        lessons.length > 1
          ? { count: lessons.length, lastStartsAt: last.startsAt.toISOString(), teacher }
          : null,
    };
  }

  private async teacherOf(lessons: readonly TermsRow[]): Promise<string | null> {
    const providerId = sameOf(lessons, (lesson) => lesson.providerId);
    return providerId && this.names.firstOfProvider(providerId);
  }
}

/** What all of them have; null where they differ. */
function sameOf<T>(lessons: readonly TermsRow[], read: (lesson: TermsRow) => T): T | null {
  const [first, ...more] = [...new Set(lessons.map(read))];
  return more.length === 0 ? first! : null;
}
