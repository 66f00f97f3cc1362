const DAY_MS = 86_400_000;

/** The first moment of a day, by the clock of UTC. */
export const startOfDay = (day: string): Date => new Date(`${day}T00:00:00Z`);
/** The first moment after it. */
export const endOfDay = (day: string): Date => new Date(startOfDay(day).getTime() + DAY_MS);
