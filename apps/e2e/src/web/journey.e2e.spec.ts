import { DESKTOP, PHONE } from '@edu/browser';
import type { BookingDetails, Locale, Payment } from '@edu/client';
import { freshEmail, freshPhone, Postbox } from '@edu/journey';
import { randomBytes } from 'node:crypto';
import { expect, inject, it } from 'vitest';
import { choosesCard, typesCard } from './types-card.ts';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const post = new Postbox(inject('platform').urls);
/** A screen that shows what services said to each other. */
const PATIENT = { timeout: 20_000, interval: 500 };
/** The whole journey, on a busy machine. */
const JOURNEY_MS = 180_000;
/** Of a day that is free from its beginning to its end. */
const MIDNIGHT = '00:00';

interface Page<T> {
  readonly items: readonly T[];
}

describeInBrowser('the journey from sign-up to a paid lesson', (open) => {
  const languages: [Locale, Locale, Pays][] = [
    ['fr', 'en', paysHere],
    ['en', 'fr', paysByBank],
  ];

  it.each(languages)(
    'goes on screens alone: the tutor reads %s, the student %s on a phone',
    async (tutors, students, pays) => {
      const tutor = new WebPerson(
        await open({ locale: tutors, viewport: DESKTOP }),
        tutors,
        // Earlier journeys have left tutors of the same name.
        `Aya Koné ${randomBytes(4).toString('hex')}`,
      );
      const phone = { locale: students, viewport: PHONE };
      const student = new WebPerson(await open(phone), students, 'Ama Boateng');
      const rival = new WebPerson(await open(phone), students, 'Kofi Mensah');

      await offersLessons(tutor);
      const slot = await choosesTime(student, tutor);
      const id = await reserves(student, slot);
      await comesTooLate(rival, slot, id);
      await pays(student, id);
      await hasPaidOnce(student, id);
      await findTheLesson(student, tutor, id);
      for (const person of [tutor, student, rival]) {
        expect(person.visitor.faults).toEqual([]);
        await person.visitor.close();
      }
    },
    JOURNEY_MS,
  );
});

/** Signs up, writes a profile and hours, and shows them. */
async function offersLessons(tutor: WebPerson): Promise<void> {
  await tutor.goto('/sign-up?as=tutor');
  await tutor.signUp(post, 'tutor', freshEmail('tutor'));
  await tutor.arrives('/teaching/profile');

  await tutor.field('teaching.field.headline').fill('Maths, lentement et clairement');
  await tutor.field('teaching.field.bio').fill('Avec des exemples de la vie de tous les jours.');
  await tutor.field('teaching.field.subjects').fill('maths');
  await tutor.button('teaching.addSubject').click();
  await tutor.main.getByRole('checkbox', { name: tutor.t('teaching.mode.online') }).check();
  await tutor.field('teaching.field.hourlyRate').fill('5000');
  await tutor.button('site.save').click();
  await tutor.button('teaching.profile.publish').click();
  await tutor.reads('teaching.profile.published');
  await tutor.seesAccessibly();

  await tutor.goto('/teaching/schedule');
  const monday = dayNames(tutor.locale)[0]!;
  const saturday = dayNames(tutor.locale)[5]!;
  for (const [day, copy] of [
    [monday, 'teaching.schedule.toWorkdays'],
    [saturday, 'teaching.schedule.toWeekend'],
  ] as const) {
    const group = tutor.main.getByRole('group', { name: day, exact: true });
    await group.getByRole('button', { name: tutor.t('teaching.schedule.addRange') }).click();
    await group.getByLabel(tutor.t('teaching.schedule.from', { day })).fill(MIDNIGHT);
    await group.getByLabel(tutor.t('teaching.schedule.to', { day })).fill(MIDNIGHT);
    await group.getByRole('button', { name: tutor.t(copy) }).click();
  }
  await tutor.reads('teaching.schedule.week', { hours: 7 * 24 });
  await tutor.seesAccessibly();
  await tutor.button('site.save').click();
  await tutor.page.getByText(tutor.t('site.saved'), { exact: true }).waitFor();

  await tutor.goto('/teaching/profile');
  await tutor.link('teaching.profile.see').click();
  await tutor.arrives(/\/providers\//);
  await tutor.main.getByRole('heading', { name: tutor.name, level: 1 }).waitFor();
  await tutor.seesAccessibly();
}

/** Finds the tutor, and goes from a free time to an account and back. @returns the slot's address */
async function choosesTime(student: WebPerson, tutor: WebPerson): Promise<string> {
  const { page, main } = student;
  await student.goto('/search');
  const hit = main.getByRole('link', { name: tutor.name });
  await expect
    .poll(async () => {
      await student.field('home.what').fill(tutor.name);
      await student.button('home.submit').click();
      await student.arrives('/search');
      return hit.count();
    }, PATIENT)
    .toBe(1);
  await student.seesAccessibly();
  await hit.click();
  await student.arrives(/\/providers\//);
  const times = main.getByRole('region', { name: student.t('provider.choose') });
  await times
    .getByRole('link', { name: /^\d{1,2}[:.]\d{2}/ })
    .first()
    .click();
  await student.arrives('/book');
  const { pathname, search, searchParams } = new URL(page.url());
  await student.link('site.signUp').click();
  await student.arrives('/sign-up');
  await student.signUp(post, 'student', freshPhone());
  await student.arrives('/book');
  expect(new URL(page.url()).searchParams.get('start')).toBe(searchParams.get('start'));
  return pathname + search;
}

/** Presses twice, as people do. @returns the id of the one booking */
async function reserves(student: WebPerson, slot: string): Promise<string> {
  await student.button('booking.reserve').waitFor();
  await student.seesAccessibly();
  await student.button('booking.reserve').dblclick();
  await student.arrives(/\/lessons\/[^/]+\/pay$/);
  const { items } = await student.api<Page<BookingDetails>>('/bookings?as=learner');
  expect(items.map(({ state }) => state)).toEqual(['pending']);
  // Who opens the slot again is led to what they hold.
  const again = await student.visitor.context.newPage();
  await again.goto(slot);
  await again.getByText(student.t('booking.heldByYou'), { exact: true }).waitFor();
  await again.close();
  return items[0]!.id;
}

/** Opens the address of a slot that is somebody else's by now, and that of their lesson. */
async function comesTooLate(rival: WebPerson, slot: string, lesson: string): Promise<void> {
  await rival.page.goto(slot);
  await rival.reads('booking.taken.title');
  await rival.goto('/sign-up');
  await rival.signUp(post, 'student', freshEmail('rival'));
  await rival.arrives('/search');
  await rival.page.goto(slot);
  await rival.reads('booking.taken.title');
  expect(await rival.button('booking.reserve').count()).toBe(0);
  await rival.seesAccessibly();
  for (const path of [`/lessons/${lesson}`, `/lessons/${lesson}/pay`]) {
    await rival.goto(path);
    await rival.reads('lessons.notThere.title');
  }
}

type Pays = (student: WebPerson, lesson: string) => Promise<void>;

/** Pays on the page itself, while a tab that was opened before looks on. */
const paysHere: Pays = async (student, lesson) => {
  const other = await student.visitor.context.newPage();
  await other.goto(`/${student.locale}/lessons/${lesson}/pay`);
  const priced = student.t('booking.pay.button', { price: '' }).trim();
  await choosesCard(student, other);
  await other.getByRole('button', { name: priced }).waitFor();

  await opensPayment(student);
  await typesCard(student, '4242 4242 4242 4242');
  await student.button('booking.pay.byCard').dblclick();
  for (const tab of [student.page, other]) {
    const confirmed = tab.getByText(student.t('booking.confirmed.title'), { exact: true });
    await confirmed.waitFor(PATIENT);
  }
  await other.close();

  await student.page.goBack();
  await student.reads('booking.bookedByYou');
  await student.page.goForward();
};

/** Pays with a second card after one that is refused, and confirms on a page of the bank. */
const paysByBank: Pays = async (student, lesson) => {
  const { page } = student;
  await opensPayment(student);
  await student.button('booking.pay.byCard').click();
  await student.main.getByRole('alert').waitFor();
  await typesCard(student, '4000 0000 0000 0002');
  await student.button('booking.pay.byCard').click();
  await student.main.getByText(/Votre carte a été refusée|Your card was declined/).waitFor();
  await student.seesAccessibly();
  await typesCard(student, '4000 0027 6000 3184');
  await student.button('booking.pay.byCard').click();
  await page.waitForURL(/\/authenticate\//);
  await page.getByRole('button').first().click();
  await student.arrives(`/lessons/${lesson}/pay`);
  const paid = (['booking.confirmed.title', 'booking.alreadyPaid.title'] as const).map((key) =>
    student.main.getByText(student.t(key), { exact: true }),
  );
  await paid[0]!.or(paid[1]!).waitFor();
  // Over the page of the bank.
  await page.goBack();
  await page.goBack();
};

/** Presses twice, as people do, and sees the form of the payment service. */
async function opensPayment(student: WebPerson): Promise<void> {
  await choosesCard(student);
  const priced = student.t('booking.pay.button', { price: '' }).trim();
  const pay = student.main.getByRole('button', { name: priced });
  await pay.waitFor();
  await student.seesAccessibly();
  await pay.dblclick();
  await student.button('booking.pay.byCard').waitFor();
  await student.seesAccessibly();
}

/** There is one payment, and nothing left to pay, whichever way one comes back. */
async function hasPaidOnce(student: WebPerson, lesson: string): Promise<void> {
  const { items } = await student.api<Page<Payment>>(`/payments?bookingId=${lesson}`);
  expect(items.map(({ status }) => status)).toEqual(['succeeded']);
  await student.arrives(`/lessons/${lesson}/pay`);
  await student.reads('booking.alreadyPaid.title');
  await student.seesAccessibly();
  // The receipt is there, and nothing to pay with.
  const priced = student.t('booking.pay.button', { price: '' }).trim();
  const pays = student.main.getByRole('button', { name: new RegExp(`^${priced} `) });
  expect(await pays.or(student.main.getByRole('radio')).count()).toBe(0);
}

/** The lesson is on the lists of both, and each has a message that leads to it. */
async function findTheLesson(student: WebPerson, tutor: WebPerson, id: string): Promise<void> {
  for (const [person, other, list] of [
    [student, tutor, '/lessons'],
    [tutor, student, '/teaching/lessons'],
  ] as const) {
    await person.goto(list);
    const lesson = person.main.getByRole('listitem').filter({ hasText: other.name });
    await lesson.getByText(person.t('lessons.state.confirmed'), { exact: true }).waitFor();
    await person.seesAccessibly();
    await lesson.getByRole('link').first().click();
    await person.arrives(`/lessons/${id}`);

    await person.goto('/inbox');
    const message = person.main.getByRole('group').first();
    await message.locator('summary').click();
    await person.seesAccessibly();
    await message.getByRole('link', { name: person.t('inbox.toLesson') }).click();
    await person.arrives(`/lessons/${id}`);
    await person.main.getByRole('heading', { name: other.name, level: 1 }).waitFor();
    await person.seesAccessibly();
  }
}

/** Monday first, as the editor of hours writes them. */
function dayNames(locale: Locale): string[] {
  const { format } = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  return Array.from({ length: 7 }, (_, day) => format(Date.UTC(2024, 0, day + 1)));
}
