import { HELD_STATES, LIVE_STATES } from '@edu/contracts-booking';

/** As SQL: `state IN ${among(states)}`. */
export const among = (states: readonly string[]) =>
  `(${states.map((state) => `'${state}'`).join(', ')})`;

/** The live states, as SQL: `state IN ${LIVE}`. */
export const LIVE = among(LIVE_STATES);

/** Whether a provider cannot be booked: their profile is paused or unpublished. */
export const UNBOOKABLE = `EXISTS (SELECT FROM provider_presence
      WHERE provider_id = :providerId AND state <> 'published')`;

/** Of `booking`: a time that is held for a lesson is one to pay for, and nothing beside the lesson afterwards. */
export const IS_ENTRY = `(booking.moves_id IS NULL OR booking.state = 'pending')`;

/** Those that keep a slot for a while. */
export const HELD = among(HELD_STATES);
