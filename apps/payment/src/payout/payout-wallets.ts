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

  /** Whose numbers can be paid to, by any psp or by some. */
  countries(by: (psp: Psp) => boolean = () => true): string[] {
    return Object.entries(MONEY_OF).flatMap(([country, currency]) =>
      this.inCountry(currency, country).some(by) ? [country] : [],
    );
  }

  /**
   * Psps with wallets of their own, of which they say neither which number has one nor under which name: it
   * takes whoever is paid to say so.
   */
  apps(): { readonly app: string; readonly name: string; readonly countries: string[] }[] {
    return this.terms
      .all()
      .filter(isApp)
      .map((psp) => ({
        app: psp.id,
        name: brandOf(psp),
        countries: this.countries((one) => one === psp),
      }));
  }

  /** Whether a wallet at this psp is one that whoever is paid has named. */
  isOfApp(psp: string): boolean {
    return this.apps().some(({ app }) => app === psp);
  }

  /** @throws payment.bad_phone, payment.old_phone, payment.payout_elsewhere, none of which repeats the number */
  check(
    given: string,
    app: string | undefined,
    locale: Locale,
  ): PhoneLine & { readonly currency: Currency } {
    const checked = checkPhone(given, this.clock.now());
    if (checked.kind === 'old') throw paymentErrors.oldPhone({ params: { form: checked.form } });
    if (checked.kind === 'none') throw paymentErrors.badPhone();
    const { phone, country } = checked;
    const currency = MONEY_OF[country];
    const served = this.countries((psp) => app === undefined || (isApp(psp) && psp.id === app));
    if (!currency || !served.includes(country)) {
      const countries = namesOf(served, locale) || '–';
      throw payoutErrors.payoutElsewhere({ params: { countries } });
    }
    return { phone, country, currency };
  }

  /**
   * @param app of which whoever is paid says that the number has a wallet: what `check` has let through
   * @throws payment.payout_no_wallet, payment.payout_unavailable
   */
  async find(
    { phone, country, currency }: PhoneLine & { readonly currency: Currency },
    app: string | undefined,
    locale: Locale,
  ): Promise<PayableWallet> {
    const line = { phone, country };
    const named = this.inCountry(currency, country).find(({ id }) => id === app);
    if (named) return { ...line, currency, psp: named.id, operator: brandOf(named), name: null };
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

  /** One that does not say whose a number is must know its owner by name: that is its own wallet. */
  private async at(
    psp: Psp,
    line: PhoneLine,
    currency: Currency,
  ): Promise<{ operator: string; name: string | null } | NoWallet> {
    const own = { operator: brandOf(psp) };
    if (isApp(psp)) return { served: [own.operator] };
    const wallet = psp.walletOf ? await psp.walletOf(line, currency) : own;
    if ('served' in wallet) return wallet;
    const { operator } = wallet;
    const name = await nameAt(psp, line);
    const isNobodys = name === null && psp.nameOf !== undefined;
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

const isApp = ({ nameOf, walletOf }: Psp): boolean => !nameOf && !walletOf;

const brandOf = ({ id, capabilities }: Psp): string => capabilities.way.name ?? id;
