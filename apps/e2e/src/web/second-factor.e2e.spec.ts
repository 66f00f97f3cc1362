import { PHONE } from '@edu/browser';
import type { Locale } from '@edu/client';
import { LOCALES } from '@edu/contract-kit';
import { freshEmail, Postbox } from '@edu/journey';
import { randomBytes } from 'node:crypto';
import { TOTP } from 'otpauth';
import { expect, inject, it } from 'vitest';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const post = new Postbox(inject('platform').urls);
const MAIL_MS = { timeout: 20_000, interval: 200 };
type Email = ReturnType<typeof freshEmail>;

describeInBrowser('a password and a second factor', (open) => {
  it.each(LOCALES)('protect an account, in %s on a phone', async (locale: Locale) => {
    const person = new WebPerson(await open({ locale, viewport: PHONE }), locale, 'Ama Boateng');
    const email = freshEmail('careful');
    await person.goto('/sign-up?as=student');
    await person.signUp(post, 'student', email);
    await entered(person);

    await person.goto('/account/security');
    const first = newPassword();
    await setsPassword(person, email, first);
    const codes = await setsUpApp(person);
    expect(new Set(codes).size).toBe(10);

    await person.visitor.context.clearCookies();
    await signsIn(person, email, first);
    await provesByRecoveryCode(person, codes[0]!);

    await person.visitor.context.clearCookies();
    await forgetsPassword(person, email, newPassword());
    await provesByRecoveryCode(person, codes[1]!);

    await person.goto('/account/security');
    await person.reads('account.security.codesLeft', { count: 8 });
    await person.seesAccessibly();
    expect(person.visitor.faults).toEqual([]);
    await person.visitor.close();
  });
});

/** As nobody has it, on no list of passwords that others found out. */
const newPassword = () => `mangue ${randomBytes(9).toString('base64url')}`;

/** With the proof that the page asks for before. */
async function setsPassword(person: WebPerson, email: Email, password: string): Promise<void> {
  const { page } = person;
  const [signUpLetter] = await post.letters(email);
  await person.field('account.newPassword').fill(password);
  await person.button('account.security.setPassword').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: person.t('proof.sendCode') }).click();
  const digits = dialog.getByLabel(person.t('proof.codeLabel', { address: email.email }));
  await digits.waitFor();
  await expect
    .poll(async () => (await post.letters(email))[0]?.id, MAIL_MS)
    .not.toBe(signUpLetter?.id);
  await digits.fill((await post.code(email)).code);
  await person.seesAccessibly();
  await dialog.getByRole('button', { name: person.t('proof.submit') }).click();
  await person.reads('account.security.hasPassword');
}

/** @returns the recovery codes that are shown this once */
async function setsUpApp(person: WebPerson): Promise<string[]> {
  await person.button('account.security.begin').click();
  const secret = (await person.main.locator('code.secret').textContent())!.replaceAll(' ', '');
  await person.main.getByAltText(person.t('account.security.qr')).waitFor();
  await person.seesAccessibly();
  await person.field('proof.totp').fill(new TOTP({ secret }).generate());
  await person.button('proof.submit').click();
  const list = person.main.locator('.recovery-codes code');
  await list.first().waitFor();
  await person.seesAccessibly();
  return list.allTextContents();
}

async function signsIn(person: WebPerson, { email }: Email, password: string): Promise<void> {
  await person.goto('/sign-in');
  await person.main.getByRole('radio', { name: person.t('account.byEmail') }).check();
  await person.field('account.email').fill(email);
  await person.main.getByRole('radio', { name: person.t('account.signIn.byPassword') }).check();
  await person.field('account.password').fill(password);
  await person.button('account.signIn.submit').click();
}

async function forgetsPassword(person: WebPerson, email: Email, password: string): Promise<void> {
  const [letter] = await post.letters(email);
  await person.goto('/sign-in');
  await person.link('account.signIn.forgotten').click();
  await person.arrives('/forgotten-password');
  await person.main.getByRole('radio', { name: person.t('account.byEmail') }).check();
  await person.field('account.email').fill(email.email);
  await person.button('account.signIn.sendCode').click();
  await person.field('account.code.label').waitFor();
  await expect.poll(async () => (await post.letters(email))[0]?.id, MAIL_MS).not.toBe(letter?.id);
  await person.field('account.code.label').fill((await post.code(email)).code);
  await person.field('account.newPassword').fill(password);
  await person.button('account.reset.submit').click();
}

/** The phone with the app is not at hand. */
async function provesByRecoveryCode(person: WebPerson, code: string): Promise<void> {
  await person.main.getByRole('radio', { name: person.t('proof.recovery_code') }).check();
  await person.seesAccessibly();
  await person.main.getByRole('textbox', { name: person.t('proof.recovery_code') }).fill(code);
  await person.button('proof.submit').click();
  await entered(person);
}

const entered = (person: WebPerson) =>
  person.arrives(/^\/(fr|en)(\/(?!sign-|forgotten-password)|$)/);
