import anyAscii from 'any-ascii';

/** `latin`: everything is written in plain Latin letters, for which there is a font at all times. */
export type Letters = 'own' | 'latin';

const PICTURES = /[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}]/gu;
/** What is not drawn, or turns what stands around it. */
const HIDDEN = /[\p{C}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}]/gu;
/** Longer words are cut where the line ends. */
const LONG_WORD = /[^\s]{24}(?=[^\s])/gu;
const ZERO_WIDTH_SPACE = '\u200b';
const MAX = 200;

/** A text of a person as paper takes it: no pictures, nothing hidden, words that fit into a line. */
export function printable(text: string, letters: Letters, most = MAX): string {
  const own = text
    .normalize('NFC')
    .slice(0, most)
    .replace(PICTURES, '')
    .replace(/\s/gu, ' ')
    .replace(HIDDEN, '')
    .replace(/ +/g, ' ')
    .trim();
  const written = letters === 'latin' ? anyAscii(own) : own;
  return written.replace(LONG_WORD, (word) => word + ZERO_WIDTH_SPACE);
}
