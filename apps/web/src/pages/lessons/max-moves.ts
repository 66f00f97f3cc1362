/** How often a lesson can be moved, as the booking service has it. */
export const MAX_MOVES = 3;
