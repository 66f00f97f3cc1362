import assert from 'node:assert/strict';
import type { Person } from './actors.ts';
import { eventually } from './eventually.ts';
import { languageOf } from './language.ts';
import type { Address, Postbox } from './postbox.ts';

/** A person, and where e-mails for this person go. */
export interface Reader {
  readonly person: Person;
  readonly address: Address;
  /** In which they read times (IANA). */
  readonly zone: string;
}

/** Waits until a person's inbox contains a message about the booking, in the person's language. */
export async function notifiedInApp({ person }: Reader, bookingId: string): Promise<void> {
  const note = await eventually(async () => {
    const { items } = await person.api.get('/api/v1/me/notifications');
    const found = items.find(({ link }) => link === `/bookings/${bookingId}`);
    assert(found, `nothing in the inbox of ${person.displayName}`);
    return found;
  });
  assert.equal(languageOf(`${note.title} ${note.body}`), person.locale, note.title);
}

/** Waits for an e-mail about the booking, in the person's language and time zone. */
export async function notifiedByMail(
  post: Postbox,
  { person, address, zone }: Reader,
  bookingId: string,
): Promise<void> {
  const isAbout = ({ text }: { text: string }) => text.includes(bookingId);
  const { subject, text } = await post.waitFor(address, 'e-mail', isAbout);
  assert.equal(languageOf(`${subject} ${text}`), person.locale, subject);
  assert.equal(/\((\w+\/\w+)\)/.exec(text)?.[1], zone, text);
}
