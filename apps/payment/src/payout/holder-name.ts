/** Titles that operators and people put before names. */
const TITLES = new Set([
  'mr',
  'mrs',
  'ms',
  'mme',
  'mlle',
  'm',
  'dr',
  'pr',
  'prof',
  'el',
  'hadj',
  'hadja',
]);

/** The words of a name, without accents, titles and order. */
function wordsOf(name: string): string[] {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/['’‘`´]/g, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !TITLES.has(word));
}

/**
 * Whether two names can be of one person. Operators write them in capitals, without accents and with the family
 * name first, and know more or fewer first names than people use: all words of the shorter name must be in
 * the longer one, an initial stands for a word, and at least two words agree in full.
 */
export function isSameName(holder: string, wallet: string): boolean {
  const [short, long] = [wordsOf(holder), wordsOf(wallet)].sort((a, b) => a.length - b.length);
  const left = [...long!];
  let inFull = 0;
  // Words in full first: an initial must not take what a whole word needs.
  for (const word of short!.toSorted((a, b) => b.length - a.length)) {
    const at = left.findIndex((other) => other === word || isInitial(word, other));
    if (at < 0) return false;
    if (left[at] === word && word.length > 1) inFull += 1;
    left.splice(at, 1);
  }
  return inFull >= 2;
}

const isInitial = (one: string, other: string) =>
  (one.length === 1 && other.startsWith(one)) || (other.length === 1 && one.startsWith(other));
