import { fillText, type TextParams } from '@edu/contract-kit';
import { IntlMessageFormat } from 'intl-messageformat';
import { LRUCache } from 'lru-cache';

/** More than there are texts: a text is compiled once, and no caller can make the cache grow. */
const compiled = new LRUCache<string, IntlMessageFormat>({ max: 2_000 });

/** @throws SyntaxError when the text is no ICU message */
export function compileMessage(locale: string, text: string): IntlMessageFormat {
  const key = `${locale}\n${text}`;
  const known = compiled.get(key);
  if (known) return known;
  // Texts have no markup: what a `<` means is for those who write HTML.
  const message = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });
  compiled.set(key, message);
  return message;
}

/** Writes an ICU message out. A parameter that is not given stays visible as `{name}`. */
export function formatMessage(locale: string, text: string, params?: TextParams): string {
  try {
    return String(compileMessage(locale, text).format(params));
  } catch {
    // Somebody waits for this answer: a text with a hole is better than none.
    return fillText(text, params);
  }
}

/** The names of the parameters that a message takes, in alphabetical order. */
export function parametersOf(locale: string, text: string): string[] {
  const names = new Set<string>();
  const collect = (elements: readonly MessageElement[]): void => {
    for (const { type, value, options } of elements) {
      if (type !== LITERAL && type !== POUND) names.add(value!);
      for (const option of Object.values(options ?? {})) collect(option.value);
    }
  };
  collect(compileMessage(locale, text).getAst());
  return [...names].sort();
}

/** Elements of the tree that are no parameters: a text, and the `#` of a plural. */
const LITERAL = 0;
const POUND = 7;

interface MessageElement {
  readonly type: number;
  readonly value?: string;
  readonly options?: Readonly<Record<string, { readonly value: readonly MessageElement[] }>>;
}
