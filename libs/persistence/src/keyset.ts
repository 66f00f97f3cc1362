import { fieldError, platformErrors } from '@edu/contract-kit';

/** Where the next page starts: the sort values of the last row shown. Opaque to clients. */
export function encodeCursor(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** @throws platform.invalid_input when it is not a cursor of `length` values that we made */
export function decodeCursor(cursor: string, length: number): (string | number)[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const ok = (value: unknown) => typeof value === 'string' || typeof value === 'number';
    if (Array.isArray(values) && values.length === length && values.every(ok)) return values;
  } catch {
    // told below
  }
  throw platformErrors.invalidInput({
    errors: [fieldError('/cursor', 'bad_cursor')],
  });
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
