/**
 * What a quick run may use at most: microseconds of CPU a request by scenario and process. Two to
 * three times of what was measured, since runners differ; a change that doubles the work of a path
 * still shows.
 */
export const BUDGETS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  search: { gateway: 10_000, search: 9_000, postgres: 16_000 },
  slots: { gateway: 8_000, availability: 9_000 },
  booking: { gateway: 8_000, booking: 9_000, availability: 8_000, postgres: 9_000 },
  webhook: { gateway: 5_000, payment: 13_000 },
  token: { gateway: 9_000, session: 9_000 },
};
