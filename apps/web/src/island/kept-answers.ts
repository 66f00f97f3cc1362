/** Answers that can be read again without a network, in one entry of the local storage. */
const ENTRY = 'edu.kept';
const MAX_ANSWERS = 30;
/** Phones have little, and whatever is kept is read and written as a whole. */
const MAX_CHARACTERS = 400_000;

export interface Kept<T> {
  /** When it was the newest, ms since 1970. */
  readonly at: number;
  readonly data: T;
}

type Answers = Record<string, Kept<unknown>>;

/** Keeps the newest answer of each name; the oldest make room. */
export function keepAnswer(name: string, data: unknown, at: number): void {
  const all: Answers = { ...read(), [name]: { at, data } };
  const newest = Object.entries(all)
    .sort(([, a], [, b]) => b.at - a.at)
    .slice(0, MAX_ANSWERS);
  for (;;) {
    const text = JSON.stringify(Object.fromEntries(newest));
    if (text.length <= MAX_CHARACTERS && write(text)) return;
    if (newest.length === 0) return;
    newest.pop();
  }
}

export function keptAnswer<T>(name: string): Kept<T> | undefined {
  return read()[name] as Kept<T> | undefined;
}

/** Every answer whose name begins like this. */
export function keptAnswers<T>(beginning: string): Kept<T>[] {
  const found = Object.entries(read()).filter(([name]) => name.startsWith(beginning));
  return found.map(([, answer]) => answer as Kept<T>);
}

/** They are of somebody: whoever comes next must not see them. */
export function forgetKept(): void {
  try {
    localStorage.removeItem(ENTRY);
  } catch {
    // Where storage is blocked nothing was kept.
  }
}

function read(): Answers {
  try {
    return (JSON.parse(localStorage.getItem(ENTRY) ?? '{}') as Answers | null) ?? {};
  } catch {
    return {};
  }
}

function write(text: string): boolean {
  try {
    localStorage.setItem(ENTRY, text);
    return true;
  } catch {
    return false; // full, or blocked
  }
}
