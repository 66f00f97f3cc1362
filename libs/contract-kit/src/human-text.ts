import { z } from 'zod';
import { fieldRule } from './field-error.ts';

/**
 * What hides or turns text: control, format, surrogate and private characters, non-characters, the
 * separators of lines and paragraphs, and letters that are drawn blank. Characters that Unicode will
 * only assign later are not among them: phones learn new emoji before servers do.
 */
const HIDDEN =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}\p{Zl}\p{Zp}\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]/u;

/** Format characters that writing needs: joiners between letters, and within one emoji. */
const NEEDED = [
  // Persian, Kurdish and the languages of India join and part letters with these two.
  /(?<=[\p{L}\p{M}])[\u200c\u200d](?=\p{L})/gu,
  // A family, a profession: several pictures that are drawn as one.
  /(?<=\p{Emoji}[\ufe0f\u{1f3fb}-\u{1f3ff}]?)\u200d(?=\p{Extended_Pictographic})/gu,
];

/** Something that can be seen. */
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

const isClean = (value: string): boolean =>
  !HIDDEN.test(NEEDED.reduce((rest, joiner) => rest.replace(joiner, ''), value));
const CLEAN = fieldRule('hidden_characters');
const isEmptyOrVisible = (value: string): boolean => value === '' || VISIBLE.test(value);
const SHOWN = fieldRule('nothing_visible');

/** One line of a person's text: trimmed; nothing in it hides or turns the rest. */
export const line = (max: number, min = 1) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine(isClean, CLEAN)
    .refine(isEmptyOrVisible, SHOWN)
    .meta({ examples: ['Maths'] });

/** Several lines of a person's text; they end in `\n`, whatever the sender ends them in. */
export const text = (max: number, min = 0) =>
  z
    .string()
    .trim()
    .overwrite((value) => value.replace(/\r\n?/g, '\n').replace(/\t/g, ' '))
    .min(min)
    .max(max)
    .refine((value) => isClean(value.replaceAll('\n', '')), CLEAN)
    .refine(isEmptyOrVisible, SHOWN)
    .meta({ examples: ['Two lines\nof text'] });

/** Lines of a file as they are: tabs, any line ends, and the mark with which a file of UTF-8 may begin. */
export const fileText = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((value) => isClean(value.replace(/^\ufeff|[\t\r\n]/g, '')), CLEAN);
