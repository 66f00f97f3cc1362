import { Injectable } from '@nestjs/common';
import { paymentErrors } from '@edu/contracts-payment';
import { PaymentConfig } from '../app.config.ts';
import { PspHealth } from './psp-health.ts';
import type { PspDefinition } from './psp-definition.ts';
import type { Payer, Psp, PspFacts } from './psp.ts';
import { PSPS } from './psps.ts';
import type { StatementDialect } from './statement-dialect.ts';
import { waysToPay, type AskedOf, type Purchase } from './ways.domain.ts';

/** The psps of this platform, ready to be asked. */
@Injectable()
export class PspRegistry {
  readonly all: readonly Psp[];

  constructor(
    config: PaymentConfig,
    readonly health: PspHealth,
  ) {
    this.all = PSPS.flatMap((psp) => psp.open(config, psp) ?? []);
  }

  find(id: string): Psp | undefined {
    return this.all.find((candidate) => candidate.id === id);
  }

  /** @throws payment.unknown_psp */
  get(id: string): Psp {
    const psp = this.find(id);
    if (!psp) throw paymentErrors.unknownPsp();
    return psp;
  }

  /** How the statements of a psp are written, where they can be read. */
  statementOf(id: string): StatementDialect | undefined {
    const known: readonly Pick<PspDefinition, 'id' | 'statement'>[] = PSPS;
    return known.find((psp) => psp.id === id)?.statement;
  }

  /** The ways to pay a purchase, the one to propose first; those that have been failing lately come last. */
  waysFor(asked: Purchase | AskedOf, country?: string): readonly Psp[] {
    return waysToPay(this.all, asked, country, ({ id }) => this.health.isFailing(id));
  }

  /**
   * The psp for whoever names none: one that asks for a phone only if there is one.
   *
   * @param isBetter those that are taken before all others
   * @throws payment.amount_not_taken when none takes it
   */
  defaultFor(
    asked: Purchase | AskedOf,
    { country, phone }: Payer,
    isBetter: (psp: PspFacts) => boolean = () => true,
  ): Psp {
    const ways = this.waysFor(asked, country).filter(
      ({ capabilities }) => !capabilities.asksByPhone || phone !== undefined,
    );
    const psp = ways.find(isBetter) ?? ways[0];
    if (!psp) throw paymentErrors.amountNotTaken();
    return psp;
  }
}
