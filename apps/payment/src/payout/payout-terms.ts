import { Injectable } from '@nestjs/common';
import type { Currency } from '@edu/contract-kit';
import { PaymentConfig } from '../app.config.ts';
import type { Bounds, Psp } from '../psp/psp.ts';
import { PspRegistry } from '../psp/psp.registry.ts';
import type { PayoutRules } from './payout.domain.ts';

/** When payouts are planned: before the working day, where people are paid. */
export const PAY_DAY = { at: '06:00', zone: 'Africa/Abidjan' } as const;

/** What holds for payouts, and who can make them. */
@Injectable()
export class PayoutTerms {
  /** Of francs, XOF and XAF alike: no psp pays other money to a wallet. */
  readonly rules: PayoutRules;

  constructor(
    config: PaymentConfig,
    private readonly psps: PspRegistry,
  ) {
    this.rules = {
      minimum: BigInt(config.PAYOUT_MIN),
      approvedFrom: BigInt(config.PAYOUT_APPROVED_FROM),
    };
  }

  /** The psps that pay to wallets. */
  all(): Psp[] {
    return this.psps.all.filter(({ payOut, capabilities }) => payOut && capabilities.payouts);
  }

  /** Those that pay this money, the first to be asked first. */
  offering(currency: Currency): Psp[] {
    return this.all().filter((psp) => boundsOf(psp, currency) !== null);
  }

  /** What a psp pays out at a time; null where it does not, or is not one of ours any more. */
  bounds(pspId: string, currency: Currency): Bounds | null {
    const psp = this.psps.all.find(({ id }) => id === pspId);
    return psp ? boundsOf(psp, currency) : null;
  }
}

const boundsOf = ({ payOut, capabilities }: Psp, currency: Currency): Bounds | null =>
  (payOut && capabilities.payouts?.[currency]) ?? null;
