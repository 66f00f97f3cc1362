import type { Locale, TextParams } from '@edu/contract-kit';
import { translate, type TextKey } from '@edu/i18n';
import type { z } from 'zod';
import type { CalendarChange, Letter } from '../channel/channel.ts';

/** What a template may say beyond its facts. */
export interface Reader {
  readonly locale: Locale;
  /** IANA zone in which they read times; null when it is not known. */
  readonly zone: string | null;
  /** First name of the other person of the lesson; null when there is none to show. */
  readonly otherName: string | null;
  /** The other person's zone; null when it is not known. */
  readonly otherZone: string | null;
}

/** A text of the catalogue, and what is written into it. */
export type Line = TextKey | readonly [TextKey, TextParams];

/** What a letter is made of; the words are in the catalogues. */
interface Parts {
  readonly title: TextKey;
  readonly lines: readonly Line[];
  readonly link: { readonly path: string; readonly label: TextKey };
  readonly calendar?: CalendarChange;
}

/** A kind of message. Its name is stored; its facts are checked before they are written out. */
export interface Template<F = unknown> {
  readonly name: string;
  readonly facts: z.ZodType<F>;
  /** Not sent once its lesson has begun, was moved or was called off. */
  readonly onlyAhead: boolean;
  render(facts: unknown, reader: Reader): Letter;
}

export interface TemplateOptions<F> {
  readonly name: string;
  readonly facts: z.ZodType<F>;
  readonly onlyAhead?: boolean;
  readonly parts: (facts: F, reader: Reader) => Parts;
}

export function defineTemplate<F>(options: TemplateOptions<F>): Template<F> {
  const { name, facts, onlyAhead = false, parts } = options;
  return Object.freeze({
    name,
    facts,
    onlyAhead,
    render(stored: unknown, reader: Reader): Letter {
      const { locale } = reader;
      const { title, lines, link, calendar } = parts(facts.parse(stored), reader);
      const write = (line: Line) =>
        typeof line === 'string' ? translate(locale, line) : translate(locale, ...line);
      return {
        locale,
        title: write(title),
        lines: lines.map(write),
        link: { path: link.path, label: write(link.label) },
        calendar,
      };
    },
  });
}
