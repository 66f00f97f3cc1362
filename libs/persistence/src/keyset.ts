import { fieldError, platformErrors } from '@edu/contract-kit';
import { z } from 'zod';

/** Where the next page starts: the sort values of the last row shown. Opaque to clients. */
export function encodeCursor(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** What each value of a cursor is, in the order in which it was made. */
type Values<T extends readonly z.ZodType[]> = { -readonly [K in keyof T]: z.output<T[K]> };

/**
 * The values of a cursor that we made. Whatever a client sends is checked here, before it meets a
 * statement.
 *
 * @example const [startsAt, id] = decodeCursor(cursor, [z.int(), Id]);
 * @throws platform.invalid_input when they are not such values
 */
export function decodeCursor<const T extends readonly z.ZodType[]>(
  cursor: string,
  values: T,
): Values<T> {
  const parsed = z.tuple(values as unknown as [z.ZodType]).safeParse(parse(cursor));
  if (parsed.success) return parsed.data as unknown as Values<T>;
  throw platformErrors.invalidInput({
    errors: [fieldError('/cursor', 'bad_cursor')],
  });
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}

/** Cuts a result of `limit + 1` rows to a page; the extra row only says that there is more. */
export function toPage<R, T>(
  rows: readonly R[],
  limit: number,
  map: (row: R) => T,
  cursorOf: (row: R) => readonly (string | number)[],
): { items: T[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(map),
    nextCursor: rows.length > limit && last ? encodeCursor(cursorOf(last)) : null,
  };
}
