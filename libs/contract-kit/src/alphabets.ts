/**
 * Scripts that names are written in. Those of one row may stand in one word, as Japanese does it; the
 * others make a word that is not what it looks like.
 */
const ALPHABETS = [
  ['Latin'],
  ['Cyrillic'],
  ['Greek'],
  ['Armenian'],
  ['Georgian'],
  ['Arabic'],
  ['Hebrew'],
  ['Ethiopic'],
  ['Nko'],
  ['Adlam'],
  ['Tifinagh'],
  ['Vai'],
  ['Bamum'],
  ['Osmanya'],
  ['Coptic'],
  ['Cherokee'],
  ['Lisu'],
  ['Devanagari'],
  ['Bengali'],
  ['Tamil'],
  ['Thai'],
  ['Han', 'Hiragana', 'Katakana', 'Hangul', 'Bopomofo'],
].map((scripts) => {
  const of = scripts.map((script) => `\\p{scx=${script}}`).join('');
  return { name: scripts[0]!, has: new RegExp(`(?=\\p{L})[${of}]`, 'u') };
});

/** Alphabets with many letters that are drawn like Latin ones: never in one name with Latin. */
const LATIN_LOOKING = ['Cyrillic', 'Greek', 'Armenian', 'Coptic', 'Cherokee', 'Lisu'];

/** Which alphabets have letters in it that no other has. */
function alphabetsOf(text: string): string[] {
  // Marks, digits and signs belong to all; so do the letters that Unicode counts to none (ʼ, ʿ).
  const letters = [...text].filter((letter) => /\p{L}/u.test(letter) && !SHARED.test(letter));
  return ALPHABETS.filter(({ has }) => letters.some((letter) => has.test(letter))).map(
    ({ name }) => name,
  );
}

const SHARED = /[\p{Script=Common}\p{Script=Inherited}]/u;

/**
 * Whether a name is drawn with letters of one alphabet in the place of another’s: a word of two, or
 * Latin words beside those of an alphabet that looks like it. `Awa عائشة` is fine, `Аwa` is not.
 *
 * Source: Unicode Technical Standard 39, restriction levels
 */
export function mixesAlphabets(name: string): boolean {
  const words = name.normalize('NFKC').split(/[^\p{L}\p{M}\p{N}]+/u);
  if (words.some((word) => alphabetsOf(word).length > 1)) return true;
  const all = alphabetsOf(name.normalize('NFKC'));
  return all.includes('Latin') && all.some((name) => LATIN_LOOKING.includes(name));
}
