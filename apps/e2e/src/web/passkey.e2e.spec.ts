import { PHONE } from '@edu/browser';
import type { Locale } from '@edu/client';
import { LOCALES } from '@edu/contract-kit';
import { freshEmail, Postbox } from '@edu/journey';
import type { CDPSession } from 'playwright-core';
import { expect, inject, it } from 'vitest';
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
      await person.goto('/sign-in');
      await person.button('account.signIn.byPasskey').waitFor();
      await person.seesAccessibly();
      await person.button('account.signIn.byPasskey').click();
      await entered(person);

      await person.goto('/account/security');
      await person.reads('account.devices.lastUsed');
      await removes(person, 'Mon téléphone');
      await person.reads('account.passkeys.none');
      await expect
        .poll(async () => (await post.letters(email)).length, MAIL_MS)
        .toBeGreaterThanOrEqual(4); // two codes, and a message each about adding and removing
      expect(visitor.faults).toEqual([]);

      // The device still has the key, which is nobody's now.
      await visitor.context.clearCookies();
      await person.goto('/sign-in');
      await person.button('account.signIn.byPasskey').click();
      await person.main.getByRole('alert').waitFor();
      await person.seesAccessibly();
      await device.forget();
      await person.button('account.signIn.byPasskey').click();
      await person.reads('proof.noPasskey');
      await visitor.close();
    },
  );
});

/** A device that has passkeys, and a finger on its sensor. */
async function deviceOf({ visitor: { context, page } }: WebPerson) {
  const cdp: CDPSession = await context.newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    credentials: async () =>
      (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
    forget: () => cdp.send('WebAuthn.clearCredentials', { authenticatorId }),
  };
}

/** With the proof by code that the page asks for before. */
async function adds(person: WebPerson, email: Email): Promise<void> {
  const [signUpLetter] = await post.letters(email);
  await person.button('account.passkeys.add').click();
  const dialog = person.page.getByRole('dialog');
  await dialog.getByRole('button', { name: person.t('proof.sendCode') }).click();
  const digits = dialog.getByLabel(person.t('proof.codeLabel', { address: email.email }));
  await digits.waitFor();
  await expect
    .poll(async () => (await post.letters(email))[0]?.id, MAIL_MS)
    .not.toBe(signUpLetter?.id);
  await digits.fill((await post.code(email)).code);
  await dialog.getByRole('button', { name: person.t('proof.submit') }).click();
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

const entered = (person: WebPerson) => person.arrives(/^\/(fr|en)(\/(?!sign-)|$)/);
