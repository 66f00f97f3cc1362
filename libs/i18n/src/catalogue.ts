import type { en } from './en/en.ts';

type Source = typeof en;
type Namespace = Exclude<keyof Source, 'problems'>;

/** The texts of one language: ICU messages by namespace and key. */
export type Catalogue = {
  readonly [N in Namespace]: Readonly<Record<keyof Source[N], string>>;
} & {
  /** Titles and details of problems: `<code>.title`, `<code>.detail`. English is in the contracts. */
  readonly problems: Readonly<Record<string, string>>;
};

/** Names a text, as in `notifications.booking-confirmed.title`. */
export type TextKey = { [N in Namespace]: `${N}.${keyof Source[N] & string}` }[Namespace];
