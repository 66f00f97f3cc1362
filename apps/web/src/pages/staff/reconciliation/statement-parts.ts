/** A little less than what a request takes. */
const PART = 55_000;

/** A file in parts that end at the end of a line. */
export function partsOf(text: string, most = PART): string[] {
  const parts: string[] = [];
  for (let rest = text; rest !== '';) {
    const end = rest.length <= most ? rest.length : rest.lastIndexOf('\n', most - 1) + 1;
    // A line that is longer than a part is no line of a statement: the platform says so.
    const part = rest.slice(0, end || most);
    parts.push(part);
    rest = rest.slice(part.length);
  }
  return parts;
}

/** Most operators write UTF-8, some what Windows did before. */
export function decoded(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
