import { DESKTOP, PHONE } from '@edu/browser';
import { newIntent, type BookingDetails, type Locale } from '@edu/client';
import { openTutor, Postbox, signUpByPhone } from '@edu/journey';
import { expect, inject, it } from 'vitest';
import { signInAs } from './sign-in.ts';
import { choosesCard, typesCard } from './types-card.ts';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const platform = inject('platform');
const post = new Postbox(platform.urls);
/** A screen that shows what services said to each other. */
const PATIENT = { timeout: 20_000 };
const JOURNEY_MS = 180_000;

describeInBrowser('a lesson that is asked for', (open) => {
  const languages: [Locale, Locale][] = [
    ['fr', 'en'],
    ['en', 'fr'],
  ];

  it.each(languages)(
    'is accepted and paid, the next is moved, one is declined and one withdrawn: %s and %s',
    async (tutors, students) => {
      const [aTutor, aStudent] = await Promise.all([
        openTutor(platform, post, 'Awa Koné'),
        signUpByPhone(platform, post, 'Moussa Traoré'),
      ]);
      const desk = await open({ locale: tutors, viewport: DESKTOP });
      const phone = await open({ locale: students, viewport: PHONE });
      await signInAs(desk, aTutor);
      await signInAs(phone, aStudent);
      const tutor = new WebPerson(desk, tutors, aTutor.displayName);
      const student = new WebPerson(phone, students, aStudent.displayName);
      const page = `/providers/${aTutor.id}`;

      await wantsToBeAsked(tutor);
      const accepted = await asks(student, page, 10);
      await findsRequest(tutor);
      await tutor.button('lessons.request.accept').click();
      await becomes(student, accepted, 'pending');
      await paysFor(student, accepted);

      const moved = await asks(student, page, 40);
      await findsRequest(tutor);
      await proposesAnother(tutor);
      await becomes(student, moved, 'proposed');
      await student.goto(`/lessons/${moved}`);
      await student.button('lessons.request.accept').waitFor();
      await student.seesAccessibly();
      await student.button('lessons.request.accept').click();
      await becomes(student, moved, 'pending');

      const declined = await asks(student, page, 80);
      await findsRequest(tutor);
      await tutor.button('lessons.request.decline').click();
      const dialog = tutor.page.getByRole('dialog');
      await dialog.getByLabel(tutor.t('lessons.reason')).fill('Je suis en voyage.');
      await tutor.seesAccessibly();
      await dialog.getByRole('button', { name: tutor.t('lessons.request.declineConfirm') }).click();
      await becomes(student, declined, 'declined');
      await student.goto(`/lessons/${declined}`);
      await student.main.getByText('Je suis en voyage.').waitFor();
      const { startsAt } = await student.api<BookingDetails>(`/bookings/${declined}`);
      await withdrawsMeanwhile(tutor, { providerId: aTutor.id, startsAt });
      for (const { visitor } of [tutor, student]) {
        expect(visitor.faults).toEqual([]);
        await visitor.close();
      }
    },
    JOURNEY_MS,
  );
});

async function wantsToBeAsked(tutor: WebPerson): Promise<void> {
  await tutor.goto('/teaching/schedule');
  await tutor.field('teaching.schedule.bookingMode').selectOption('request');
  await tutor.field('teaching.schedule.answerWithin').selectOption('12');
  await tutor.seesAccessibly();
  await tutor.button('site.save').click();
  await tutor.page.getByText(tutor.t('site.saved'), { exact: true }).waitFor();
}

/** @returns the booking that waits for an answer */
async function asks(student: WebPerson, page: string, nth: number): Promise<string> {
  await student.goto(page);
  await student.reads('provider.asksFirst', { hours: 12 });
  const times = student.main.getByRole('region', { name: student.t('provider.choose') });
  // Of tomorrow, which is free from its beginning.
  const days = times.getByRole('navigation', { name: student.t('provider.day') });
  await days.getByRole('listitem').nth(1).getByRole('link').click();
  await student.page.waitForURL(({ searchParams }) => searchParams.has('from'));
  await times
    .getByRole('link', { name: /^\d{1,2}[:.]\d{2}/ })
    .nth(nth)
    .click();
  await student.button('booking.request.ask').waitFor();
  await student.seesAccessibly();
  await student.button('booking.request.ask').click();
  await student.arrives(/\/lessons\/[^/]+$/);
  await student.main.getByRole('region', { name: student.t('lessons.request.title') }).waitFor();
  await student.seesAccessibly();
  return new URL(student.page.url()).pathname.split('/').at(-1)!;
}

/** Somebody else asks, and thinks better of it while the tutor's page still offers to accept it. */
async function withdrawsMeanwhile(
  tutor: WebPerson,
  slot: { providerId: string; startsAt: string },
): Promise<void> {
  const { api } = await signUpByPhone(platform, post, 'Fatou Diop');
  const { id } = await api.post('/api/v1/bookings', { body: slot, intent: newIntent() });
  await findsRequest(tutor);
  const params = { path: { id } };
  await api.post('/api/v1/bookings/{id}/cancel', { params, body: {}, intent: newIntent() });
  await tutor.button('lessons.request.accept').click();
  await tutor.page.getByText(tutor.t('lessons.outdated'), { exact: true }).waitFor();
  await tutor.button('lessons.request.accept').waitFor({ state: 'detached' });
  const { state } = await api.get('/api/v1/bookings/{id}', { params });
  expect(state).toBe('canceled');
}

async function findsRequest(tutor: WebPerson): Promise<void> {
  await tutor.goto('/teaching/lessons');
  await tutor.reads('lessons.request.inbox', { count: 1 });
  await tutor.seesAccessibly();
}

async function proposesAnother(tutor: WebPerson): Promise<void> {
  await tutor.button('lessons.request.propose').click();
  const dialog = tutor.page.getByRole('dialog');
  await dialog.getByLabel(tutor.t('lessons.request.newTime')).selectOption({ index: 15 });
  await tutor.seesAccessibly();
  await dialog.getByRole('button', { name: tutor.t('lessons.request.proposeConfirm') }).click();
  await dialog.waitFor({ state: 'detached' });
}

const becomes = (student: WebPerson, id: string, state: BookingDetails['state']) =>
  expect
    .poll(async () => (await student.api<BookingDetails>(`/bookings/${id}`)).state, PATIENT)
    .toBe(state);

async function paysFor(student: WebPerson, id: string): Promise<void> {
  await student.goto(`/lessons/${id}/pay`);
  await choosesCard(student);
  const priced = student.t('booking.pay.button', { price: '' }).trim();
  await student.main.getByRole('button', { name: priced }).click();
  await student.button('booking.pay.byCard').waitFor();
  await typesCard(student, '4242 4242 4242 4242');
  await student.button('booking.pay.byCard').click();
  await student.reads('booking.confirmed.title');
}
