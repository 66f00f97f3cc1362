import { HELD_STATES, LIVE_STATES } from '@edu/contracts-booking';

const list = (states: readonly string[]) => `(${states.map((state) => `'${state}'`).join(', ')})`;

/** The live states, as SQL: `state IN ${LIVE}`. */
export const LIVE = list(LIVE_STATES);

/** Those that keep a slot for a while. */
export const HELD = list(HELD_STATES);
