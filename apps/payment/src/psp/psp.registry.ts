import { Injectable } from '@nestjs/common';
import { paymentErrors } from '@edu/contracts-payment';
import { PaymentConfig } from '../app.config.ts';
import type { Psp } from './psp.ts';
import { StripePsp } from './stripe/stripe.psp.ts';

/** One line per psp. */
const REGISTRY: readonly (new (config: PaymentConfig) => Psp)[] = [StripePsp];

/** The psps of this platform, by their id. */
@Injectable()
export class PspRegistry {
  readonly all: readonly Psp[];

  constructor(config: PaymentConfig) {
    this.all = REGISTRY.map((Adapter) => new Adapter(config));
  }

  /** @throws payment.unknown_psp */
  get(id: string): Psp {
    const psp = this.all.find((candidate) => candidate.id === id);
    if (!psp) throw paymentErrors.unknownPsp();
    return psp;
  }
}
