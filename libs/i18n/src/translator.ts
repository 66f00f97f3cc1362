import type { FieldError, TextParams } from '@edu/contract-kit';
import type { Catalogue, TextKey } from './catalogue.ts';
import { formatMessage } from './message.ts';

/** Title and detail of a kind of problem, in English, as its contract has them. */
export interface ProblemText {
  readonly code: string;
  readonly title: string;
  readonly detail?: string | undefined;
}

/** Finds texts in the reader's language, or else in the source language, and writes them out. */
export class Translator<L extends string> {
  readonly #texts: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly #source: L;

  constructor(catalogues: Readonly<Record<L, Catalogue>>, source: NoInfer<L>) {
    this.#texts = new Map(
      Object.entries<Catalogue>(catalogues).map(([locale, catalogue]) => [locale, flat(catalogue)]),
    );
    this.#source = source;
  }

  translate(locale: L, key: TextKey, params?: TextParams): string {
    return this.#write(locale, key, key, params);
  }

  /** What is wrong with a field; as its service says it where this build does not know the code. */
  field(locale: L, { code, detail, params }: FieldError): string {
    return this.#write(locale, `fields.${code}`, detail, params);
  }

  /** A problem as its reader gets it; English as its contract has it where no catalogue does. */
  problem(locale: L, { code, title, detail }: ProblemText, params?: TextParams) {
    return {
      title: this.#write(locale, `problems.${code}.title`, title, params),
      ...(detail && { detail: this.#write(locale, `problems.${code}.detail`, detail, params) }),
    };
  }

  #write(locale: L, key: string, otherwise: string, params?: TextParams): string {
    const text = this.#texts.get(locale)?.get(key);
    if (text !== undefined) return formatMessage(locale, text, params);
    const source = this.#texts.get(this.#source)?.get(key) ?? otherwise;
    return formatMessage(this.#source, source, params);
  }
}

/** The texts of a catalogue by `<namespace>.<key>`. */
export function flat(catalogue: Catalogue): Map<string, string> {
  return new Map(
    Object.entries(catalogue).flatMap(([namespace, texts]) =>
      Object.entries(texts as Record<string, string>).map(
        ([key, text]) => [`${namespace}.${key}`, text] as const,
      ),
    ),
  );
}
