import { Injectable } from '@nestjs/common';
import { PaymentConfig } from '../app.config.ts';
import { issuerOf } from '../document/document.drafts.ts';
import type { Party } from '../document/document.facts.ts';
import { PaymentDb } from '../payment.db.ts';
import { annualAccounts, yearOf } from './annual.domain.ts';
import type { AnnualFacts } from './annual.facts.ts';
import { ANNUAL } from './annual.sql.ts';

export interface AnnualDraft {
  readonly facts: AnnualFacts;
  readonly parties: readonly Omit<Party, 'name'>[];
}

/** What an annual statement will say, out of the books. */
@Injectable()
export class AnnualDrafts {
  constructor(
    private readonly db: PaymentDb,
    private readonly config: PaymentConfig,
  ) {}

  async of({ ownerId: owner, covers }: { ownerId: string; covers: number }): Promise<AnnualDraft> {
    const rows = await this.db.query(ANNUAL, { owner, ...yearOf(covers) });
    return {
      facts: { issuer: issuerOf(this.config), covers, accounts: annualAccounts(rows) },
      parties: [{ userId: owner, role: 'provider' }],
    };
  }
}
