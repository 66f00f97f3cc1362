import { Injectable } from '@nestjs/common';
import { CancellationPolicy } from '@edu/contracts-availability';
import { statement } from '@edu/persistence';
import { Scheduler } from '@edu/work';
import { AvailabilityDb } from '../availability.db.ts';
import { policyAt, type DatedPolicy, type PolicyName } from './policy.domain.ts';

/** A change is written before it counts: by more than this. */
const READ_EVERY_MS = 60_000;

const LIST = statement(
  {},
  `SELECT country, lower(valid) AS from, upper(valid) AS until,
     jsonb_build_object('name', name, 'tiers', tiers, 'graceMinutes', grace_minutes) AS policy
   FROM cancellation_policy`,
).returns<{ country: string; from: Date | null; until: Date | null; policy: unknown }>();

/** The few policies there are, in memory: a quote asks for one and takes no trip for it. */
@Injectable()
export class Policies {
  /** Undefined until they have been read once. */
  #policies: readonly DatedPolicy[] | undefined;

  constructor(
    private readonly db: AvailabilityDb,
    scheduler: Scheduler,
  ) {
    scheduler.every(READ_EVERY_MS, 'read cancellation policies', () => this.read());
  }

  /** The policy that a booking made at an instant gets. @throws Error where there is none */
  async of(name: PolicyName, country: string | null, at: Date): Promise<CancellationPolicy> {
    return policyAt(this.#policies ?? (await this.read()), name, country, at);
  }

  /** Reads them anew. @throws ZodError for a row that says nonsense: those read before stay */
  async read(): Promise<readonly DatedPolicy[]> {
    const rows = await this.db.query(LIST);
    return (this.#policies = rows.map((row) => {
      return { ...row, policy: CancellationPolicy.parse(row.policy) };
    }));
  }
}
