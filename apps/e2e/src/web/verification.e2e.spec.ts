import { DESKTOP, PHONE } from '@edu/browser';
import type { Locale } from '@edu/client';
import { LOCALES } from '@edu/contract-kit';
import { freshEmail, Postbox } from '@edu/journey';
import { randomBytes } from 'node:crypto';
import { expect, inject, it } from 'vitest';
import { approves, hasBadge, publishes, sendsIdentity, writesProfile } from './identity-check.ts';
import { provesByCode } from './proves-by-code.ts';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const post = new Postbox(inject('platform').urls);
const MAIL_MS = { timeout: 20_000, interval: 200 };
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
      await sendsIdentity(tutor, (send) => provesByCode(tutor, post, email, send));
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
  await writesProfile(tutor);
  await publishes(tutor);
}

/** To the tutor by e-mail and on the page, and to everybody in the search and in the profile. */
async function isShown(tutor: WebPerson, email: Email): Promise<void> {
  const approved = tutor.t('notifications.kyc-approved.title');
  await expect
    .poll(async () => (await post.letters(email)).map(({ subject }) => subject), MAIL_MS)
    .toContain(approved);
  await hasBadge(tutor);
  await tutor.main.getByRole('link', { name: tutor.name }).first().click();
  await tutor.main.locator('.verified-badges').waitFor();
  await tutor.goto('/account/verification');
  await tutor.main.locator('[data-check=identity] .verified').waitFor();
}
