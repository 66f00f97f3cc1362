import { Injectable } from '@nestjs/common';
import type { Currency } from '@edu/contract-kit';
import { paymentErrors } from '@edu/contracts-payment';
import { PaymentConfig } from '../app.config.ts';
import type { Psp } from './psp.ts';
import { PSPS } from './psps.ts';

/** The psps of this platform, ready to be asked. */
@Injectable()
export class PspRegistry {
  readonly all: readonly Psp[];

  constructor(config: PaymentConfig) {
    this.all = PSPS.flatMap((psp) => psp.open(config, psp) ?? []);
  }

  /** @throws payment.unknown_psp */
  get(id: string): Psp {
    const psp = this.all.find((candidate) => candidate.id === id);
    if (!psp) throw paymentErrors.unknownPsp();
    return psp;
  }

  /** The psp for whoever names none. @throws payment.unknown_psp when none takes the currency */
  defaultFor(currency: Currency): Psp {
    const psp = this.all.find(({ capabilities }) => capabilities.amounts[currency]);
    if (!psp) throw paymentErrors.unknownPsp();
    return psp;
  }
}
