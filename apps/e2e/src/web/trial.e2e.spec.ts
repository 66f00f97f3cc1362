import { randomUUID } from 'node:crypto';
import { DESKTOP, PHONE } from '@edu/browser';
import type { BookingDetails, Locale } from '@edu/client';
import { formatMoney } from '@edu/contract-kit';
import { eventually, openTutor, Postbox, signUpByPhone } from '@edu/journey';
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
        // Found by a name that nobody else has.
        openTutor(platform, post, `Awa ${randomUUID().replaceAll(/[^a-f]/g, '')}`),
        signUpByPhone(platform, post, 'Moussa Traoré'),
      ]);
      const desk = await open({ locale: tutors, viewport: DESKTOP });
      const phone = await open({ locale: students, viewport: PHONE });
      await signInAs(desk, aTutor);
      await signInAs(phone, aStudent);
      const tutor = new WebPerson(desk, tutors, aTutor.displayName);
      const student = new WebPerson(phone, students, aStudent.displayName);

      await offersTrial(tutor);
      await findsInSearch(student, aTutor.displayName);
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

/** Among those whom one books at once, with what the trial costs. */
async function findsInSearch(student: WebPerson, name: string): Promise<void> {
  const card = student.main.getByRole('listitem').filter({ hasText: name });
  const trial = { minutes: 30, price: formatMoney(PRICE, student.locale) };
  // The search follows the schedule a moment later.
  await eventually(async () => {
    await student.goto(`/search?what=${encodeURIComponent(name)}&booking=instant`);
    const text = await card.innerText({ timeout: 2_000 });
    expect(text).toContain(student.t('provider.trialPrice', trial));
  });
  expect(await card.innerText()).toContain(student.t('search.booking.instant'));
  await student.seesAccessibly();
  await student.main.getByText(student.t('search.refineCount', { count: 1 })).click();
  await student.main.getByRole('checkbox', { name: student.t('search.atOnce') }).uncheck();
  await student.button('search.apply').click();
  await student.page.waitForURL(({ searchParams }) => !searchParams.has('booking'));
  await card.getByText(student.t('search.booking.instant')).waitFor();
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
