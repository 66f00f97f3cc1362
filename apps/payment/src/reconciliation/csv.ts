/** One line of a file, and where it begins. */
export interface CsvLine {
  /** From 1. */
  readonly number: number;
  readonly cells: readonly string[];
}

/**
 * Lines of comma-separated values, one at a time (RFC 4180): cells may be quoted, and quoted ones may have
 * the separator, line breaks and doubled quotes. Empty lines are passed over.
 */
export function* csvLines(text: string, separator: string): Generator<CsvLine> {
  let number = 1;
  let begun = 1;
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  const end = text.length;
  for (let at = text.startsWith('\uFEFF') ? 1 : 0; at <= end; at++) {
    const sign = at === end ? '\n' : text[at]!;
    if (quoted && at < end) {
      if (sign === '\n') number++;
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') cell += text[++at]!;
      else quoted = false;
    } else if (sign === '"' && cell === '') {
      quoted = true;
    } else if (sign === separator) {
      cells.push(cell);
      cell = '';
    } else if (sign === '\n') {
      cells.push(cell.replace(/\r$/, ''));
      if (cells.some((one) => one.trim() !== '')) yield { number: begun, cells };
      [cells, cell] = [[], ''];
      begun = ++number;
    } else cell += sign;
  }
}
