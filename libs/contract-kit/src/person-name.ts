import { mixesAlphabets } from './alphabets.ts';
import { fieldRule } from './field-error.ts';
import { line } from './human-text.ts';

/** Letters of other alphabets, and digits, that are read as Latin letters. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  '0': 'o',
  '3': 'e',
  '¢': 'c',
  '€': 'e',
  ı: 'i',
  ο: 'o',
  ϲ: 'c',
  υ: 'u',
  τ: 't',
  η: 'n',
  ԁ: 'd',
  а: 'a',
  е: 'e',
  о: 'o',
  с: 'c',
  т: 't',
  п: 'n',
  ո: 'n',
  օ: 'o',
  ս: 'u',
};

/** As somebody reads it who does not look closely. */
function skeleton(name: string): string {
  const plain = name.normalize('NFKD').toLowerCase();
  return [...plain]
    .map((letter) => LOOKALIKES[letter] ?? letter)
    .join('')
    .replace(/[^a-z]/g, '');
}

const HONORIFICS = /\b(?:dr|pr|prof|m|mr|mrs|ms|mme|mlle|me|st|ste)\./giu;
/** An address of the web or of mail; programs make a link of it wherever the name is shown. */
const ADDRESS = /[@/\\]|\bwww\.|[\p{L}\p{N}-]{3,}\.[a-z]{2,}(?![\p{L}\p{N}])/iu;

/** More marks on one letter than any language writes: they would cover the lines around it. */
const STACKED = /\p{M}{5}/u;

/**
 * The name of a person, which the platform puts into its own messages: it has a letter, leads
 * nowhere, and does not pretend to be the platform or, by letters of another alphabet, somebody else.
 */
export const PersonName = line(80)
  .refine((name) => /\p{L}/u.test(name), fieldRule('name_without_letter'))
  .refine((name) => !ADDRESS.test(name.replace(HONORIFICS, '')), fieldRule('name_like_address'))
  .refine((name) => !skeleton(name).includes('educonnect'), fieldRule('name_of_platform'))
  .refine((name) => !mixesAlphabets(name), fieldRule('name_mixes_alphabets'))
  .refine((name) => !STACKED.test(name.normalize()), fieldRule('name_stacks_marks'))
  .meta({ description: 'The name of a person.', examples: ['Awa Koné'] });
