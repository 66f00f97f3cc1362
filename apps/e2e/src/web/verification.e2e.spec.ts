import { DESKTOP, PHONE } from '@edu/browser';
import type { Locale } from '@edu/client';
import { LOCALES } from '@edu/contract-kit';
import { ApiClient, freshEmail, Postbox } from '@edu/journey';
import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { expect, inject, it } from 'vitest';
import { signInAdmin } from '../people.ts';
import { signInAs } from './sign-in.ts';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const post = new Postbox(inject('platform').urls);
const MAIL_MS = { timeout: 20_000, interval: 200 };
/** A screen that shows what services said to each other. */
const PATIENT = { timeout: 20_000, interval: 500 };
const JOURNEY_MS = 180_000;
type Email = ReturnType<typeof freshEmail>;

describeInBrowser('the check of an identity', (open) => {
  it.each(LOCALES)(
    'goes from a phone’s camera to a reviewer, and to a badge in the search, in %s',
    async (locale: Locale) => {
      const name = `Aya Koné ${randomBytes(4).toString('hex')}`;
      const tutor = new WebPerson(await open({ locale, viewport: PHONE }), locale, name);
      const reviewer = new WebPerson(await open({ locale, viewport: DESKTOP }), locale, 'Trust');
      const email = freshEmail('tutor');
      await offersLessons(tutor, email);
      await sendsDocuments(tutor, email);
      await approves(reviewer, name);
      await isShown(tutor, email);
      for (const person of [tutor, reviewer]) {
        expect(person.visitor.faults).toEqual([]);
        await person.visitor.close();
      }
    },
    JOURNEY_MS,
  );
});

async function offersLessons(tutor: WebPerson, email: Email): Promise<void> {
  await tutor.goto('/sign-up?as=tutor');
  await tutor.signUp(post, 'tutor', email);
  await tutor.arrives('/teaching/profile');
  await tutor.field('teaching.field.headline').fill('Maths, lentement et clairement');
  await tutor.field('teaching.field.subjects').fill('maths');
  await tutor.button('teaching.addSubject').click();
  await tutor.main.getByRole('checkbox', { name: tutor.t('teaching.mode.online') }).check();
  await tutor.field('teaching.field.hourlyRate').fill('5000');
  await tutor.button('site.save').click();
  await tutor.button('teaching.profile.publish').click();
  await tutor.reads('teaching.profile.published');
}

/** With the proof that the page asks for before the first of them. */
async function sendsDocuments(tutor: WebPerson, email: Email): Promise<void> {
  const { page } = tutor;
  await tutor.goto('/account/verification');
  const card = tutor.main.locator('[data-check=identity]');
  await card.waitFor();
  await tutor.seesAccessibly();
  const picture = await sharp({
    create: { width: 900, height: 600, channels: 3, background: '#c96' },
  })
    .jpeg()
    .toBuffer();
  const file = { name: '../../..%2fid\u202Egpj.exe', mimeType: 'image/jpeg', buffer: picture };
  const send = (piece: string) =>
    card.locator(`[data-piece=${piece}] input[type=file]`).first().setInputFiles(file);
  const [signUpLetter] = await post.letters(email);
  await send('front');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: tutor.t('proof.sendCode') }).click();
  const digits = dialog.getByLabel(tutor.t('proof.codeLabel', { address: email.email }));
  await digits.waitFor();
  await expect
    .poll(async () => (await post.letters(email))[0]?.id, MAIL_MS)
    .not.toBe(signUpLetter?.id);
  await digits.fill((await post.code(email)).code);
  await dialog.getByRole('button', { name: tutor.t('proof.submit') }).click();
  await card.locator('[data-piece=front] .tag').waitFor();
  await send('selfie');
  await card.locator('[data-piece=selfie] .tag').waitFor();
  await card.getByRole('button', { name: tutor.t('verification.submit') }).click();
  await tutor.reads('verification.state.in_review');
  await tutor.seesAccessibly();
}

/** Somebody of the team, who has just proved that it is them. */
async function approves(reviewer: WebPerson, name: string): Promise<void> {
  const api = new ApiClient(inject('platform').url);
  await signInAs(reviewer.visitor, await signInAdmin(api).finally(() => api.close()));
  await reviewer.goto('/staff/verifications');
  await reviewer.main.getByRole('link', { name }).click();
  await reviewer.reads('verification.case.documents');
  await reviewer.button('verification.case.claim').click();
  const pictures = reviewer.main.locator('.evidence img');
  await expect.poll(() => pictures.count(), PATIENT).toBe(2);
  for (const picture of await pictures.all()) {
    const width = () => picture.evaluate((image: { naturalWidth?: number }) => image.naturalWidth);
    await expect.poll(width, PATIENT).toBe(900);
  }
  await reviewer.seesAccessibly();
  await reviewer.main.getByRole('radio', { name: reviewer.t('verification.case.approve') }).check();
  await reviewer.button('verification.case.confirm').click();
  await reviewer.reads('verification.case.state.approved');
  await reviewer.seesAccessibly();
}

/** To the tutor by e-mail and on the page, and to everybody in the search and in the profile. */
async function isShown(tutor: WebPerson, email: Email): Promise<void> {
  const approved = tutor.t('notifications.kyc-approved.title');
  await expect
    .poll(async () => (await post.letters(email)).map(({ subject }) => subject), MAIL_MS)
    .toContain(approved);
  const query = `/search?what=${encodeURIComponent(tutor.name)}&verified=identity`;
  await expect
    .poll(async () => {
      await tutor.goto(query);
      const card = tutor.main.locator('.provider-card').filter({ hasText: tutor.name });
      return card.getByText(tutor.t('verification.badge.identity')).count();
    }, PATIENT)
    .toBe(1);
  await tutor.seesAccessibly();
  await tutor.main.getByRole('link', { name: tutor.name }).first().click();
  await tutor.main.locator('.verified-badges').waitFor();
  await tutor.goto('/account/verification');
  await tutor.main.locator('[data-check=identity] .verified').waitFor();
}
