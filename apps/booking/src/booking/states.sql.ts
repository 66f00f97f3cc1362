import { HELD_STATES, LIVE_STATES } from '@edu/contracts-booking';

/** As SQL: `state IN ${among(states)}`. */
export const among = (states: readonly string[]) =>
  `(${states.map((state) => `'${state}'`).join(', ')})`;

/** The live states, as SQL: `state IN ${LIVE}`. */
export const LIVE = among(LIVE_STATES);

/** Whether a provider cannot be booked: their profile is paused or unpublished. */
export const UNBOOKABLE = `EXISTS (SELECT FROM provider_presence
      WHERE provider_id = :providerId AND state <> 'published')`;

/** Those that keep a slot for a while. */
export const HELD = among(HELD_STATES);
