import { readFile } from 'node:fs/promises';
import { PHONE } from '@edu/browser';
import { newIntent, type BookingDetails, type Locale } from '@edu/client';
import { LOCALES } from '@edu/contract-kit';
import {
  firstStart,
  freshEmail,
  openTutor,
  payByCard,
  Postbox,
  readSlots,
  signUpByPhone,
  type Person,
} from '@edu/journey';
import { expect, inject, it } from 'vitest';
import { signInAs } from './sign-in.ts';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const platform = inject('platform');
const post = new Postbox(platform.urls);
/** A screen that shows what services said to each other. */
const PATIENT = { timeout: 20_000 };
const JOURNEY_MS = 120_000;
const HOUR_MS = 3_600_000;

describeInBrowser('the calendar of lessons', (open) => {
  it.each<Locale>(LOCALES)(
    'shows who learns their week and their day, on a phone (%s)',
    async (locale) => {
      const [awa, moussa] = await Promise.all([
        openTutor(platform, post, 'Awa Koné'),
        signUpByPhone(platform, post, 'Moussa Traoré'),
      ]);
      const { id, startsAt } = await books(moussa, awa);
      const student = new WebPerson(
        await open({ locale, viewport: PHONE }),
        locale,
        moussa.displayName,
      );
      await signInAs(student.visitor, moussa);
      await student.goto('/lessons');
      await student.link('calendar.week').click();
      await student.arrives('/lessons/calendar');
      await student.goto(`/lessons/calendar?day=${localDay(startsAt)}`);
      const lesson = student.main.locator(`.calendar-week a[href$="/lessons/${id}"]`);
      await lesson.getByText(awa.displayName).waitFor();
      await student.seesAccessibly();
      await student.link('calendar.day').click();
      await student.main.locator(`.timetable a[href$="/lessons/${id}"]`).waitFor();
      expect(new URL(student.page.url()).searchParams.get('day')).toBe(localDay(startsAt));
      await student.seesAccessibly();
      await student.main.locator('.timetable a').click();
      await student.arrives(`/lessons/${id}`);
      await student.goto(`/lessons/calendar?view=day&day=${localDay(startsAt)}`);
      await student.link('calendar.list').click();
      await student.arrives('/lessons');
      expect(student.visitor.faults).toEqual([]);
      await student.visitor.close();
    },
    JOURNEY_MS,
  );

  it.each<Locale>(LOCALES)(
    'shows who teaches their week, their day and their list, and gives it to other calendars, on a phone (%s)',
    async (locale) => {
      const [awa, moussa] = await Promise.all([
        openTutor(platform, post, 'Awa Koné'),
        signUpByPhone(platform, post, 'Moussa Traoré'),
      ]);
      const { id, startsAt } = await books(moussa, awa);
      const phone = await open({ locale, viewport: PHONE });
      await signInAs(phone, awa);
      const tutor = new WebPerson(phone, locale, awa.displayName);
      const order = { body: { bookingId: id }, intent: newIntent() };
      await payByCard(
        platform.urls.stripe,
        await moussa.api.post('/api/v1/payments/intent', order),
      );
      const state = async () => (await tutor.api<BookingDetails>(`/bookings/${id}`)).state;
      await expect.poll(state, PATIENT).toBe('confirmed');

      await tutor.goto('/teaching/lessons');
      await tutor.link('calendar.week').click();
      await tutor.arrives('/teaching/calendar');
      await tutor.goto(`/teaching/calendar?day=${localDay(startsAt)}`);
      const lesson = tutor.main.locator(`.calendar-week a[href$="/lessons/${id}"]`);
      await lesson.getByText(moussa.displayName).waitFor();
      await tutor.seesAccessibly();
      await tutor.link('calendar.day').click();
      const placed = tutor.main.locator(`.timetable a[href$="/lessons/${id}"]`);
      await placed.waitFor();
      await tutor.seesAccessibly();
      await tutor.link('calendar.after.day').click();
      await tutor.reads('calendar.noneThatDay');
      await tutor.link('calendar.before.day').click();
      await placed.waitFor();
      await tutor.link('calendar.list').click();
      await tutor.arrives('/teaching/lessons');
      await tutor.main.locator(`.lesson-list a[href$="/lessons/${id}"]`).first().click();
      await tutor.arrives(`/lessons/${id}`);

      const save = tutor.button('lessons.toCalendar');
      const [file] = await Promise.all([tutor.page.waitForEvent('download'), save.click()]);
      const entry = `UID:${id}`;
      expect(await readFile(await file.path(), 'utf8')).toContain(entry);
      await tutor.goto('/account');
      await tutor.button('account.calendar.open').click();
      const address = tutor.field('account.calendar.address');
      await address.waitFor();
      await tutor.seesAccessibly();
      const feed = await fetch(await address.inputValue());
      expect(feed.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
      expect(await feed.text()).toContain(entry);
      expect(tutor.visitor.faults).toEqual([]);
      await tutor.visitor.close();
    },
    JOURNEY_MS,
  );

  it.each<Locale>(LOCALES)(
    'shows a parent those of their children, and their own apart (%s)',
    async (locale) => {
      const parent = new WebPerson(await open({ locale, viewport: PHONE }), locale, 'Aya Kouassi');
      await parent.goto('/sign-up?as=parent');
      await parent.signUp(post, 'parent', freshEmail('calendar'));
      await parent.page.waitForURL(({ pathname }) => !pathname.endsWith('/sign-up'));
      await parent.goto('/account/family');
      await parent.button('family.add').click();
      await parent.field('family.firstName').fill('Moussa');
      await parent.field('family.birthYear').fill('2014');
      await parent.field('family.country').selectOption('CI');
      await parent.field('family.consent.agree').check();
      await parent.button('family.add').click();
      await parent.main.getByRole('heading', { name: 'Moussa' }).waitFor();
      await parent.goto('/search?subject=maths&verified=identity');
      await parent.main.getByRole('heading', { level: 3 }).getByRole('link').first().click();
      await parent.main
        .getByRole('region', { name: parent.t('provider.choose') })
        .getByRole('link', { name: /^\d{1,2}[:.]\d{2}/ })
        .last()
        .click();
      await parent.arrives('/book');
      await parent.button('booking.reserve').click();
      await parent.arrives(/\/lessons\/[^/]+\/pay$/);
      const [id] = new URL(parent.page.url()).pathname.match(/[0-9a-f-]{36}/)!;
      const { startsAt } = await parent.api<{ startsAt: string }>(`/bookings/${id}`);

      await parent.goto(`/lessons/calendar?day=${localDay(startsAt)}`);
      const lesson = parent.main.locator(`.calendar-week a[href$="/lessons/${id}"]`);
      await lesson.getByText('Moussa').waitFor();
      await parent.seesAccessibly();
      await parent.link('lessons.ofMine').click();
      await parent.main.locator('.calendar-week').waitFor();
      expect(new URL(parent.page.url()).searchParams.get('of')).toBe('me');
      expect(await lesson.count()).toBe(0);
      await parent.link('calendar.list').click();
      await parent.arrives('/lessons');
      expect(new URL(parent.page.url()).searchParams.get('of')).toBe('me');
      expect(parent.visitor.faults).toEqual([]);
      await parent.visitor.close();
    },
    JOURNEY_MS,
  );
});

async function books({ api }: Person, { id: providerId }: Person) {
  const slots = await readSlots(platform, { providerId, zone: 'Africa/Abidjan' });
  const startsAt = firstStart(slots, new Date(Date.now() + 30 * HOUR_MS));
  return api.post('/api/v1/bookings', { body: { providerId, startsAt }, intent: newIntent() });
}

/** The day on the clock of the browsers. */
const localDay = (at: string): string =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: 'Africa/Abidjan' }).format(
    new Date(at),
  );
