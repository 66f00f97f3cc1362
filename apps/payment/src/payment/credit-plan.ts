import { Injectable } from '@nestjs/common';
import type { Currency, Money, RpcOutput } from '@edu/contract-kit';
import { paymentErrors, quoteErrors, type paymentRpc } from '@edu/contracts-payment';
import { creditBeside } from '../credit/spending.domain.ts';
import { creditOf } from '../ledger/balances.ts';
import { PaymentDb } from '../payment.db.ts';
import type { Payer, PspFacts } from '../psp/psp.ts';
import { PspRegistry } from '../psp/psp.registry.ts';
import { takesPurchase } from '../psp/ways.domain.ts';
import { isCard, Quotes } from '../quote/quotes.service.ts';
import { chargeOf, type Bill } from '../terms/terms.domain.ts';
import { BY_CREDIT } from './by-credit.ts';
import { toWay } from './payment.row.ts';

interface Wish {
  /** Undefined where the payer named none. */
  readonly psp?: string | undefined;
  /** Whether their credit pays first; undefined where they said nothing of it. */
  readonly credit?: boolean | undefined;
  /** By which it is paid in other money; undefined where the price itself is. */
  readonly quoteId?: string | undefined;
}

interface Plan {
  readonly psp: PspFacts;
  /** Undefined: as the open payment has it, if there is one. */
  readonly credit: bigint | undefined;
  /** The bill at its quote, where it has one. */
  readonly bill: Bill;
  /** What the psp is asked for. */
  readonly rest: Bill;
}

/** How much of their credit a payer spends on a bill, with which psp and in which money. */
@Injectable()
export class CreditPlan {
  constructor(
    private readonly db: PaymentDb,
    private readonly psps: PspRegistry,
    private readonly quotes: Quotes,
  ) {}

  /** @throws payment.unknown_psp, payment.amount_not_taken, payment.quote_expired */
  async of(bill: Bill, wish: Wish, payer: Payer): Promise<Plan> {
    const { psp: wished, credit: wanted, quoteId } = wish;
    if (quoteId !== undefined) return this.quoted(bill, { ...wish, quoteId }, payer);
    // Looked for only where the price itself may not be taken: few payments have credit beside them.
    const needsNone = wanted !== undefined || this.takesPrice(bill, wished, payer);
    const open = needsNone ? undefined : await this.openBeside(bill);
    if (open && (!wished || (wished === open.psp.id && !open.isQuoted))) {
      const { psp, credit } = open;
      return { psp, credit, bill, rest: less(bill, Number(credit)) };
    }
    const balance = wanted ? await this.usable(bill) : 0;
    const { price } = bill;
    if (balance > 0 && balance >= price.amount) {
      const rest = less(bill, price.amount);
      return { psp: BY_CREDIT, credit: BigInt(price.amount), bill, rest };
    }
    const restBy = leaves(bill, balance);
    const psp = wished
      ? this.psps.get(wished)
      : this.psps.defaultFor(restBy, payer, (one) => besideOf(one, price, balance) !== null);
    const rest = restBy(psp);
    const credit = BigInt(price.amount - rest.price.amount);
    return { psp, bill, rest, credit: wanted === undefined ? undefined : credit };
  }

  /** The ways to pay a bill, or what credit leaves of it, and what that is where credit pays first. */
  async ways(bill: Bill, country?: string): Promise<RpcOutput<typeof paymentRpc.ways>> {
    const { price } = bill;
    const amount = await this.usable(bill);
    const credit = { balance: { ...price, amount }, covers: amount >= price.amount };
    const ways = this.psps.waysFor(leaves(bill, amount), country).map(async (psp) =>
      toWay(psp, price, {
        takesPrice: takesPurchase(psp, bill),
        credit: besideOf(psp, price, amount),
        ...(await this.currenciesOf(psp, bill, amount)),
      }),
    );
    return { items: await Promise.all(ways), credit: amount > 0 ? credit : null };
  }

  /**
   * What a bill is in other money; where credit pays first, what that leaves.
   *
   * @throws payment.rate_unknown
   */
  async quote(
    bill: Bill,
    currency: Currency,
    wanted = false,
  ): Promise<RpcOutput<typeof paymentRpc.quote>> {
    const restBy = await this.restBy(bill, wanted);
    const card = this.psps.waysFor(restBy).find(isCard);
    return this.quotes.of(bill.bookingId, (card ? restBy(card) : bill).price, currency);
  }

  /** What is left of a bill to pay by each psp, where credit pays first; all of it otherwise. */
  async restBy(bill: Bill, wanted: boolean): Promise<(psp: PspFacts) => Bill> {
    return leaves(bill, wanted ? await this.usable(bill) : 0);
  }

  /** Its quote says what the card pays, and credit pays the rest of the bill. */
  private async quoted(
    owed: Bill,
    { psp: wished, credit: wanted, quoteId }: Wish & { readonly quoteId: string },
    payer: Payer,
  ): Promise<Plan> {
    const { amount, quoted } = await this.quotes.get(owed, quoteId);
    const credit = owed.price.amount - amount;
    const isOffered = wanted ?? (await this.openBeside(owed))?.credit === BigInt(credit);
    if (credit < 0 || (credit > 0 && !isOffered)) throw quoteErrors.quoteExpired();
    const bill = { ...owed, quoted };
    const rest = chargeOf(bill);
    const psp = wished ? this.psps.get(wished) : this.psps.defaultFor(rest, payer);
    if (!isCard(psp)) throw paymentErrors.amountNotTaken();
    return { psp, credit: BigInt(credit), bill, rest };
  }

  /** Other money in which a way takes a bill, and what credit leaves of it. */
  private async currenciesOf(psp: PspFacts, { price }: Bill, balance: number) {
    const credit = besideOf(psp, price, balance);
    const rest = credit === null ? null : { ...price, amount: price.amount - credit };
    return {
      currencies: await this.quotes.currenciesOf(psp, price),
      restCurrencies: rest ? await this.quotes.currenciesOf(psp, rest) : [],
    };
  }

  /** Whether all of a bill is taken for sure, by the psp that is named or one that may be proposed. */
  private takesPrice(bill: Bill, wished: string | undefined, { phone, operator }: Payer): boolean {
    const psps = wished ? [this.psps.get(wished)] : this.psps.all;
    // An operator that is named may take less than its psp.
    if (operator !== undefined) return false;
    return psps.some(
      (psp) => takesPurchase(psp, bill) && (phone !== undefined || !psp.capabilities.asksByPhone),
    );
  }

  /** The open payment of a bill that credit pays a part of: whoever says nothing of credit goes on with it. */
  private async openBeside({ payerId, parts }: Bill) {
    const bookingIds = parts.map((part) => part.bookingId);
    const open = await this.db.prisma.payment.findFirst({
      where: {
        ...{ payerId, linkId: null, creditAmount: { gt: 0n } },
        // Of all of them, and of no other.
        AND: bookingIds.map((bookingId) => ({ parts: { some: { bookingId, isOpen: true } } })),
        parts: { every: { bookingId: { in: bookingIds } } },
      },
    });
    const psp = open && (open.psp === BY_CREDIT.id ? BY_CREDIT : this.psps.find(open.psp));
    return psp ? { psp, credit: open.creditAmount, isQuoted: open.quoteId !== null } : undefined;
  }

  /** What somebody may spend on a bill: what they have, and what is reserved for it already. */
  async usable({ payerId, price: { currency }, parts }: Bill): Promise<number> {
    const bookingId = { in: parts.map((part) => part.bookingId) };
    const [balance, open] = await Promise.all([
      creditOf(this.db, payerId, currency),
      this.db.prisma.payment.findMany({
        where: { payerId, currency, parts: { some: { bookingId, isOpen: true } } },
        select: { creditAmount: true },
      }),
    ]);
    return Number(open.reduce((sum, { creditAmount }) => sum + creditAmount, balance));
  }
}

/** How much credit a psp leaves room for; null where none. */
function besideOf(
  { capabilities: { amounts } }: PspFacts,
  { amount, currency }: Money,
  balance: number,
): number | null {
  const bounds = amounts[currency];
  return bounds && balance > 0 ? creditBeside(amount, balance, bounds) : null;
}

/** What is left of a bill to pay by each psp: all of it where credit cannot pay beside that psp. */
const leaves =
  (bill: Bill, balance: number) =>
  (psp: PspFacts): Bill =>
    less(bill, besideOf(psp, bill.price, balance) ?? 0);

const less = (bill: Bill, credit: number): Bill => ({
  ...bill,
  price: { ...bill.price, amount: bill.price.amount - credit },
});
