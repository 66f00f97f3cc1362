import type { FieldCode } from '@edu/contract-kit';
import type { en } from './en/en.ts';

/** The texts of one language: ICU messages by namespace and key. */
export interface Catalogue {
  /** What is wrong with a field of a request. */
  readonly fields: Readonly<Record<FieldCode, string>>;
  /** What is sent to people. */
  readonly notifications: Readonly<Record<keyof typeof en.notifications, string>>;
  /** What people see while the web client is down. */
  readonly outage: Readonly<Record<keyof typeof en.outage, string>>;
  /** Titles and details of problems: `<code>.title`, `<code>.detail`. English is in the contracts. */
  readonly problems: Readonly<Record<string, string>>;
  /** The start page. */
  readonly status: Readonly<Record<keyof typeof en.status, string>>;
}

type Namespace = Exclude<keyof Catalogue, 'problems'>;

/** Names a text, as in `notifications.booking-confirmed.title`. */
export type TextKey = { [N in Namespace]: `${N}.${keyof Catalogue[N] & string}` }[Namespace];
