import { ApiClient } from '@edu/journey';
import sharp from 'sharp';
import { expect, inject } from 'vitest';
import { signInAdmin } from '../people.ts';
import { signInAs } from './sign-in.ts';
import type { WebPerson } from './web-person.ts';

/** A screen that shows what services said to each other. */
const PATIENT = { timeout: 20_000, interval: 500 };

/** Fills in the page of the profile, which is open. */
export async function writesProfile(tutor: WebPerson): Promise<void> {
  await tutor.field('teaching.field.headline').fill('Maths, lentement et clairement');
  await tutor.field('teaching.field.subjects').fill('maths');
  await tutor.button('teaching.addSubject').click();
  await tutor.main.getByRole('checkbox', { name: tutor.t('teaching.mode.online') }).check();
  await tutor.field('teaching.field.hourlyRate').fill('5000');
  await tutor.button('site.save').click();
}

export async function publishes(tutor: WebPerson): Promise<void> {
  await tutor.button('teaching.profile.publish').click();
  await tutor.reads('teaching.profile.published');
}

/** Sends what is needed for an identity. @param prove gives the proof that the first of them wants */
export async function sendsIdentity(
  tutor: WebPerson,
  prove: (send: () => Promise<void>) => Promise<void>,
): Promise<void> {
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
  await prove(() => send('front'));
  await card.locator('[data-piece=front] .tag').waitFor();
  await send('selfie');
  await card.locator('[data-piece=selfie] .tag').waitFor();
  await card.getByRole('button', { name: tutor.t('verification.submit') }).click();
  await tutor.reads('verification.state.in_review');
  await tutor.seesAccessibly();
}

/** Somebody of the team, who has just proved that it is them. */
export async function approves(reviewer: WebPerson, name: string): Promise<void> {
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

/** In the search, among those whose identity is verified. @returns the card */
export async function hasBadge(tutor: WebPerson) {
  const query = `/search?what=${encodeURIComponent(tutor.name)}&verified=identity`;
  const card = tutor.main.locator('.provider-card').filter({ hasText: tutor.name });
  await expect
    .poll(async () => {
      await tutor.goto(query);
      return card.getByText(tutor.t('verification.badge.identity')).count();
    }, PATIENT)
    .toBe(1);
  await tutor.seesAccessibly();
  return card;
}
