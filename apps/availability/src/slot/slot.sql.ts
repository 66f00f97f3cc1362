import type { Currency } from '@edu/contract-kit';
import { statement } from '@edu/persistence';

/** When a provider is busy in a window: pairs of epoch milliseconds. A time that is held for a lesson is that lesson's. */
const busy = (providerId: string) => `
  (SELECT coalesce(json_agg(json_build_array(
     (extract(epoch FROM busy_from) * 1000)::bigint,
     (extract(epoch FROM busy_until) * 1000)::bigint)), '[]')
   FROM booked_time
   WHERE provider_id = ${providerId} AND NOT freed AND coalesce(moves_id, booking_id) <> ALL (:moved)
     AND busy_until > :from AND busy_from < :until) AS busy`;

const PROVIDER_AND_WINDOW = {
  providerId: 'uuid',
  from: 'timestamptz',
  until: 'timestamptz',
  /** Bookings whose time counts as free. */
  moved: 'uuid[]',
} as const;

export const FIND_BUSY = statement(
  PROVIDER_AND_WINDOW,
  `SELECT ${busy(':providerId')},
   (SELECT country FROM offer WHERE provider_id = :providerId) AS country`,
).returns<Pick<OfferingRow, 'busy' | 'country'>>();

/** What a provider offers, and when they are busy in a window. */
export const FIND_OFFERING = statement(
  PROVIDER_AND_WINDOW,
  `
SELECT s.provider_id, s.version, s.rules, o.version AS offer_version, o.modes, o.rate_amount, o.rate_currency,
  o.country,
  ${busy('s.provider_id')}
FROM schedule s LEFT JOIN offer o ON o.provider_id = s.provider_id AND o.published
WHERE s.provider_id = :providerId`,
).returns<OfferingRow>();

export interface OfferingRow {
  readonly provider_id: string;
  readonly version: number;
  readonly rules: unknown;
  /** Null like the next three where nothing is published. */
  readonly offer_version: number | null;
  readonly modes: ('online' | 'in_person')[] | null;
  readonly rate_amount: string | null;
  readonly rate_currency: Currency | null;
  readonly country: string | null;
  /** Pairs of epoch milliseconds. */
  readonly busy: [number, number][];
}
