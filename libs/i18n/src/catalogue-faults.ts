import type { Catalogue } from './catalogue.ts';
import { compileMessage, parametersOf } from './message.ts';
import { flat, type ProblemText } from './translator.ts';

/**
 * What a translation lacks or has beyond its source: texts that are missing or belong to nothing,
 * that are no ICU messages, or that take other parameters. Empty when the language is complete.
 */
export function catalogueFaults(
  locale: string,
  catalogue: Catalogue,
  source: Catalogue,
  problems: readonly ProblemText[],
): string[] {
  const wanted = flat(source);
  for (const { code, title, detail } of problems) {
    wanted.set(`problems.${code}.title`, title);
    if (detail) wanted.set(`problems.${code}.detail`, detail);
  }
  const texts = flat(catalogue);
  const unknown = [...texts.keys()].filter((key) => !wanted.has(key));
  return [
    ...[...wanted].flatMap(([key, text]) => textFault(locale, key, texts.get(key), text)),
    ...unknown.map((key) => `${key}: belongs to nothing`),
  ];
}

function textFault(locale: string, key: string, text: string | undefined, source: string) {
  if (!text?.trim()) return [`${key}: is missing`];
  try {
    compileMessage(locale, text);
  } catch (error) {
    return [`${key}: is no ICU message (${(error as Error).message})`];
  }
  const [taken, given] = [parametersOf(locale, text), parametersOf('en', source)];
  const same = taken.join() === given.join();
  return same ? [] : [`${key}: takes {${taken.join(', ')}} instead of {${given.join(', ')}}`];
}
