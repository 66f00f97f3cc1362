import { PHONE } from '@edu/browser';
import type { Locale, User } from '@edu/client';
import { LOCALES } from '@edu/contract-kit';
import { freshEmail, Postbox } from '@edu/journey';
import { beforeAll, expect, inject, it, vi } from 'vitest';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const post = new Postbox(inject('platform').urls);
const MAIL_MS = { timeout: 20_000, interval: 200 };
const PAGE_MS = { timeout: 30_000 };
/** As the simulated issuer is called. */
const name = 'Example';
type Email = ReturnType<typeof freshEmail>;
type Me = Pick<User, 'email' | 'roles' | 'displayName' | 'locale'>;

/** The simulated servers load with the first question, which may take longer than a sign-in waits. */
beforeAll(async () => {
  const { url } = inject('platform');
  const begins = async (issuer: string) =>
    (await fetch(`${url}/api/v1/auth/issuers/${issuer}`, { method: 'POST' })).ok;
  for (const issuer of ['example', 'apple']) {
    const hasLoaded = async () => expect(await begins(issuer)).toBe(true);
    await vi.waitFor(hasLoaded, { timeout: 60_000, interval: 500 });
  }
}, 120_000);

describeInBrowser('an account of another company', (open) => {
  it.each(LOCALES)('signs up, is unlinked and linked, in %s on a phone', async (locale: Locale) => {
    const person = new WebPerson(await open({ locale, viewport: PHONE }), locale, 'Ama Boateng');
    const email = freshEmail('issuer');

    await person.goto('/sign-up?as=student');
    await person.button('account.issuers.signIn', { name }).click();
    await agrees(person, email);
    await person.field('account.name').fill(person.name);
    await person.seesAccessibly();
    await person.page.reload();
    expect(await person.field('account.name').inputValue()).toBe(person.name);
    await person.button('account.signUp.submit').click();
    await entered(person);
    expect(await person.api<Me>('/me')).toMatchObject({
      ...{ email: email.email, roles: ['student'], displayName: person.name, locale },
    });
    await signsInAgain(person, email);

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

  it('is linked once its owner has signed in here as usual', async () => {
    const person = new WebPerson(await open({ locale: 'fr', viewport: PHONE }), 'fr', 'Awa Koné');
    const email = freshEmail('issuer');
    await person.goto('/sign-up?as=tutor');
    await person.signUp(post, 'tutor', email);
    await entered(person);
    await person.visitor.context.clearCookies();

    await person.goto('/sign-in?next=%2Ffr%2Finbox');
    await person.button('account.issuers.signIn', { name }).click();
    await agrees(person, email);
    await person.reads('account.issuers.known');
    await person.seesAccessibly();
    await person.link('account.issuers.toSignIn').click();
    await person.main.getByRole('radio', { name: person.t('account.byEmail') }).check();
    await person.field('account.email').fill(email.email);
    const [letter] = await post.letters(email);
    await person.button('account.signIn.sendCode').click();
    const digits = person.field('account.code.label');
    await digits.waitFor();
    await expect.poll(async () => (await post.letters(email))[0]?.id, MAIL_MS).not.toBe(letter?.id);
    await digits.fill((await post.code(email)).code);
    await person.button('account.code.submit').click();
    await person.arrives('/inbox');
    await signsInAgain(person, email);
    expect(person.visitor.faults).toEqual([]);
    await person.visitor.close();
  });

  it('signs up where the answer is posted, with the name that came with it', async () => {
    const person = new WebPerson(await open({ locale: 'fr', viewport: PHONE }), 'fr', '');
    const email = freshEmail('apple');
    await person.goto('/sign-up?as=student');
    await person.button('account.issuers.signIn', { name: 'Apple' }).click();
    await person.page.getByLabel('Hide my address').check();
    await agrees(person, email);
    await person.field('account.issuers.ownEmail').waitFor();
    expect(await person.field('account.name').inputValue()).toBe('Ama Boateng');
    await person.seesAccessibly();
    await person.button('account.signUp.submit').click();
    await entered(person);
    expect((await person.api<Me>('/me')).email).toMatch(/@privaterelay\.example$/);
    expect(person.visitor.faults).toEqual([]);
    await person.visitor.close();
  });

  it('gets a code of ours where the issuer has not verified the address', async () => {
    const person = new WebPerson(await open({ locale: 'en' }), 'en', 'Kofi Mensah');
    const email = freshEmail('issuer');
    await person.goto('/sign-in');
    await person.button('account.issuers.signIn', { name }).click();
    await person.page.getByLabel('Verified here').uncheck();
    await agrees(person, email);
    await person.main.getByRole('radio', { name: person.t('account.role.parent') }).check();
    await person.field('account.name').fill(person.name);
    expect(await person.field('account.email').inputValue()).toBe(email.email);
    await person.button('account.signUp.submit').click();
    const digits = person.field('account.code.label');
    await digits.waitFor();
    await digits.fill((await post.code(email)).code);
    await person.button('account.code.submit').click();
    await entered(person);
    await signsInAgain(person, email);
    expect(person.visitor.faults).toEqual([]);
    await person.visitor.close();
  });
});

/** With nothing but the account elsewhere. */
async function signsInAgain(person: WebPerson, email: Email): Promise<void> {
  await person.visitor.context.clearCookies();
  await person.goto('/sign-in');
  await person.seesAccessibly();
  await person.button('account.issuers.signIn', { name }).click();
  await agrees(person, email);
  await entered(person);
  expect((await person.api<Me>('/me')).email).toBe(email.email);
}

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
