import { PHONE } from '@edu/browser';
import type { Locale } from '@edu/client';
import { LOCALES } from '@edu/contract-kit';
import { freshEmail, Postbox } from '@edu/journey';
import { expect, inject, it } from 'vitest';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const post = new Postbox(inject('platform').urls);
const MAIL_MS = { timeout: 20_000, interval: 200 };
const PAGE_MS = { timeout: 30_000 };
/** As the simulated issuer is called. */
const name = 'Example';
type Email = ReturnType<typeof freshEmail>;

describeInBrowser('an account of another company', (open) => {
  it.each(LOCALES)('signs in, is unlinked and linked, in %s on a phone', async (locale: Locale) => {
    const person = new WebPerson(await open({ locale, viewport: PHONE }), locale, 'Ama Boateng');
    const { context } = person.visitor;
    const email = freshEmail('issuer');

    // Nobody has that address here yet.
    await person.goto('/sign-in');
    await person.button('account.issuers.signIn', { name }).click();
    await agrees(person, email);
    await person.main.getByRole('alert').waitFor();
    await person.seesAccessibly();
    await person.link('account.issuers.beginAgain').click();
    await person.arrives('/sign-in');

    await person.goto('/sign-up?as=student');
    await person.signUp(post, 'student', email);
    await entered(person);
    await context.clearCookies();
    await person.goto('/sign-in');
    await person.seesAccessibly();
    await person.button('account.issuers.signIn', { name }).click();
    await agrees(person, email);
    await entered(person);

    await person.goto('/account/security');
    const unlink = person.button('account.issuers.unlinkName', { name });
    await unlink.waitFor();
    await person.seesAccessibly();
    await unlink.click();
    await proves(person, email);
    await person.reads('account.issuers.none');
    await person.button('account.issuers.link', { name }).click();
    await agrees(person, email);
    await person.arrives('/account/security');
    await unlink.waitFor();

    // The answer of before is nobody's any more.
    await person.goto('/sign-in/with?code=x&state=x');
    await person.reads('account.issuers.lost');
    await person.seesAccessibly();
    expect(person.visitor.faults).toEqual([]);
    await person.visitor.close();
  });
});

/** At the issuer, which asks for no password. */
async function agrees({ page }: WebPerson, { email }: Email): Promise<void> {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('button', { name: 'Go on' }).click();
}

/** By a code to their address. */
async function proves(person: WebPerson, email: Email): Promise<void> {
  const [letter] = await post.letters(email);
  const dialog = person.page.getByRole('dialog');
  await dialog.getByRole('button', { name: person.t('proof.sendCode') }).click();
  const digits = dialog.getByLabel(person.t('proof.codeLabel', { address: email.email }));
  await digits.waitFor();
  await expect.poll(async () => (await post.letters(email))[0]?.id, MAIL_MS).not.toBe(letter?.id);
  await digits.fill((await post.code(email)).code);
  await dialog.getByRole('button', { name: person.t('proof.submit') }).click();
}

async function entered({ page }: WebPerson): Promise<void> {
  const path = () => new URL(page.url()).pathname;
  await expect.poll(path, PAGE_MS).toMatch(/^\/(fr|en)(\/(?!sign-|interaction)|$)/);
  await page.waitForLoadState();
}
