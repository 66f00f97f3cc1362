import { Injectable } from '@nestjs/common';
import { Currency, Id, type Actor, type RpcInput, type RpcOutput } from '@edu/contract-kit';
import type { paymentRpc } from '@edu/contracts-payment';
import { decodeCursor, toPage } from '@edu/persistence';
import { Clock } from '@edu/service';
import { nextDaily } from '@edu/work';
import type { PayoutAccount as AccountRow } from '../generated/prisma/client.ts';
import { BALANCES } from '../ledger/balance.sql.ts';
import { PaymentDb } from '../payment.db.ts';
import { toMoney } from '../payment/payment.row.ts';
import { toAccount, toPayout } from './payout.row.ts';
import { PAY_DAY, PayoutTerms } from './payout-terms.ts';
import { PayoutWallets } from './payout-wallets.ts';
import { FIND_SUSPENDED } from './suspension.sql.ts';

type Payouts = RpcOutput<typeof paymentRpc.payouts>;
type Next = Payouts['next'][number];

/** What decides whether something is paid next. */
interface Standing {
  readonly account: AccountRow | undefined;
  readonly isOpen: boolean;
  /** Their account is suspended. */
  readonly isHeld: boolean;
}

/** What providers read of their payouts. */
@Injectable()
export class OwnPayouts {
  constructor(
    private readonly db: PaymentDb,
    private readonly terms: PayoutTerms,
    private readonly wallets: PayoutWallets,
    private readonly clock: Clock,
  ) {}

  async list(
    { cursor, limit }: RpcInput<typeof paymentRpc.payouts>,
    { userId: providerId }: Actor,
  ): Promise<Payouts> {
    const [before] = cursor ? decodeCursor(cursor, [Id]) : [];
    const { prisma } = this.db;
    const ofThem = { providerId, paidFrom: 'earnings' };
    const [rows, accounts, open, balances, held] = await Promise.all([
      prisma.payout.findMany({
        where: { ...ofThem, ...(before && { id: { lt: before } }) },
        ...{ orderBy: { id: 'desc' }, take: limit + 1 },
      }),
      prisma.payoutAccount.findMany({ where: { providerId }, orderBy: { currency: 'asc' } }),
      prisma.payout.findMany({
        where: { ...ofThem, status: { notIn: ['paid', 'failed'] } },
        select: { currency: true },
      }),
      this.db.query(BALANCES, { account: 'provider_payable', owner: providerId }),
      this.db.query(FIND_SUSPENDED, { userId: providerId }),
    ]);
    // Credit is below zero.
    const payable = new Map(balances.map((row) => [row.currency, -BigInt(row.balance)]));
    const opened = new Set(open.map(({ currency }) => currency));
    const currencies = Currency.options.filter(
      (one) => (payable.get(one) ?? 0n) > 0n || accounts.some(({ currency }) => currency === one),
    );
    return {
      ...toPage(rows, limit, toPayout, ({ id }) => [id]),
      accounts: accounts.map(toAccount),
      countries: this.wallets.countries(),
      apps: this.wallets.apps(),
      next: currencies.map((currency) =>
        this.next(currency, payable.get(currency) ?? 0n, {
          account: accounts.find((one) => one.currency === currency),
          isOpen: opened.has(currency),
          isHeld: held.length > 0,
        }),
      ),
    };
  }

  private next(currency: Currency, amount: bigint, of: Standing): Next {
    const blocked = this.blocked(currency, amount, of);
    const now = this.clock.now();
    const from = of.account && of.account.payableFrom > now ? of.account.payableFrom : now;
    return {
      payable: toMoney({ amount, currency }),
      minimum: toMoney({ amount: this.terms.rules.minimum, currency }),
      at: blocked === null ? nextDaily(PAY_DAY, from).toISOString() : null,
      blocked,
    };
  }

  private blocked(
    currency: Currency,
    amount: bigint,
    { account, isOpen, isHeld }: Standing,
  ): Next['blocked'] {
    if (this.terms.offering(currency).length === 0) return 'not_offered';
    if (!account) return 'no_account';
    if (!this.terms.bounds(account.psp, currency)) return 'not_offered';
    if (isHeld) return 'suspended';
    if (account.waitsFor !== null) return 'waiting';
    if (isOpen) return 'one_open';
    return amount < this.terms.rules.minimum ? 'below_minimum' : null;
  }
}
