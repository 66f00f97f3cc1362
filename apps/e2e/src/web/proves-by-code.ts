import type { Postbox } from '@edu/journey';
import { expect } from 'vitest';
import type { WebPerson } from './web-person.ts';

const MAIL_MS = { timeout: 20_000, interval: 200 };

/** Does what the page wants a fresh proof for, and gives that by a code to an address of theirs. */
export async function provesByCode(
  person: WebPerson,
  post: Postbox,
  address: Parameters<Postbox['code']>[0],
  act: () => Promise<void>,
): Promise<void> {
  const [before] = await post.letters(address);
  await act();
  const dialog = person.page.getByRole('dialog');
  await dialog.getByRole('button', { name: person.t('proof.sendCode') }).click();
  const digits = dialog.getByRole('textbox');
  await digits.waitFor();
  await expect.poll(async () => (await post.letters(address))[0]?.id, MAIL_MS).not.toBe(before?.id);
  await digits.fill((await post.code(address)).code);
  await dialog.getByRole('button', { name: person.t('proof.submit') }).click();
}
