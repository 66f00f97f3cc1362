import { sessionRpc } from '@edu/contracts-session';
import { copyIn } from '../seed/copy-in.ts';
import { entityId } from '../seed/entity-id.ts';
import type { Stage } from './stage.ts';
import { draftOf, type Stream } from './stream.ts';

/** Lessons that are on now. */
const ROOMS = 500;
const HOUR = 3_600_000;
/** Beyond the bookings that are seeded. */
const FIRST_BOOKING = 1e8;

interface Visitor {
  readonly bookingId: string;
  readonly token: string;
}

/** People who enter the classroom of a lesson that is on. */
export function tokenStream(stage: Stage): Stream {
  const visitors: Visitor[] = [];
  return {
    prepare: async () => {
      if (visitors.length > 0) return;
      const rooms = Array.from({ length: ROOMS }, (_, index) => ({
        bookingId: entityId('booking', FIRST_BOOKING + index),
        learnerId: entityId('learner', index),
        providerId: entityId('provider', index),
      }));
      const [from, until] = [Date.now() - 60_000, Date.now() + 12 * HOUR];
      const times = [new Date(from).toISOString(), new Date(until).toISOString()];
      await copyIn(
        stage.psql,
        stage.platform.databases.adminUrl,
        `session.room (booking_id, learner_id, provider_id, mode, starts_at, ends_at, state, version)`,
        rooms.map((room) => [
          ...[room.bookingId, room.learnerId, room.providerId, 'online', ...times, 'open', 2],
        ]),
      );
      for (const { bookingId, learnerId, providerId } of rooms) {
        visitors.push(
          { bookingId, token: await stage.tokens.of(learnerId, 'student') },
          { bookingId, token: await stage.tokens.of(providerId, 'tutor') },
        );
      }
    },
    next: () => {
      const { bookingId, token } = stage.dice.pick(visitors);
      return draftOf(sessionRpc.token, { bookingId }, { token });
    },
  };
}
