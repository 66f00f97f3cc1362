/**
 * What a quick run may use at most: microseconds of CPU a request by scenario and process. Two to
 * three times of what was measured, since runners differ; a change that doubles the work of a path
 * still shows.
 */
export const BUDGETS: Readonly<Record<string, Readonly<Record<string, number>>>> = {};
