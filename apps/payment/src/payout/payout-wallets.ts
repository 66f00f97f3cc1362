import { Injectable } from '@nestjs/common';
import type { Currency, Locale } from '@edu/contract-kit';
import { paymentErrors, payoutErrors } from '@edu/contracts-payment';
import { checkPhone } from '@edu/identity/phone-number';
import { Clock } from '@edu/service';
import { listOf, MONEY_OF, namesOf } from '../payment/wallet.domain.ts';
import { PspRefused, PspUncertain, type NoWallet, type PhoneLine, type Psp } from '../psp/psp.ts';
import { PayoutTerms } from './payout-terms.ts';

/** A wallet that can be paid to. */
export interface PayableWallet extends PhoneLine {
  readonly currency: Currency;
  readonly psp: string;
  readonly operator: string;
  /** As the operator knows the owner of the number; null where it does not say. */
  readonly name: string | null;
}

/** Finds out who can pay to a number, and whose it is. */
@Injectable()
export class PayoutWallets {
  constructor(
    private readonly terms: PayoutTerms,
    private readonly clock: Clock,
  ) {}

  /** Whose numbers can be paid to. */
  countries(): string[] {
    return Object.entries(MONEY_OF).flatMap(([country, currency]) =>
      this.inCountry(currency, country).length > 0 ? [country] : [],
    );
  }

  /** @throws payment.bad_phone, payment.old_phone, payment.payout_elsewhere, none of which repeats the number */
  check(given: string, locale: Locale): PhoneLine & { readonly currency: Currency } {
    const checked = checkPhone(given, this.clock.now());
    if (checked.kind === 'old') throw paymentErrors.oldPhone({ params: { form: checked.form } });
    if (checked.kind === 'none') throw paymentErrors.badPhone();
    const { phone, country } = checked;
    const currency = MONEY_OF[country];
    if (!currency || this.inCountry(currency, country).length === 0) {
      const countries = namesOf(this.countries(), locale) || '–';
      throw payoutErrors.payoutElsewhere({ params: { countries } });
    }
    return { phone, country, currency };
  }

  /** @throws payment.payout_no_wallet, payment.payout_unavailable */
  async find(
    { phone, country, currency }: PhoneLine & { readonly currency: Currency },
    locale: Locale,
  ): Promise<PayableWallet> {
    const line = { phone, country };
    const served = new Set<string>();
    for (const psp of this.inCountry(currency, country)) {
      const found = await this.at(psp, line, currency).catch((error: unknown) => {
        if (error instanceof PspUncertain) throw payoutErrors.payoutUnavailable({ cause: error });
        throw error;
      });
      if (!('served' in found)) return { ...line, currency, psp: psp.id, ...found };
      for (const operator of found.served) served.add(operator);
    }
    const operators = listOf([...served], locale) || '–';
    throw payoutErrors.payoutNoWallet({ params: { operators } });
  }

  /** A psp that does not say whose a number is must know its owner by name: that is its own wallet. */
  private async at(
    psp: Psp,
    line: PhoneLine,
    currency: Currency,
  ): Promise<{ operator: string; name: string | null } | NoWallet> {
    const own = { operator: psp.capabilities.way.name ?? psp.id };
    const wallet = psp.walletOf ? await psp.walletOf(line, currency) : own;
    if ('served' in wallet) return wallet;
    const { operator } = wallet;
    const name = await nameAt(psp, line);
    const isNobodys = name === null && (psp.nameOf !== undefined || psp.walletOf === undefined);
    return isNobodys ? { served: [operator] } : { operator, name };
  }

  /** Those first that know the most of a number: names, then whose it is. */
  private inCountry(currency: Currency, country: string): Psp[] {
    return this.terms
      .offering(currency)
      .filter(({ capabilities: { way } }) => way.countries?.includes(country) ?? true)
      .sort((a, b) => knows(b) - knows(a));
  }
}

/** @returns null where the psp does not know names, or nobody has the number */
async function nameAt(psp: Psp, line: PhoneLine): Promise<string | null> {
  try {
    return (await psp.nameOf?.(line)) ?? null;
  } catch (error) {
    if (error instanceof PspRefused) return null;
    throw error;
  }
}

const knows = ({ nameOf, walletOf }: Psp): number =>
  2 * Number(nameOf !== undefined) + Number(walletOf !== undefined);
