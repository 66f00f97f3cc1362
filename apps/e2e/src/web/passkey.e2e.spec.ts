import { PHONE } from '@edu/browser';
import type { Locale } from '@edu/client';
import { LOCALES } from '@edu/contract-kit';
import { freshEmail, Postbox } from '@edu/journey';
import { expect, inject, it } from 'vitest';
import { deviceOf } from './passkey-device.ts';
import { provesByCode } from './proves-by-code.ts';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const { url, urls } = inject('platform');
const post = new Postbox(urls);
const MAIL_MS = { timeout: 20_000, interval: 200 };
/** Browsers take no number for the domain of a passkey. */
const baseURL = url.replace('//127.0.0.1', '//localhost');
type Email = ReturnType<typeof freshEmail>;

describeInBrowser('a passkey', (open) => {
  it.each(LOCALES)(
    'is added, signs in, proves and is removed, in %s on a phone',
    async (locale: Locale) => {
      const visitor = await open({ locale, viewport: PHONE, baseURL });
      const person = new WebPerson(visitor, locale, 'Ama Boateng');
      const device = await deviceOf(person);
      const email = freshEmail('passkey');
      await person.goto('/sign-up?as=student');
      await person.signUp(post, 'student', email);
      await entered(person);

      await person.goto('/account/security');
      await person.reads('account.passkeys.none');
      await person.seesAccessibly();
      await adds(person, email);
      await expect.poll(() => device.credentials(), MAIL_MS).toHaveLength(1);
      await renames(person, 'Mon téléphone');
      await person.seesAccessibly();

      await visitor.context.clearCookies();
      await device.touch(false);
      await person.goto('/sign-in');
      await person.button('account.signIn.byPasskey').waitFor();
      await person.seesAccessibly();
      await device.touch(true);
      await person.button('account.signIn.byPasskey').click();
      await entered(person);

      // Whoever takes the one that the browser offers in the field presses nothing.
      await visitor.context.clearCookies();
      await person.goto('/sign-in');
      await entered(person);

      await person.goto('/account/security');
      await person.button('account.passkeys.renameName', { name: 'Mon téléphone' }).waitFor();
      expect(await person.main.getByText(person.t('account.passkeys.unused')).count()).toBe(0);
      await removes(person, 'Mon téléphone');
      await person.reads('account.passkeys.none');
      await expect
        .poll(async () => (await post.letters(email)).length, MAIL_MS)
        .toBeGreaterThanOrEqual(4); // two codes, and a message each about adding and removing
      expect(visitor.faults).toEqual([]);

      // The device still has the key, which is nobody's now.
      await visitor.context.clearCookies();
      await person.goto('/sign-in');
      await person.main.getByRole('alert').waitFor();
      await device.forget();
      await person.seesAccessibly();
      await person.button('account.signIn.byPasskey').click();
      await person.reads('proof.noPasskey');
      await visitor.close();
    },
  );
});

/** With the proof by code that the page asks for before. */
async function adds(person: WebPerson, email: Email): Promise<void> {
  const add = () => person.button('account.passkeys.add').click();
  await provesByCode(person, post, email, add);
  await person.reads('account.passkeys.unused');
}

async function renames(person: WebPerson, name: string): Promise<void> {
  await person.main.getByRole('button', { name: /^(Renommer|Rename)/ }).click();
  await person.field('account.passkeys.name').fill(name);
  await person.button('site.save').click();
  await person.button('account.passkeys.renameName', { name }).waitFor();
}

/** With the proof by passkey, which is the way that the page suggests. */
async function removes(person: WebPerson, name: string): Promise<void> {
  await person.button('account.passkeys.removeName', { name }).click();
  const dialog = person.page.getByRole('dialog');
  await dialog.getByRole('radio', { name: person.t('proof.passkey') }).waitFor();
  await person.seesAccessibly();
  await dialog.getByRole('button', { name: person.t('proof.submit') }).click();
}

/** A passkey of a device without a person may answer twice, and the second leads there once more. */
async function entered({ page }: WebPerson): Promise<void> {
  const path = () => new URL(page.url()).pathname;
  await expect.poll(path, { timeout: 30_000 }).toMatch(/^\/(fr|en)(\/(?!sign-)|$)/);
  await page.waitForLoadState();
}
