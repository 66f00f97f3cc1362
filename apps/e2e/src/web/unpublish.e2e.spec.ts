import { PHONE } from '@edu/browser';
import { newIntent, type Booking } from '@edu/client';
import { formatMoney, LOCALES } from '@edu/contract-kit';
import {
  eventually,
  freshEmail,
  openTutor,
  payByCard,
  Postbox,
  signUp,
  type Person,
} from '@edu/journey';
import { expect, inject, it } from 'vitest';
import { signInAs } from './sign-in.ts';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const platform = inject('platform');
const post = new Postbox(platform.urls);
const DAY_MS = 86_400_000;
/** A screen, or a message, that waits for what services say to each other. */
const PATIENT = { timeout: 60_000, interval: 500 };
const JOURNEY_MS = 240_000;

describeInBrowser('a tutor who wants no new lessons', (open) => {
  it.each(LOCALES)(
    'pauses and keeps what is booked, then leaves, and learners have their money back: %s',
    async (locale) => {
      const awa = await openTutor(platform, post, 'Awa Koné');
      const address = freshEmail('learner');
      const learner = await signUp(platform, post, {
        ...{ role: 'student', displayName: 'Ama Boateng', address, locale },
      });
      const lesson = await hasPaidLesson(learner, awa);
      const tutor = new WebPerson(await open({ locale, viewport: PHONE }), locale, awa.displayName);
      await signInAs(tutor.visitor, awa);

      await tutor.goto('/teaching/profile');
      await tutor.button('teaching.profile.pause').click();
      await tutor.reads('teaching.profile.paused');
      await tutor.seesAccessibly();
      await expect.poll(() => isFound(awa), PATIENT).toBe(false);
      expect((await read(learner, lesson)).state).toBe('confirmed');

      await tutor.button('teaching.profile.unpublish').click();
      const dialog = tutor.page.getByRole('dialog');
      const says = (text: string) => dialog.getByText(text).first().waitFor();
      await says(tutor.t('teaching.unpublish.lessons', { count: 1 }));
      await says(formatMoney(lesson.price, locale));
      await tutor.seesAccessibly();
      const root = tutor.page.locator('html');
      expect(await root.evaluate((all) => all.scrollWidth <= all.clientWidth)).toBe(true);
      await dialog.getByRole('button', { name: tutor.t('teaching.unpublish.confirm') }).click();
      await tutor.reads('teaching.profile.draft');
      await expect.poll(async () => (await read(learner, lesson)).state, PATIENT).toBe('refunded');
      expect((await read(learner, lesson)).cancellation).toMatchObject({ by: 'provider' });
      const title = tutor.t('notifications.booking-canceled.title');
      await post.waitFor(address, 'message', ({ subject }) => subject.includes(title));

      // Nothing is left to be called off.
      await tutor.button('teaching.profile.publish').click();
      await tutor.button('teaching.profile.unpublish').click();
      await says(tutor.t('teaching.unpublish.nothing'));
      expect(tutor.visitor.faults).toEqual([]);
      await tutor.visitor.close();
    },
    JOURNEY_MS,
  );
});

const read = ({ api }: Person, { id }: Booking) =>
  api.get('/api/v1/bookings/{id}', { params: { path: { id } } });

/** Whether the profile is there for others. */
async function isFound({ id }: Person): Promise<boolean> {
  const { status } = await fetch(`${platform.url}/api/v1/profiles/${id}`);
  expect([200, 404]).toContain(status);
  return status === 200;
}

/** Three days ahead, paid by card. */
async function hasPaidLesson({ api }: Person, tutor: Person): Promise<Booking> {
  const start = new Date(Date.now() + 3 * DAY_MS);
  start.setUTCHours(10, 0, 0, 0);
  const slot = { providerId: tutor.id, startsAt: start.toISOString(), mode: 'online' as const };
  const booking = await eventually(() =>
    api.post('/api/v1/bookings', { body: slot, intent: newIntent() }),
  );
  const order = { body: { bookingId: booking.id }, intent: newIntent() };
  await payByCard(platform.urls.stripe, await api.post('/api/v1/payments/intent', order));
  const read = () => api.get('/api/v1/bookings/{id}', { params: { path: { id: booking.id } } });
  await expect.poll(async () => (await read()).state, PATIENT).toBe('confirmed');
  return booking;
}
