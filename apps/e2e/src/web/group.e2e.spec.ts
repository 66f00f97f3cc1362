import { DESKTOP, PHONE } from '@edu/browser';
import type { BookingDetails, Locale } from '@edu/client';
import { openTutor, Postbox, signUpByPhone } from '@edu/journey';
import { expect, inject, it } from 'vitest';
import { signInAs } from './sign-in.ts';
import { choosesCard, typesCard } from './types-card.ts';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const platform = inject('platform');
const post = new Postbox(platform.urls);
const PATIENT = { timeout: 20_000 };
const JOURNEY_MS = 180_000;

describeInBrowser('a group lesson', (open) => {
  const languages: [Locale, Locale][] = [
    ['fr', 'en'],
    ['en', 'fr'],
  ];

  it.each(languages)(
    'is offered, filled seat by seat, and called off: %s and %s',
    async (tutors, students) => {
      const [aTutor, ...learners] = await Promise.all([
        openTutor(platform, post, 'Awa Koné'),
        ...['Moussa Traoré', 'Fatou Ndiaye', 'Kofi Mensah'].map((name) =>
          signUpByPhone(platform, post, name),
        ),
      ]);
      const desk = await open({ locale: tutors, viewport: DESKTOP });
      await signInAs(desk, aTutor);
      const tutor = new WebPerson(desk, tutors, aTutor.displayName);
      const students_ = await Promise.all(
        learners.map(async (learner) => {
          const phone = await open({ locale: students, viewport: PHONE });
          await signInAs(phone, learner);
          return new WebPerson(phone, students, learner.displayName);
        }),
      );

      await offersGroup(tutor, 2);
      const [first, second, third] = students_ as [WebPerson, WebPerson, WebPerson];
      const page = `/providers/${aTutor.id}`;
      const paid = await takesSeat(first, page);
      await choosesCard(first);
      const priced = first.t('booking.pay.button', { price: '' }).trim();
      await first.main.getByRole('button', { name: priced }).click();
      await typesCard(first, '4242 4242 4242 4242');
      await first.button('booking.pay.byCard').click();
      await first.reads('booking.confirmed.title');
      await takesSeat(second, page);

      await third.goto(page);
      await third.main.getByText(third.t('provider.seatsLeft', { seats: 0 })).waitFor();
      await third.main.getByRole('link', { name: TITLE, exact: true }).click();
      await third.reads('booking.groupFull');
      await third.seesAccessibly();

      await tutor.page.reload();
      await tutor.reads('teaching.groups.taken', { taken: 2, seats: 2 });
      await tutor.button('teaching.groups.cancel').click();
      const dialog = tutor.page.getByRole('dialog');
      await dialog.getByRole('button', { name: tutor.t('teaching.groups.cancel') }).click();
      await tutor.reads('teaching.groups.isCanceled');
      await expect
        .poll(async () => (await first.api<BookingDetails>(`/bookings/${paid}`)).state, PATIENT)
        .toBe('refunded');
      for (const { visitor } of [tutor, ...students_]) await visitor.close();
    },
    JOURNEY_MS,
  );
});

const TITLE = 'Les fractions en deux heures';

async function offersGroup(tutor: WebPerson, seats: number): Promise<void> {
  await tutor.goto('/teaching/groups');
  await tutor.reads('teaching.groups.none');
  await tutor.button('teaching.groups.add').click();
  await tutor.field('teaching.groups.name').fill(TITLE);
  await tutor.field('teaching.groups.when').selectOption({ index: 400 });
  await tutor.field('teaching.groups.seats').fill(String(seats));
  await tutor.field('teaching.groups.price').fill('2 000');
  await tutor.seesAccessibly();
  await tutor.button('teaching.groups.open').click();
  await tutor.main.getByRole('heading', { name: TITLE }).waitFor();
  await tutor.seesAccessibly();
}

/** @returns the booking of the seat */
async function takesSeat(student: WebPerson, page: string): Promise<string> {
  await student.goto(page);
  await student.main.getByRole('link', { name: TITLE, exact: true }).click();
  await student.button('booking.reserve').waitFor();
  await student.seesAccessibly();
  await student.button('booking.reserve').click();
  await student.arrives(/\/lessons\/[^/]+\/pay$/);
  const { items } = await student.api<{ items: BookingDetails[] }>('/bookings');
  expect(items).toMatchObject([{ price: { amount: 2_000, currency: 'XOF' } }]);
  expect(items[0]!.groupId).not.toBeNull();
  return items[0]!.id;
}
