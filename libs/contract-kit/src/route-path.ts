/** What the paths of all contracts stand below. */
export const API_PREFIX = '/api/v1';

const FIELD = /\{(\w+)\}/g;

/** The fields of the input that a contract's path takes: `id` of `/bookings/{id}`. */
export function pathFields(path: string): string[] {
  return [...path.matchAll(FIELD)].map((match) => match[1]!);
}

/** The whole path with its fields filled in; `textOf` gives their plain texts, which are encoded. */
export function filledPath(path: string, textOf: (field: string) => string): string {
  return API_PREFIX + path.replace(FIELD, (_, field: string) => encodeURIComponent(textOf(field)));
}

/** The whole path as routers and metrics write it: `/api/v1/bookings/:id`. */
export function routerPath(path: string): string {
  return API_PREFIX + path.replace(FIELD, ':$1');
}
