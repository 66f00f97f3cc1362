import { Injectable } from '@nestjs/common';
import { paymentErrors } from '@edu/contracts-payment';
import { PaymentConfig } from '../app.config.ts';
import type { PaymentProvider } from './payment-provider.ts';
import { StripeProvider } from './stripe/stripe.provider.ts';

/** One line per provider. */
const REGISTRY: readonly (new (config: PaymentConfig) => PaymentProvider)[] = [StripeProvider];

/** The providers of this platform, by their id. */
@Injectable()
export class PaymentProviders {
  readonly all: readonly PaymentProvider[];

  constructor(config: PaymentConfig) {
    this.all = REGISTRY.map((Provider) => new Provider(config));
  }

  /** @throws payment.unknown_provider */
  get(id: string): PaymentProvider {
    const provider = this.all.find((candidate) => candidate.id === id);
    if (!provider) throw paymentErrors.unknownProvider();
    return provider;
  }
}
