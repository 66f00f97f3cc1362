import type { BookingState } from './booking-state.ts';

/** States that wait for a provider’s or a learner’s answer: nothing can be paid yet. */
export const UNANSWERED_STATES = ['requested', 'proposed'] as const satisfies BookingState[];

/** States that keep a slot for a while and then give it back by themselves. */
export const HELD_STATES = [...UNANSWERED_STATES, 'pending'] as const satisfies BookingState[];

/**
 * States of a lesson that is going to take place unless something happens: they take the time of both
 * people. The database’s constraints name the same.
 */
export const LIVE_STATES = [...HELD_STATES, 'confirmed'] as const satisfies BookingState[];
