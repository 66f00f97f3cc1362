/** How many mistakes are forgiven: a short text with a mistake could be anything. */
export function tolerated({ length }: string): number {
  if (length < 4) return 0;
  return length < 8 ? 1 : 2;
}

/**
 * The fewest letters to insert, drop, replace or swap so that `text` begins `name`: the last row of
 * the optimal string alignment table, since any prefix of the name will do. Infinite as soon as it
 * must be more than `most`.
 */
export function prefixDistance(text: string, name: string, most = Infinity): number {
  let before: number[] = [];
  let above = Array.from({ length: name.length + 1 }, (_, column) => column);
  let leastAbove = 0;
  for (let row = 1; row <= text.length; row++) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= name.length; column++) {
      const same = text[row - 1] === name[column - 1];
      const swapped =
        row > 1 &&
        column > 1 &&
        text[row - 1] === name[column - 2] &&
        text[row - 2] === name[column - 1];
      const distance = Math.min(
        above[column]! + 1,
        current[column - 1]! + 1,
        above[column - 1]! + (same ? 0 : 1),
        swapped ? before[column - 2]! + 1 : Infinity,
      );
      current[column] = distance;
      least = Math.min(least, distance);
    }
    // A swap reaches back two rows.
    if (least > most && leastAbove > most) return Infinity;
    [before, above, leastAbove] = [above, current, least];
  }
  return Math.min(...above);
}
