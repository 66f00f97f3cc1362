import { DESKTOP, PHONE } from '@edu/browser';
import type { BookingDetails, Locale } from '@edu/client';
import { formatMoney } from '@edu/contract-kit';
import { openTutor, Postbox, signUpByPhone } from '@edu/journey';
import { expect, inject, it } from 'vitest';
import { signInAs } from './sign-in.ts';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const platform = inject('platform');
const post = new Postbox(platform.urls);
const JOURNEY_MS = 120_000;
const PRICE = { amount: 1_500, currency: 'XOF' } as const;

describeInBrowser('a trial lesson', (open) => {
  const languages: [Locale, Locale][] = [
    ['fr', 'en'],
    ['en', 'fr'],
  ];

  it.each(languages)(
    'is offered, booked at its own price, and had once: %s and %s',
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

      await offersTrial(tutor);
      const page = `/providers/${aTutor.id}`;
      await choosesTrial(student, page);
      await student.button('booking.reserve').click();
      await student.arrives(/\/lessons\/[^/]+\/pay$/);
      const { items } = await student.api<{ items: BookingDetails[] }>('/bookings');
      expect(items).toMatchObject([{ trial: true, price: PRICE }]);

      await student.goto(`/lessons/${items[0]!.id}`);
      await student.main.getByText(student.t('lessons.trial')).waitFor();

      await choosesTrial(student, page, 'last');
      await student.button('booking.reserve').click();
      await student.link('booking.usualLesson').waitFor();
      await student.seesAccessibly();
      for (const { visitor } of [tutor, student]) await visitor.close();
    },
    JOURNEY_MS,
  );
});

async function offersTrial(tutor: WebPerson): Promise<void> {
  await tutor.goto('/teaching/schedule');
  await tutor.field('teaching.schedule.trial').selectOption('30');
  await tutor.field('teaching.schedule.trialPrice').fill('1 500');
  await tutor.seesAccessibly();
  await tutor.button('site.save').click();
  await tutor.page.getByText(tutor.t('site.saved'), { exact: true }).waitFor();
}

async function choosesTrial(
  student: WebPerson,
  page: string,
  which: 'first' | 'last' = 'first',
): Promise<void> {
  await student.goto(page);
  const price = formatMoney(PRICE, student.locale);
  await student.link('provider.trialPrice', { minutes: 30, price }).click();
  const times = student.main.getByRole('region', { name: student.t('provider.choose') });
  const starts = times.getByRole('link', { name: /^\d{1,2}[:.]\d{2}/ });
  await starts[which]().click();
  await student.arrives('/book');
  await student.main.getByText(student.t('lessons.trial')).waitFor();
  expect(await student.main.innerText()).toContain(price);
}
