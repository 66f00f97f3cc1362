import type { Locale } from '@edu/contract-kit';
import type { z } from 'zod';
import type { Letter } from '../channel/channel.ts';

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

type Text = Pick<Letter, 'title' | 'lines'>;
type Write<F> = (facts: F, reader: Reader) => Text;

/** A kind of message. Its name is stored; its facts are checked before they are written out. */
export interface Template<F = unknown> {
  readonly name: string;
  readonly facts: z.ZodType<F>;
  render(facts: unknown, reader: Reader): Letter;
}

export interface TemplateOptions<F> extends Readonly<Record<Locale, Write<F>>> {
  readonly name: string;
  readonly facts: z.ZodType<F>;
  readonly link: (facts: F) => { path: string; label: Readonly<Record<Locale, string>> };
}

export function defineTemplate<F>(options: TemplateOptions<F>): Template<F> {
  const { name, facts, link } = options;
  return Object.freeze({
    name,
    facts,
    render(stored: unknown, reader: Reader): Letter {
      const { locale } = reader;
      const parsed = facts.parse(stored);
      const { path, label } = link(parsed);
      return { ...options[locale](parsed, reader), locale, link: { path, label: label[locale] } };
    },
  });
}
