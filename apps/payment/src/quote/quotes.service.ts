import { Injectable } from '@nestjs/common';
import { newId, type Currency, type Money, type RpcOutput } from '@edu/contract-kit';
import { quoteErrors, type paymentRpc } from '@edu/contracts-payment';
import { Clock } from '@edu/service';
import type { PaymentQuote as QuoteRow } from '../generated/prisma/client.ts';
import { PaymentDb } from '../payment.db.ts';
import { toMoney } from '../payment/payment.row.ts';
import type { PspFacts } from '../psp/psp.ts';
import { PspRegistry } from '../psp/psp.registry.ts';
import { takes } from '../psp/ways.domain.ts';
import type { Bill, Quoted } from '../terms/terms.domain.ts';
import { convert, rateText } from './rate.domain.ts';
import { Rates } from './rates.ts';

type Quote = RpcOutput<typeof paymentRpc.quote>;

/** How long a quote holds, and how much of that has to be left to give it again. */
const HOLDS_MS = 30 * 60_000;
const AGAIN_MS = 5 * 60_000;
/** What people abroad have. The two francs are each other's price, and nobody has a card in the other. */
const ABROAD: readonly Currency[] = ['EUR', 'USD', 'CAD'];

/** What prices are in other money. */
@Injectable()
export class Quotes {
  constructor(
    private readonly db: PaymentDb,
    private readonly rates: Rates,
    private readonly psps: PspRegistry,
    private readonly clock: Clock,
  ) {}

  /** The other money in which a way takes a price. */
  async currenciesOf(psp: PspFacts, price: Money): Promise<Currency[]> {
    const found = await Promise.all(
      ABROAD.map(async (currency) => (await this.offer(price, currency, [psp])) && currency),
    );
    return found.filter((currency) => currency !== undefined);
  }

  /**
   * One that holds for a while, made now unless there is one.
   *
   * @param price what there is to pay for the booking, after what credit pays
   * @throws payment.rate_unknown
   */
  async of(bookingId: string, price: Money, currency: Currency): Promise<Quote> {
    const offered = await this.offer(price, currency, this.psps.all);
    if (!offered) throw quoteErrors.rateUnknown();
    const { rate, charged } = offered;
    const now = this.clock.now();
    const agreed = {
      ...{ bookingId, ...price },
      ...{ chargedAmount: charged.amount, chargedCurrency: charged.currency },
      ...{ rateMicros: rate.micros, rateSource: rate.source, rateAt: rate.at },
    };
    const again = new Date(now.getTime() + AGAIN_MS);
    const known = await this.db.prisma.paymentQuote.findFirst({
      where: { ...agreed, expiresAt: { gt: again } },
      orderBy: { expiresAt: 'desc' },
    });
    if (known) return toQuote(known);
    const end = new Date(now.getTime() + HOLDS_MS);
    const expiresAt = rate.expiresAt && rate.expiresAt < end ? rate.expiresAt : end;
    const data = { id: newId(), ...agreed, createdAt: now, expiresAt };
    return toQuote(await this.db.prisma.paymentQuote.create({ data }));
  }

  /**
   * What was quoted for the booking of a bill: for all of it, or for what credit leaves.
   *
   * @throws payment.quote_expired, of another booking too
   */
  async get(
    { bookingId, price: { currency } }: Bill,
    id: string,
  ): Promise<{ amount: number; quoted: Quoted }> {
    const where = { id, bookingId, currency, expiresAt: { gt: this.clock.now() } };
    const row = await this.db.prisma.paymentQuote.findFirst({ where });
    if (!row) throw quoteErrors.quoteExpired();
    return { amount: Number(row.amount), quoted: quotedOf(row) };
  }

  /** The bill at the quote that its payer has seen. @throws payment.quote_expired, of any other bill too */
  async agreed(bill: Bill, id: string | undefined): Promise<Bill> {
    if (id === undefined) return bill;
    const { amount, quoted } = await this.get(bill, id);
    if (amount !== bill.price.amount) throw quoteErrors.quoteExpired();
    return { ...bill, quoted };
  }

  /** Cards alone are charged in any money: wallets hold that of their country. */
  private async offer(price: Money, currency: Currency, psps: readonly PspFacts[]) {
    if (currency === price.currency || !ABROAD.includes(currency)) return undefined;
    const rate = await this.rates.find(currency, price.currency);
    if (!rate) return undefined;
    const charged = convert(price, rate);
    const isTaken = psps.some((psp) => isCard(psp) && takes(psp.capabilities, charged));
    return isTaken ? { rate, charged } : undefined;
  }
}

/** Whether it can be paid there in other money than that of the price. */
export const isCard = ({ capabilities }: PspFacts): boolean => capabilities.way.kind === 'card';

function quotedOf({ id, chargedAmount: amount, chargedCurrency: currency }: QuoteRow): Quoted {
  return { quoteId: id, charged: toMoney({ amount, currency }) };
}

function toQuote(row: QuoteRow): Quote {
  return {
    id: row.id,
    price: toMoney(row),
    charged: quotedOf(row).charged,
    rate: rateText(row.rateMicros),
    source: row.rateSource as Quote['source'],
    rateAt: row.rateAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  };
}
