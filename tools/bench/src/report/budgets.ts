/**
 * What a quick run may use at most: microseconds of CPU a request by scenario and process. Four times
 * of what a quiet machine measured, since runners differ that much: it shows a path that has become
 * several times as dear, `compare` shows the rest.
 */
export const BUDGETS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  search: { gateway: 8_000, search: 9_000, postgres: 16_000 },
  slots: { gateway: 6_000, availability: 6_500 },
  booking: { gateway: 7_000, booking: 9_000, availability: 7_000, postgres: 9_000 },
  webhook: { gateway: 5_000, payment: 13_000 },
  token: { gateway: 6_000, session: 7_000 },
};
