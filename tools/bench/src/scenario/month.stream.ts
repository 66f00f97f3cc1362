import { bookingRpc } from '@edu/contracts-booking';
import { copyIn } from '../seed/copy-in.ts';
import { entityId } from '../seed/entity-id.ts';
import { LEARNERS } from '../seed/seed-plan.ts';
import type { Stage } from './stage.ts';
import { draftOf, type Stream } from './stream.ts';

/** Providers with a full calendar, and what is in a month of theirs. */
const BUSY_PROVIDERS = 20;
const LESSONS = 400;
const DAYS = 31;
const DAYS_BEFORE = 15;
/** At hours (UTC) at which nobody has a seeded lesson and nobody books. */
const HOURS = [...Array.from({ length: 12 }, (_, hour) => hour), 20];
/** Beyond the bookings that are seeded. */
const FIRST_BOOKING = 3e8;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Providers who look at a month in which they have as many lessons as one can give. */
export function monthStream(stage: Stage): Stream {
  const from = new Date().setUTCHours(0, 0, 0, 0) - DAYS_BEFORE * DAY;
  const tokens: string[] = [];
  return {
    prepare: async () => {
      if (tokens.length > 0) return;
      await copyIn(
        stage.psql,
        stage.platform.databases.adminUrl,
        `booking.booking (id, learner_id, provider_id, state, mode, starts_at, ends_at, busy_from,
          busy_until, price_amount, price_currency, zone, policy, payment_id, version)`,
        lessonsFrom(from),
      );
      for (let index = 0; index < BUSY_PROVIDERS; index++) {
        tokens.push(await stage.tokens.of(entityId('provider', index), 'tutor'));
      }
    },
    next: () => {
      const span = { from: new Date(from).toISOString(), days: DAYS };
      return draftOf(bookingRpc.showCalendar, span, { token: stage.dice.pick(tokens) });
    },
  };
}

function* lessonsFrom(from: number): Iterable<readonly unknown[]> {
  const iso = (at: number) => new Date(at).toISOString();
  for (let index = 0; index < BUSY_PROVIDERS * LESSONS; index++) {
    const [provider, nth] = [Math.floor(index / LESSONS), index % LESSONS];
    const day = from + Math.floor(nth / HOURS.length) * DAY;
    const startsAt = day + HOURS[nth % HOURS.length]! * HOUR;
    const time = [iso(startsAt), iso(startsAt + HOUR)];
    const id = entityId('booking', FIRST_BOOKING + index);
    yield [
      ...[id, entityId('learner', index % LEARNERS), entityId('provider', provider)],
      ...[startsAt < Date.now() ? 'completed' : 'confirmed', 'online', ...time, ...time],
      ...[5_000, 'XOF', 'Africa/Abidjan', '{}', id, 2],
    ];
  }
}
