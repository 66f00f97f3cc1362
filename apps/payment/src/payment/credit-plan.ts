import { Injectable } from '@nestjs/common';
import type { Money, RpcOutput } from '@edu/contract-kit';
import type { paymentRpc } from '@edu/contracts-payment';
import { creditBeside } from '../credit/spending.domain.ts';
import { creditOf } from '../ledger/balances.ts';
import { PaymentDb } from '../payment.db.ts';
import type { Payer, PspFacts } from '../psp/psp.ts';
import { PspRegistry } from '../psp/psp.registry.ts';
import type { Bill } from '../terms/terms.domain.ts';
import { BY_CREDIT } from './by-credit.ts';
import { toWay } from './payment.row.ts';

interface Wish {
  /** Undefined where the payer named none. */
  readonly psp?: string | undefined;
  /** Whether their credit pays first; undefined where they said nothing of it. */
  readonly credit?: boolean | undefined;
}

interface Plan {
  readonly psp: PspFacts;
  /** Undefined: as the open payment has it, if there is one. */
  readonly credit: bigint | undefined;
  /** What the psp is asked for. */
  readonly bill: Bill;
}

/** How much of their credit a payer spends on a bill, and with which psp. */
@Injectable()
export class CreditPlan {
  constructor(
    private readonly db: PaymentDb,
    private readonly psps: PspRegistry,
  ) {}

  /** @throws payment.unknown_psp, payment.amount_not_taken */
  async of(bill: Bill, { psp: wished, credit: wanted }: Wish, payer: Payer): Promise<Plan> {
    const balance = wanted ? await this.usable(bill) : 0;
    const { price } = bill;
    if (balance > 0 && balance >= price.amount) {
      return { psp: BY_CREDIT, credit: BigInt(price.amount), bill: less(bill, price.amount) };
    }
    const psp = wished ? this.psps.get(wished) : this.psps.defaultFor(bill, payer);
    const credit = besideOf(psp, price, balance) ?? 0;
    return {
      ...{ psp, bill: less(bill, credit) },
      credit: wanted === undefined ? undefined : BigInt(credit),
    };
  }

  /** The ways to pay a bill, and what is left to pay by each where credit pays first. */
  async ways(bill: Bill, country?: string): Promise<RpcOutput<typeof paymentRpc.ways>> {
    const { price } = bill;
    const amount = await this.usable(bill);
    const credit = { balance: { ...price, amount }, covers: amount >= price.amount };
    return {
      items: this.psps
        .waysFor(bill, country)
        .map((psp) => toWay(psp, price, besideOf(psp, price, amount))),
      credit: amount > 0 ? credit : null,
    };
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

const less = (bill: Bill, credit: number): Bill => ({
  ...bill,
  price: { ...bill.price, amount: bill.price.amount - credit },
});
