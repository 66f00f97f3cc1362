import { Injectable } from '@nestjs/common';
import type { Locale, Money, RpcInput, RpcOutput } from '@edu/contract-kit';
import { paymentErrors, type paymentRpc } from '@edu/contracts-payment';
import type { Call } from '@edu/messaging';
import { Clock } from '@edu/service';
import {
  PspUncertain,
  type NoWallet,
  type PhoneLine,
  type Psp,
  type PspFacts,
  type Wallet,
} from '../psp/psp.ts';
import { PspRegistry } from '../psp/psp.registry.ts';
import { walletOf } from '../psp/wallet-of.ts';
import { inOrder, takesPurchase, wayForNumber, type Offer } from '../psp/ways.domain.ts';
import type { Bill } from '../terms/terms.domain.ts';
import { TermsQueries } from '../terms/terms.queries.ts';
import { CreditPlan } from './credit-plan.ts';
import { problemOf } from './psp-problem.ts';
import { checkOrder } from './payment.domain.ts';
import { checkLine, checkWallet, countriesFor } from './wallet.domain.ts';

/** Whose number is to pay, and with which operator it is, where its owner says so. */
interface Asked {
  readonly phone: string;
  readonly operator?: string | undefined;
}

/** A bill, and what is left of it to pay by each psp; all of it unless credit pays first. */
type Order = Bill & { readonly restBy?: (psp: PspFacts) => Bill };

interface Found {
  readonly psp: Psp;
  readonly line: PhoneLine;
  readonly wallet: Wallet | NoWallet;
}

/** Whose phone numbers are that are to pay, asked before anything is ordered. */
@Injectable()
export class WalletService {
  constructor(
    private readonly psps: PspRegistry,
    private readonly terms: TermsQueries,
    private readonly credits: CreditPlan,
    private readonly clock: Clock,
  ) {}

  async get(
    { bookingId, others = [], credit = false, ...asked }: RpcInput<typeof paymentRpc.getWallet>,
    { principal, locale }: Call,
  ): Promise<RpcOutput<typeof paymentRpc.getWallet>> {
    const bill = await this.terms.payable(bookingId, others, principal);
    const restBy = await this.credits.restBy(bill, credit);
    return this.of({ ...bill, restBy }, asked, locale);
  }

  /** That of a number which is to pay a bill, at the psp that is named, else at the one that is proposed. */
  async of(
    order: Order,
    { psp: id, ...asked }: Asked & { readonly psp?: string | undefined },
    locale: Locale,
  ): Promise<RpcOutput<typeof paymentRpc.getWallet>> {
    const { psp, line, wallet } = await (id === undefined
      ? this.propose(order, asked, locale)
      : this.ask(this.psps.get(id), order, asked, locale));
    const toPay = restOf(order, psp).price;
    const { operator, others = [], appears, dial } = checkWallet(wallet, toPay, locale);
    const isGuess = asked.operator === undefined;
    return { ...line, psp: psp.id, operator, operators: [...others], isGuess, appears, dial };
  }

  private async ask(
    psp: Psp,
    order: Order,
    { phone, operator }: Asked,
    locale: Locale,
  ): Promise<Found> {
    const { price } = order;
    checkOrder(psp.capabilities, restOf(order, psp), { phone });
    const line = checkLine(phone, psp.capabilities, price, { now: this.clock.now(), locale });
    const asked = walletOf(psp, line, price.currency, operator);
    const wallet = await this.psps.health.watch(psp.id, asked).catch((error: unknown) => {
      throw problemOf(error);
    });
    return { psp, line, wallet };
  }

  /** All that may have it are asked at once; `wayForNumber` says which of them is proposed. */
  private async propose(order: Order, { phone, operator }: Asked, locale: Locale): Promise<Found> {
    const { price } = order;
    const byPhone = inOrder(this.psps.all).filter(
      (psp) => psp.capabilities.asksByPhone && takesPurchase(psp, restOf(order, psp)),
    );
    const [first] = byPhone;
    if (!first) throw paymentErrors.amountNotTaken();
    const way = { ...first.capabilities.way, countries: servedBy(byPhone, price) };
    const line = checkLine(phone, { way }, price, { now: this.clock.now(), locale });
    const there = inOrder(byPhone, line.country).filter(
      ({ capabilities }) => countriesFor(capabilities, price)?.includes(line.country) ?? true,
    );
    const offers = await Promise.all(
      there.map(async (psp): Promise<Offer<Psp>> => {
        const said = this.psps.health.watch(psp.id, walletOf(psp, line, price.currency, operator));
        return {
          psp,
          toPay: restOf(order, psp).price,
          said: await said.catch(silent),
          isFailing: this.psps.health.isFailing(psp.id),
        };
      }),
    );
    const { psp, said } = wayForNumber(offers);
    if (said === undefined) throw paymentErrors.pspUnavailable();
    return { psp, line, wallet: completed(said, offers) };
  }
}

const restOf = ({ restBy, ...bill }: Order, psp: PspFacts): Bill => restBy?.(psp) ?? bill;

/** Where any of them has wallets that hold the money of a price; null: everywhere. */
function servedBy(psps: readonly Psp[], price: Money): readonly string[] | null {
  const lists = psps.map(({ capabilities }) => countriesFor(capabilities, price));
  return lists.includes(null) ? null : [...new Set(lists.flatMap((list) => list ?? []))];
}

/** With what the other psps know of the operators there: one of a single operator knows of no other. */
function completed(said: Wallet | NoWallet, offers: readonly Offer<Psp>[]): Wallet | NoWallet {
  const known = offers.flatMap((offer) => offer.said ?? []);
  if ('served' in said) {
    return { served: [...new Set(known.flatMap((one) => ('served' in one ? one.served : [])))] };
  }
  const others = said.others ?? known.flatMap((one) => ('others' in one && one.others) || []);
  return { ...said, others: [...new Set(others)].filter((brand) => brand !== said.operator) };
}

/** @throws the problem of anything but no answer */
function silent(error: unknown): undefined {
  if (error instanceof PspUncertain) return undefined;
  throw problemOf(error);
}
