import { DESKTOP, PHONE } from '@edu/browser';
import { freshPhone, Postbox } from '@edu/journey';
import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { expect, inject, it } from 'vitest';
import { approves, hasBadge, publishes, sendsIdentity, writesProfile } from './identity-check.ts';
import { deviceOf } from './passkey-device.ts';
import { provesByCode } from './proves-by-code.ts';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const { url, urls } = inject('platform');
const post = new Postbox(urls);
/** Browsers take no number for the domain of a passkey. */
const baseURL = url.replace('//127.0.0.1', '//localhost');
const PATIENT = { timeout: 30_000, interval: 500 };
const JOURNEY_MS = 240_000;

describeInBrowser('a tutor with nothing but a phone', (open) => {
  it(
    'signs up, adds a passkey and signs in by it, writes a profile with a photo, has the identity checked, and is found as checked',
    async () => {
      const name = `Fatou Sarr ${randomBytes(4).toString('hex')}`;
      const phone = { locale: 'fr', viewport: PHONE, baseURL } as const;
      const tutor = new WebPerson(await open(phone), 'fr', name);
      const reviewer = new WebPerson(
        await open({ locale: 'fr', viewport: DESKTOP }),
        'fr',
        'Trust',
      );
      const device = await deviceOf(tutor);
      const address = freshPhone();

      await tutor.goto('/sign-up?as=tutor');
      await tutor.signUp(post, 'tutor', address);
      await tutor.arrives('/teaching/profile');
      await tutor.goto('/account/security');
      const add = () => tutor.button('account.passkeys.add').click();
      await provesByCode(tutor, post, address, add);
      await tutor.reads('account.passkeys.unused');
      expect(await device.credentials()).toHaveLength(1);
      await signsInByPasskey(tutor);

      await tutor.goto('/teaching/profile');
      await writesProfile(tutor);
      await addsPhoto(tutor);
      await publishes(tutor);
      await sendsIdentity(tutor, (send) => provesByPasskey(tutor, send));
      await approves(reviewer, name);

      const card = await hasBadge(tutor);
      // The photo goes along, with the listing of the same profile.
      await card.locator('img').waitFor();
      await tutor.goto('/account/verification');
      await tutor.main.locator('[data-check=identity] .verified').waitFor();
      for (const { visitor } of [tutor, reviewer]) {
        expect(visitor.faults).toEqual([]);
        await visitor.close();
      }
    },
    JOURNEY_MS,
  );
});

/** Without having the session of before. The browser offers the passkey before anybody presses. */
async function signsInByPasskey(tutor: WebPerson): Promise<void> {
  await tutor.visitor.context.clearCookies();
  await tutor.goto('/sign-in');
  const path = () => new URL(tutor.page.url()).pathname;
  await expect.poll(path, PATIENT).toMatch(/^\/fr(\/(?!sign-)|$)/);
  await tutor.page.waitForLoadState();
}

/** Cut to a square in the page, and shown there. */
async function addsPhoto(tutor: WebPerson): Promise<void> {
  const create = { width: 1_200, height: 900, channels: 3, background: '#276' } as const;
  const buffer = await sharp({ create }).jpeg().toBuffer();
  const panel = tutor.main.locator('.photo-panel');
  const file = { name: 'moi.jpg', mimeType: 'image/jpeg', buffer };
  await panel.locator('input[type=file]').first().setInputFiles(file);
  const dialog = tutor.page.getByRole('dialog');
  await dialog.getByRole('button', { name: tutor.t('teaching.photo.use') }).click();
  await panel.locator('img').waitFor();
  await tutor.seesAccessibly();
}

/** By the way that the page suggests; a sign-in a moment ago may be proof enough. */
async function provesByPasskey(tutor: WebPerson, act: () => Promise<void>): Promise<void> {
  await act();
  const asked = tutor.page
    .getByRole('dialog')
    .getByRole('button', { name: tutor.t('proof.submit') });
  const sent = tutor.main.locator('[data-check=identity] [data-piece=front] .tag');
  await asked.or(sent).first().waitFor();
  if (await asked.isVisible()) await asked.click();
}
