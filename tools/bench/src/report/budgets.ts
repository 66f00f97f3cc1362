/**
 * What a quick run may use at most: microseconds of CPU a request by scenario and process. About
 * three times of what was measured, since runners differ; a change that doubles the work of a path
 * still shows.
 */
export const BUDGETS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  search: { gateway: 6_000, search: 6_000, postgres: 14_000 },
  slots: { gateway: 4_500, availability: 5_000 },
  booking: { gateway: 5_500, booking: 7_000, availability: 5_500, postgres: 7_000 },
  webhook: { gateway: 4_000, payment: 12_000 },
  token: { gateway: 4_500, session: 5_500 },
};
