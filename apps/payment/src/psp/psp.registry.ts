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

  /** @throws Error in production when a psp would be asked without TLS */
  constructor(config: PaymentConfig) {
    if (config.NODE_ENV === 'production') refusePlainHttp(config);
    this.all = PSPS.map((psp) => psp.open(config, psp));
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

function refusePlainHttp(config: object): void {
  for (const name of PSPS.flatMap(({ env }) => Object.keys(env))) {
    const value = (config as Record<string, unknown>)[name];
    if (typeof value === 'string' && value.startsWith('http:')) {
      throw new Error(`${name} must be an https address in production`);
    }
  }
}
