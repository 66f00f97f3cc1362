import { Injectable } from '@nestjs/common';
import type { Currency, Locale, RpcInput, RpcOutput } from '@edu/contract-kit';
import type { paymentRpc } from '@edu/contracts-payment';
import type { Call } from '@edu/messaging';
import { Clock } from '@edu/service';
import type { NoWallet, PhoneLine, Psp, Wallet } from '../psp/psp.ts';
import { PspRegistry } from '../psp/psp.registry.ts';
import type { Bill } from '../terms/terms.domain.ts';
import { TermsQueries } from '../terms/terms.queries.ts';
import { problemOf } from './psp-problem.ts';
import { checkOrder } from './payment.domain.ts';
import { checkLine, checkWallet } from './wallet.domain.ts';

/** Whose phone numbers are that are to pay, asked before anything is ordered. */
@Injectable()
export class WalletService {
  constructor(
    private readonly psps: PspRegistry,
    private readonly terms: TermsQueries,
    private readonly clock: Clock,
  ) {}

  async get(
    { bookingId, others = [], ...asked }: RpcInput<typeof paymentRpc.getWallet>,
    { principal, locale }: Call,
  ): Promise<RpcOutput<typeof paymentRpc.getWallet>> {
    return this.of(await this.terms.payable(bookingId, others, principal), asked, locale);
  }

  /** That of a number which is to pay a bill. */
  async of(
    bill: Bill,
    { psp: id, phone }: Pick<RpcInput<typeof paymentRpc.getWallet>, 'psp' | 'phone'>,
    locale: Locale,
  ): Promise<RpcOutput<typeof paymentRpc.getWallet>> {
    const { price } = bill;
    const psp = this.psps.get(id);
    checkOrder(psp.capabilities, bill, { phone });
    const line = checkLine(phone, psp.capabilities, price, { now: this.clock.now(), locale });
    const found = await walletOf(psp, line, price.currency).catch((error: unknown) => {
      throw problemOf(error);
    });
    const { operator, appears, dial } = checkWallet(found, price, locale);
    return { ...line, operator, appears, dial };
  }
}

async function walletOf(psp: Psp, line: PhoneLine, currency: Currency): Promise<Wallet | NoWallet> {
  if (psp.walletOf) return psp.walletOf(line, currency);
  const { way, amounts } = psp.capabilities;
  const bounds = amounts[currency] ?? null;
  return { operator: way.name ?? psp.id, bounds, isUp: true, appears: true, dial: null };
}
