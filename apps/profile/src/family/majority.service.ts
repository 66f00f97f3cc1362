import { Injectable } from '@nestjs/common';
import { servicePrincipal } from '@edu/identity';
import { statement } from '@edu/persistence';
import { Clock } from '@edu/service';
import { Work } from '@edu/work';
import { ProfileDb } from '../profile.db.ts';
import { notice } from './family.changes.ts';
import { endYear, latestBirthYear, NOTICE_DAYS, yearIn } from './family.domain.ts';
import { FamilyQueries } from './family.queries.ts';
import { parentIdsOf } from './family.row.ts';
import { endLinks } from './links.ts';

/** Of each page, so that a job of many children holds nothing for long. */
const PAGE = 100;

const LIST = statement(
  { born: 'int', after: 'uuid', noticed: 'boolean', most: 'int' },
  `SELECT id FROM child WHERE birth_year <= :born AND id > :after
     AND (:noticed OR notice_at IS NULL)
     AND EXISTS (SELECT FROM child_parent WHERE child_id = child.id)
   ORDER BY id LIMIT :most`,
).returns<{ id: string }>();

const FIRST = '00000000-0000-0000-0000-000000000000';

/** The hand-over: who comes of age and the parents get a notice, and then the links end. */
@Injectable()
export class Majority {
  constructor(
    private readonly db: ProfileDb,
    private readonly queries: FamilyQueries,
    private readonly clock: Clock,
    work: Work,
  ) {
    work.daily({ name: 'majority', at: '04:00', zone: 'UTC', run: () => this.run() });
  }

  /** May be repeated: who got a notice, or was handed over, is left out. */
  async run(): Promise<void> {
    const now = this.clock.now();
    await this.each(latestBirthYear(now), true, (id) => this.handOver(id));
    await this.each(latestBirthYear(now, NOTICE_DAYS), false, (id) => this.announce(id));
  }

  private async each(born: number, noticed: boolean, work: (id: string) => Promise<void>) {
    for (let after = FIRST; ;) {
      const rows = await this.db.query(LIST, { born, after, noticed, most: PAGE });
      for (const { id } of rows) await work(id);
      if (rows.length < PAGE) return;
      after = rows.at(-1)!.id;
    }
  }

  private handOver(id: string): Promise<void> {
    return this.db.tx(async (tx) => {
      const child = await this.queries.findLocked(tx, id);
      const at = this.clock.now();
      // The clocks of the family decide, which may be half a day behind.
      if (!child?.parents.length || yearIn(child.zone, at) < endYear(child.birthYear)) return;
      const principal = servicePrincipal('profile');
      await endLinks(tx, child, { principal, action: 'child.handed_over', at });
    });
  }

  private announce(id: string): Promise<void> {
    return this.db.tx(async (tx) => {
      const child = await this.queries.findLocked(tx, id);
      if (!child?.parents.length || child.noticeAt) return;
      await tx.prisma.child.update({ where: { id }, data: { noticeAt: this.clock.now() } });
      const parents = parentIdsOf(child);
      await notice(tx, id, 'majority_near', child.hasAccount ? [...parents, id] : parents);
    });
  }
}
