import { Injectable } from '@nestjs/common';
import { Clock, Log } from '@edu/service';
import { Work } from '@edu/work';
import { DocumentWorker } from '../document/document.worker.ts';
import { PaymentDb } from '../payment.db.ts';
import { yearOf } from './annual.domain.ts';
import { WANT_ANNUAL_STATEMENTS } from './annual.sql.ts';

const JANUARY = 0;
/** Providers that one statement looks at. */
const PAGE = 200;

/**
 * Has the statements of the last year issued for all of whom something moved in it. Every morning of January, so that
 * a day that failed is made up for; after that whoever wants one asks for it.
 */
@Injectable()
export class AnnualRound {
  constructor(
    private readonly db: PaymentDb,
    private readonly worker: DocumentWorker,
    private readonly clock: Clock,
    private readonly log: Log,
    work: Work,
  ) {
    work.daily({
      name: 'annual statements',
      at: '05:00',
      zone: 'Africa/Abidjan',
      run: () => this.run(),
    });
  }

  private async run(): Promise<void> {
    const now = this.clock.now();
    if (now.getUTCMonth() === JANUARY) await this.want(now.getUTCFullYear() - 1);
  }

  /** May be repeated: there is one for each provider and year. @param year that is over */
  async want(year: number): Promise<void> {
    let total = 0;
    for (let after = ''; ;) {
      const values = { ...yearOf(year), after, year, most: PAGE };
      const [page] = await this.db.query(WANT_ANNUAL_STATEMENTS, values);
      total += page!.wanted;
      if (page!.looked < PAGE || page!.last === null) break;
      after = page!.last;
    }
    if (total > 0) this.worker.wake();
    this.log.info({ year, wanted: total }, 'annual statements wanted');
  }
}
