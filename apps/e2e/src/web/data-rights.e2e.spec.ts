import { PHONE } from '@edu/browser';
import type { Locale } from '@edu/client';
import { LOCALES } from '@edu/contract-kit';
import { freshEmail, Postbox } from '@edu/journey';
import { expect, inject, it } from 'vitest';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const post = new Postbox(inject('platform').urls);
const MAIL_MS = { timeout: 20_000, interval: 200 };

describeInBrowser('whoever is signed in', (open) => {
  it.each(LOCALES)(
    'has a copy of their data made, erases their account and keeps it, in %s on a phone',
    async (locale: Locale) => {
      const person = new WebPerson(await open({ locale, viewport: PHONE }), locale, 'Ama Boateng');
      const { page } = person;
      const email = freshEmail('undecided');
      await person.goto('/sign-up?as=student');
      await person.signUp(post, 'student', email);
      await page.waitForURL((url) => !url.pathname.endsWith('/sign-up'));

      await person.goto('/account/data');
      await person.button('account.data.ask').click();
      await person.button('account.data.fetch').waitFor();
      await person.seesAccessibly();

      await person.button('account.data.eraseBegin').click();
      await person.reads('account.data.sure');
      const [before] = await post.letters(email);
      await person.button('account.data.eraseSubmit').click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: person.t('proof.sendCode') }).click();
      const digits = dialog.getByLabel(person.t('proof.codeLabel', { address: email.email }));
      await digits.waitFor();
      await expect
        .poll(async () => /(?<!\d)\d{6}(?!\d)/.test((await post.letters(email))[0]!.text), MAIL_MS)
        .toBe(true);
      await expect
        .poll(async () => (await post.letters(email))[0]?.id, MAIL_MS)
        .not.toBe(before?.id);
      await digits.fill((await post.code(email)).code);
      await dialog.getByRole('button', { name: person.t('proof.submit') }).click();

      await page.waitForURL((url) => url.pathname.endsWith('/undo-erasure'));
      await person.reads('account.erasure.closed');
      await person.seesAccessibly();
      await person.button('account.erasure.undo').click();
      await person.reads('account.erasure.undone');
      await person.seesAccessibly();
      await person.visitor.close();
    },
  );
});
