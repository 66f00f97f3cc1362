import { z } from 'zod';
import { fieldRule } from './field-error.ts';
import { THREE_LETTERS, TWO_LETTERS } from './iso-639.ts';

let known: ReadonlySet<string> | undefined;

/** Unpacked when first asked for: most programs never are. */
function knownLanguages(): ReadonlySet<string> {
  known ??= new Set([
    ...TWO_LETTERS.trim().split(/\s+/),
    ...THREE_LETTERS.trim()
      .split(/\s+/)
      .flatMap((word) => [...word.slice(2)].map((last) => word.slice(0, 2) + last)),
  ]);
  return known;
}

/** One code for each language: `fra` is `fr`, as BCP 47 has it. */
function canonical(code: string): string {
  const lower = code.trim().toLowerCase();
  if (!/^[a-z]{2,3}$/.test(lower)) return lower;
  const [tag = lower] = Intl.getCanonicalLocales(lower);
  return /^[a-z]{2,3}$/.test(tag) ? tag : lower;
}

/**
 * A language that people speak: ISO 639, in two letters where it has such a code and in three where
 * it has not. Dioula is `dyu`, French is `fr` also when `fra` was sent.
 */
export const LanguageCode = z
  .string()
  .overwrite(canonical)
  .min(2)
  .max(3)
  .refine((code) => knownLanguages().has(code), fieldRule('unknown_language'))
  .meta({
    description: 'Language: two letters (ISO 639-1) where it has such a code, else three (639-3).',
    examples: ['fr', 'dyu'],
  });
