import { COMMON_PASSWORDS } from './common-passwords.ts';
import { normalForm } from './password-form.ts';

/** Rows of keyboards, English and French, and of the alphabet: what a finger runs along. */
const ROWS = [
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'azertyuiop',
  'qsdfghjklm',
  'wxcvbn',
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
];
const MIN_RUN = 4;
const MIN_DISTINCT = 5;
/** What has to be left when everything that a guesser tries first is removed. */
const MIN_REST = 5;
/** Words that everybody would try here. */
const OUR_WORDS = ['educonnect', 'education', 'connect', 'password', 'motdepasse'];
const MIN_WORD = 3;

/**
 * Whether a password is among those that guessers try first: a common one, a run of keys, one
 * thing repeated, or made of words about the platform and about its owner. Length is the contract's
 * affair.
 *
 * @param about the owner's name and address
 */
export function isWeak(password: string, about: readonly string[]): boolean {
  const text = fold(password);
  if (new Set(text).size < MIN_DISTINCT || COMMON_PASSWORDS.has(text)) return true;
  const rest = [...OUR_WORDS, ...about.flatMap(wordsOf)]
    .reduce((left, word) => left.replaceAll(word, ''), withoutRepetition(text))
    .replace(RUNS, '');
  if ([...rest].filter((char) => /[\p{L}\p{N}]/u.test(char)).length < MIN_REST) return true;
  // A common word with a year or a mark at its end is tried as early as the word.
  return COMMON_PASSWORDS.has(rest.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, ''));
}

const fold = (text: string) => normalForm(text).toLowerCase().trim();

/** The words of a name and an address, the longest first, so that none hides in another. */
function wordsOf(text: string): string[] {
  const words = fold(text).split(/[^\p{L}\p{N}]+/u);
  return words.filter((word) => word.length >= MIN_WORD).sort((a, b) => b.length - a.length);
}

/** `abcabcabc` is `abc`. */
const withoutRepetition = (text: string) => /^(.+?)\1+$/u.exec(text)?.[1] ?? text;

/** Runs along a row, in both directions. */
const RUNS = new RegExp(
  ROWS.flatMap((row) => [row, [...row].reverse().join('')])
    .flatMap(partsOf)
    .sort((a, b) => b.length - a.length)
    .join('|'),
  'g',
);

function partsOf(row: string): string[] {
  const parts: string[] = [];
  for (let length = MIN_RUN; length <= row.length; length++) {
    for (let from = 0; from + length <= row.length; from++) {
      parts.push(row.slice(from, from + length));
    }
  }
  return parts;
}
