import { Injectable } from '@nestjs/common';
import type { Currency } from '@edu/contract-kit';
import type { Schedule } from '@edu/contracts-availability';
import { AvailabilityDb } from '../availability.db.ts';
import { toSchedule } from '../schedule/schedule.row.ts';
import { FIND_BUSY, FIND_OFFERING, type OfferingRow } from './slot.sql.ts';
import type { Interval } from './zone.domain.ts';

/** A published offer; `null` in its place means that the provider cannot be found now. */
export interface Offer {
  /** Of the profile. */
  readonly version: number;
  readonly modes: ('online' | 'in_person')[];
  readonly hourlyRate: bigint;
  readonly currency: Currency;
  /** ISO 3166-1 alpha-2; null when the profile names none. */
  readonly country: string | null;
}

/** All that decides which slots of a provider are free in a window. */
export interface Offering {
  readonly schedule: Schedule;
  readonly offer: Offer | null;
  readonly busy: readonly Interval[];
}

@Injectable()
export class SlotQueries {
  constructor(private readonly db: AvailabilityDb) {}

  /**
   * One round trip. Null when the provider has written no schedule.
   *
   * @param moved bookings whose time counts as free
   */
  async find(
    providerId: string,
    window: Interval,
    moved: readonly string[] = [],
  ): Promise<Offering | null> {
    const values = { providerId, moved, ...bounds(window) };
    const [row] = await this.db.query(FIND_OFFERING, values);
    if (!row) return null;
    return {
      schedule: toSchedule({ providerId: row.provider_id, version: row.version, rules: row.rules }),
      offer: row.modes && {
        version: row.offer_version!,
        modes: row.modes,
        hourlyRate: BigInt(row.rate_amount!),
        currency: row.rate_currency!,
        country: row.country,
      },
      busy: row.busy.map(toInterval),
    };
  }

  /** When a provider is busy, and where they are, whether or not there is a schedule. */
  async findBusy(providerId: string, window: Interval) {
    const [row] = await this.db.query(FIND_BUSY, { providerId, moved: [], ...bounds(window) });
    return { busy: row!.busy.map(toInterval), country: row!.country };
  }
}

const bounds = ({ start, end }: Interval) => ({
  from: new Date(start).toISOString(),
  until: new Date(end).toISOString(),
});

const toInterval = ([start, end]: OfferingRow['busy'][number]): Interval => ({ start, end });
